#include "tests/tr069/transport/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <stdexcept>

namespace lineman::test {
namespace {

void check(bool good) {
  if (!good) throw std::runtime_error("OpenSSL cannot make a certificate");
}

std::string drain(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string copy(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return copy;
}

void add(X509* certificate, X509* issuer, int which, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str());
  check(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

// Without issuer and signature.
Identity begin(const std::string& name, long from, long until) {
  static std::atomic<long> serial{1};
  const Identity made{.certificate = {X509_new(), X509_free},
                      .key = {EVP_EC_gen("P-256"), EVP_PKEY_free}};
  check(made.certificate && made.key);
  X509* x = made.certificate.get();
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(x), from);
  X509_gmtime_adj(X509_getm_notAfter(x), until);
  X509_set_pubkey(x, made.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  return made;
}

}  // namespace

std::string Identity::certificate_pem() const {
  BIO* bio = BIO_new(BIO_s_mem());
  check(PEM_write_bio_X509(bio, certificate.get()) == 1);
  return drain(bio);
}

std::string Identity::key_pem(const std::string& pass_phrase) const {
  BIO* bio = BIO_new(BIO_s_mem());
  const auto* phrase = reinterpret_cast<const unsigned char*>(pass_phrase.data());
  check(PEM_write_bio_PrivateKey(bio, key.get(), pass_phrase.empty() ? nullptr : EVP_aes_128_cbc(),
                                 pass_phrase.empty() ? nullptr : phrase,
                                 static_cast<int>(pass_phrase.size()), nullptr, nullptr) == 1);
  return drain(bio);
}

Identity make_authority(const std::string& name) {
  Identity made = begin(name, -3600, 3600);
  X509* x = made.certificate.get();
  X509_set_issuer_name(x, X509_get_subject_name(x));
  add(x, x, NID_basic_constraints, "critical,CA:TRUE");
  add(x, x, NID_key_usage, "critical,keyCertSign");
  check(X509_sign(x, made.key.get(), EVP_sha256()) > 0);
  return made;
}

Identity make_certificate(const Identity& authority, const CertificateWish& wish) {
  Identity made = begin(wish.common_name, wish.from, wish.until);
  X509* x = made.certificate.get();
  X509* issuer = authority.certificate.get();
  X509_set_issuer_name(x, X509_get_subject_name(issuer));
  if (!wish.names.empty()) add(x, issuer, NID_subject_alt_name, wish.names);
  check(X509_sign(x, authority.key.get(), EVP_sha256()) > 0);
  return made;
}

}  // namespace lineman::test
