#include "tests/tr069/transport/digest_check.hpp"

#include <openssl/evp.h>

#include <array>
#include <regex>

namespace lineman::test {
namespace {

constexpr auto realm = "acs of the test";

std::string hash(const std::string& algorithm, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size,
             algorithm == "SHA-256" ? EVP_sha256() : EVP_md5(), nullptr);
  std::string hexadecimal;
  for (unsigned i = 0; i < size; ++i) {
    constexpr auto digits = "0123456789abcdef";
    hexadecimal += digits[digest.at(i) / 16];
    hexadecimal += digits[digest.at(i) % 16];
  }
  return hexadecimal;
}

}  // namespace

std::string Challenge::field() const {
  const auto quoted = [](const std::string& value) { return '"' + value + '"'; };
  std::string text = "WWW-Authenticate: Digest realm=" + quoted(realm) +
                     ", nonce=" + quoted(nonce) + ", opaque=" + quoted("kept");
  if (!qop.empty()) text += ", qop=" + quoted(qop);
  if (!algorithm.empty()) text += ", algorithm=" + algorithm;
  if (stale) text += ", stale=true";
  return text;
}

std::map<std::string, std::string> digest_parameters(const std::string& authorization) {
  std::map<std::string, std::string> parameters;
  if (authorization.rfind("Digest ", 0) != 0) return parameters;
  static const std::regex parameter{R"re(([a-zA-Z]+)=(?:"([^"]*)"|([^,\s]+)))re"};
  for (std::sregex_iterator it{authorization.begin() + 7, authorization.end(), parameter}, end;
       it != end; ++it) {
    parameters[(*it)[1]] = (*it)[2].matched ? (*it)[2] : (*it)[3];
  }
  return parameters;
}

bool digest_is_good(const std::string& authorization, const Challenge& challenge,
                    const std::string& method, const std::string& target, const std::string& user,
                    const std::string& password) {
  auto said = digest_parameters(authorization);
  if (said["username"] != user || said["realm"] != realm || said["nonce"] != challenge.nonce ||
      said["uri"] != target || said["opaque"] != "kept") {
    return false;
  }
  const auto digest = [&](const std::string& text) { return hash(challenge.algorithm, text); };
  const std::string a1 = digest(user + ":" + realm + ":" + password);
  const std::string a2 = digest(method + ":" + target);
  if (challenge.qop.empty()) {
    return said["response"] == digest(a1 + ":" + challenge.nonce + ":" + a2) &&
           !said.contains("qop");
  }
  return said["qop"] == "auth" && !said["cnonce"].empty() &&
         said["response"] == digest(a1 + ":" + challenge.nonce + ":" + said["nc"] + ":" +
                                    said["cnonce"] + ":auth:" + a2);
}

std::string basic(const std::string& user, const std::string& password) {
  const std::string plain = user + ":" + password;
  std::string coded(4 * ((plain.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(coded.data()),
                                   reinterpret_cast<const unsigned char*>(plain.data()),
                                   static_cast<int>(plain.size()));
  coded.resize(static_cast<std::size_t>(size));
  return "Basic " + coded;
}

}  // namespace lineman::test
