#include "daemon/key_pair_files.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace lineman::daemon {
namespace {

using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

File open(const std::string& path) {
  return {std::fopen(path.c_str(), "re"), &std::fclose};
}

std::string unreadable(const std::string& path) {
  return path + " cannot be read: " + std::generic_category().message(errno);
}

// The group may read: Debian keeps such keys for the group ssl-cert.
bool may_be_read_by_all(std::FILE* file) {
  struct stat facts {};
  return ::fstat(::fileno(file), &facts) == 0 && (facts.st_mode & S_IRWXO) != 0;
}

int on_pass_phrase(char* /*text*/, int /*size*/, int /*for_writing*/, void* was_asked) noexcept {
  *static_cast<bool*>(was_asked) = true;
  return -1;
}

}  // namespace

std::string problem_with_key_pair(const std::string& certificate, const std::string& key) {
  const File certificate_file = open(certificate);
  if (!certificate_file) return unreadable(certificate);
  const Certificate ours{PEM_read_X509(certificate_file.get(), nullptr, nullptr, nullptr),
                         &X509_free};
  if (!ours) return certificate + " holds no certificate (PEM)";

  const std::string& key_path = key.empty() ? certificate : key;
  const File key_file = open(key_path);
  if (!key_file) return unreadable(key_path);
  if (may_be_read_by_all(key_file.get())) {
    return key_path + " holds a private key and may be read or written by everybody";
  }
  bool has_pass_phrase = false;
  const Key private_key{
      PEM_read_PrivateKey(key_file.get(), nullptr, &on_pass_phrase, &has_pass_phrase),
      &EVP_PKEY_free};
  if (has_pass_phrase) {
    return key_path + " is protected by a pass phrase, which nobody is asked for";
  }
  if (!private_key) return key_path + " holds no private key (PEM)";
  if (X509_check_private_key(ours.get(), private_key.get()) != 1) {
    return key_path + " is not the key of " + certificate;
  }
  return {};
}

}  // namespace lineman::daemon
