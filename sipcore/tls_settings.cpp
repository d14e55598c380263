#include "sipcore/tls_settings.hpp"

#include <filesystem>

namespace lineman::sipcore {

TlsFiles tls_files(const daemon::Settings& settings) {
  TlsFiles files{.ca_file = std::string(settings.text("sip.ca_file")),
                 .client_certificate = std::string(settings.text("sip.client_certificate")),
                 .client_key = std::string(settings.text("sip.client_key"))};
  const bool named = settings.is_set("sip.ca_path");
  std::string folder(settings.text("sip.ca_path"));
  std::error_code ignored;
  const bool by_default = files.ca_file.empty() && std::filesystem::is_directory(folder, ignored);
  if (named || by_default) files.ca_path = std::move(folder);
  return files;
}

}  // namespace lineman::sipcore
