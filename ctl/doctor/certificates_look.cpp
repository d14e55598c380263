#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "ctl/doctor/certificates_check.hpp"
#include "ctl/doctor/x509_text.hpp"

namespace lineman::ctl::doctor {
namespace {

using daemon::SettingName;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;
using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

// OpenSSL would ask the terminal.
int no_pass_phrase(char* /*text*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return 0;
}

File open(const std::string& path) {
  return {std::fopen(path.c_str(), "re"), std::fclose};
}

Certificate next_certificate(std::FILE* file) {
  return {PEM_read_X509(file, nullptr, no_pass_phrase, nullptr), X509_free};
}

// The certificate that ends last; a file of authorities has many.
Certificate read_certificate(CertificateFacts& facts) {
  const File file = open(facts.path);
  facts.hidden = !file && errno == EACCES;
  if (!file) return {nullptr, X509_free};
  auto chosen = next_certificate(file.get());
  if (!chosen) {
    facts.unusable = "holds no certificate in PEM";
    return chosen;
  }
  // The phone's own stands first, those of its authorities after it.
  while (facts.key_setting.empty()) {
    auto next = next_certificate(file.get());
    if (!next) break;
    if (end_of(next.get()) > end_of(chosen.get())) chosen = std::move(next);
  }
  facts.subject = subject_of(chosen.get());
  facts.not_before = begin_of(chosen.get());
  facts.not_after = end_of(chosen.get());
  return chosen;
}

void read_key(X509* certificate, CertificateFacts& facts) {
  const File file = open(facts.key_path);
  if (!file) {
    facts.key_hidden = errno == EACCES;
    if (!facts.key_hidden) facts.key_setting.clear();  // its absence is told elsewhere
    return;
  }
  const Key key{PEM_read_PrivateKey(file.get(), nullptr, no_pass_phrase, nullptr), EVP_PKEY_free};
  if (!key) {
    facts.key_unusable = "holds no key in PEM that needs no pass phrase";
  } else {
    facts.key_matches = X509_check_private_key(certificate, key.get()) == 1;
  }
}

struct Place {
  SettingName certificate;
  std::string_view certificate_name;
  SettingName key;
  std::string_view key_name;
};

void look(const daemon::Settings& settings, const Place& place,
          std::vector<CertificateFacts>& found) {
  if (!settings.is_set(place.certificate)) return;
  CertificateFacts facts{.setting = std::string{place.certificate_name},
                         .path = std::string{settings.text(place.certificate)},
                         .key_setting = std::string{place.key_name}};
  if (!place.key_name.empty()) facts.key_path = settings.text(place.key);
  const auto certificate = read_certificate(facts);
  if (certificate && !facts.key_path.empty()) read_key(certificate.get(), facts);
  if (certificate || facts.hidden || !facts.unusable.empty()) found.push_back(std::move(facts));
}

}  // namespace

std::vector<CertificateFacts> look_at_certificates(const daemon::Settings& settings) {
  std::vector<CertificateFacts> found;
  const Place places[] = {
      {"cwmp.client_certificate", "cwmp.client_certificate", "cwmp.client_key", "cwmp.client_key"},
      {"sip.client_certificate", "sip.client_certificate", "sip.client_key", "sip.client_key"},
      {"web.certificate", "web.certificate", "web.key", "web.key"},
      {"cwmp.ca_file", "cwmp.ca_file", "cwmp.ca_file", ""},
      {"sip.ca_file", "sip.ca_file", "sip.ca_file", ""},
  };
  for (const auto& place : places) look(settings, place, found);
  return found;
}

}  // namespace lineman::ctl::doctor
