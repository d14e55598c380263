// Certificates made while a test runs.
#pragma once

#include <openssl/x509.h>

#include <memory>
#include <string>

namespace lineman::test {

// A certificate and its key. Copies share them.
struct Identity {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;

  std::string certificate_pem() const;
  std::string key_pem(const std::string& pass_phrase = {}) const;
};

Identity make_authority(const std::string& name);

struct CertificateWish {
  std::string names = "IP:127.0.0.1";  // subjectAltName, as openssl writes it; empty: none
  std::string common_name = "a peer";
  long from = -3600;  // validity, seconds from now
  long until = 3600;
};

Identity make_certificate(const Identity& authority, const CertificateWish& wish = {});

}  // namespace lineman::test
