#include "sipcore/network/tls_files.hpp"

#include <dirent.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace lineman::sipcore {

namespace {

template <auto free>
struct Free {
  template <typename Thing>
  void operator()(Thing* thing) const {
    free(thing);
  }
};
using File = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Folder = std::unique_ptr<DIR, Free<closedir>>;

// A key with a pass phrase must not make the library ask for it on a terminal.
int no_pass_phrase(char* into, int size, int writes, void* given) {
  static_cast<void>(into), static_cast<void>(size), static_cast<void>(writes);
  static_cast<void>(given);
  return -1;
}

class Check {
 public:
  std::vector<std::string> problems;

  void report(const char* setting, const std::string& path, const std::string& what) {
    problems.push_back(std::string(setting) + ": " + path + " " + what);
  }

  File open(const char* setting, const std::string& path) {
    errno = 0;
    File file(BIO_new_file(path.c_str(), "r"));
    if (!file) report(setting, path, "cannot be read: " + std::generic_category().message(errno));
    return file;
  }

  Certificate certificate(const char* setting, const std::string& path) {
    const auto file = open(setting, path);
    if (!file) return nullptr;
    Certificate certificate(PEM_read_bio_X509(file.get(), nullptr, no_pass_phrase, nullptr));
    if (!certificate) report(setting, path, "has no certificate in PEM");
    return certificate;
  }

  Key key(const char* setting, const std::string& path) {
    const auto file = open(setting, path);
    if (!file) return nullptr;
    Key key(PEM_read_bio_PrivateKey(file.get(), nullptr, no_pass_phrase, nullptr));
    if (!key) report(setting, path, "has no private key in PEM without a pass phrase");
    return key;
  }

  void folder(const char* setting, const std::string& path) {
    const Folder opened(opendir(path.c_str()));
    if (!opened) report(setting, path, "cannot be read: " + std::generic_category().message(errno));
  }
};

}  // namespace

std::vector<std::string> problems_of(const TlsFiles& files) {
  Check check;
  if (!files.ca_file.empty()) check.certificate("sip.ca_file", files.ca_file);
  if (!files.ca_path.empty()) check.folder("sip.ca_path", files.ca_path);
  if (!files.client_certificate.empty()) {
    const auto certificate = check.certificate("sip.client_certificate", files.client_certificate);
    const auto key = check.key("sip.client_key", files.client_key);
    if (certificate && key && X509_check_private_key(certificate.get(), key.get()) != 1)
      check.report("sip.client_key", files.client_key, "is not the key of sip.client_certificate");
  }
  ERR_clear_error();
  return std::move(check.problems);
}

}  // namespace lineman::sipcore
