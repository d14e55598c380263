// The files that TLS towards registrars needs, by the settings that name them.
#pragma once

#include <string>
#include <vector>

namespace lineman::sipcore {

struct TlsFiles {
  std::string ca_file{};             // sip.ca_file: certificates of authorities (PEM)
  std::string ca_path{};             // sip.ca_path: the same as a hashed folder
  std::string client_certificate{};  // sip.client_certificate: with its chain behind it (PEM)
  std::string client_key{};          // sip.client_key: its private key, without a pass phrase
};

// Which of them cannot be used, one sentence each that begins with the setting. Reads the files and
// keeps nothing.
std::vector<std::string> problems_of(const TlsFiles& files);

}  // namespace lineman::sipcore
