#include "tests/mibs/secure_manager.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "mibs/net_snmp/pass_phrase_key.hpp"

namespace lineman::mibs::test {
namespace {

constexpr std::size_t digest_size = 24;  // RFC 7860, 4.1: HMAC-192-SHA-256
constexpr std::size_t aes_key_size = 16;

// RFC 3414, A.2.2: the key of this engine.
Octets key_for(const std::string& pass_phrase) {
  const auto master = key_of_pass_phrase(AuthProtocol::sha256, pass_phrase);
  const auto all = master + engine + master;
  std::array<unsigned char, EVP_MAX_MD_SIZE> key{};
  unsigned size = 0;
  EVP_Digest(all.data(), all.size(), key.data(), &size, EVP_sha256(), nullptr);
  return {key.begin(), key.begin() + size};
}

// Eight octets of boots and time, then the salt (RFC 3826, 3.1.2.1).
Octets initial_vector(const Header& header) {
  Octets vector;
  for (const long number : {header.boots, header.time}) {
    for (const int shift : {24, 16, 8, 0}) vector += static_cast<char>(number >> shift & 0xFF);
  }
  return vector + header.salt;
}

const unsigned char* octets_of(const Octets& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Octets security_of(const Header& header, const Octets& digest) {
  return ber(sequence_tag, ber_text(header.engine) + ber_integer(header.boots) +
                               ber_integer(header.time) + ber_text(header.user) + ber_text(digest) +
                               ber_text((header.flags & priv_flag) != 0 ? header.salt : ""));
}

}  // namespace

SecureManager::SecureManager()
    : auth_key_{key_for("writer auth")},
      priv_key_{key_for("writer priv").substr(0, aes_key_size)} {}

Octets SecureManager::crypt(const Octets& text, const Header& header, bool encrypt) const {
  const auto vector = initial_vector(header);
  auto key = priv_key_;
  if (header.wrong_key) key[0] = static_cast<char>(~key[0]);
  auto* const context = EVP_CIPHER_CTX_new();
  Octets result(text.size(), '\0');
  int size = 0;
  const bool good = EVP_CipherInit_ex(context, EVP_aes_128_cfb128(), nullptr, octets_of(key),
                                      octets_of(vector), encrypt ? 1 : 0) == 1 &&
                    EVP_CipherUpdate(context, reinterpret_cast<unsigned char*>(result.data()),
                                     &size, octets_of(text), static_cast<int>(text.size())) == 1;
  EVP_CIPHER_CTX_free(context);
  if (!good) throw std::runtime_error{"no AES"};
  return result;
}

Octets SecureManager::digest(const Octets& message) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned size = 0;
  HMAC(EVP_sha256(), auth_key_.data(), static_cast<int>(auth_key_.size()), octets_of(message),
       message.size(), code.data(), &size);
  return {code.begin(), code.begin() + digest_size};
}

Octets SecureManager::message(const Octets& pdu, const Header& header) const {
  const auto about = ber_integer(header.message) + ber_integer(header.largest) +
                     ber_text(std::string(1, static_cast<char>(header.flags))) +
                     ber_integer(header.security_model);
  const auto scoped =
      ber(sequence_tag, ber_text(header.context_engine) + ber_text(header.context) + pdu);
  const auto body =
      (header.flags & priv_flag) != 0 ? ber_text(crypt(scoped, header, true)) : scoped;
  const auto whole = [&](const Octets& digest) {
    return ber(sequence_tag, ber_integer(3) + ber(sequence_tag, about) +
                                 ber_text(security_of(header, digest)) + body);
  };
  if ((header.flags & auth_flag) == 0) return whole("");
  auto code = digest(whole(Octets(digest_size, '\0')));
  if (header.wrong_digest) code[0] = static_cast<char>(~code[0]);
  return whole(code);
}

Octets SecureManager::content(const Octets& message) const {
  BerReader outer{BerReader{message}.take(sequence_tag).value_or("")};
  outer.integer();
  outer.take(sequence_tag);
  const auto security = outer.take(text_tag);
  const auto encrypted = outer.take(text_tag);
  if (!security || !encrypted) return message;
  BerReader fields{BerReader{*security}.take(sequence_tag).value_or("")};
  Header header;
  fields.take(text_tag);
  header.boots = fields.integer();
  header.time = fields.integer();
  fields.take(text_tag);
  fields.take(text_tag);
  header.salt = fields.take(text_tag).value_or("");
  return crypt(*encrypted, header, false);
}

std::optional<Response> SecureManager::open(const Octets& message) const {
  if (auto plain = parse(message)) return plain;
  BerReader scoped{BerReader{content(message)}.take(sequence_tag).value_or("")};
  scoped.take(text_tag);
  scoped.take(text_tag);
  return parse_pdu(scoped);
}

}  // namespace lineman::mibs::test
