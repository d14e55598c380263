// What the settings say of where and how the page is served.
#pragma once

#include <string>
#include <vector>

#include "daemon/settings.hpp"
#include "web/http/tls_context.hpp"

namespace lineman::web {

struct PageSettings {
  std::vector<std::string> listen{};  // empty: off
  TlsFiles tls{};                     // empty: without encryption
  bool plain = false;                 // unencrypted, whoever can reach it
};

PageSettings page_settings(const daemon::Settings& settings);

// Why the page is not served so; empty: it is. `inherited`: the addresses of sockets that systemd
// opened, in place of what `listen` says. A sentence that says what to do.
std::string problem_with_place(const PageSettings& settings,
                               const std::vector<std::string>& inherited);

// Everything that is wrong with place and certificate, for who is not served yet (`--check`):
// systemd may still open sockets in place of a web.listen that is off.
std::vector<std::string> problems_of(const PageSettings& settings);

// "192.0.2.1:443" of a socket that listens; empty where it is none.
std::string address_of_socket(int descriptor);

// A command that makes a certificate for who has none.
inline constexpr const char* certificate_command =
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 "
    "-subj /CN=phone -addext subjectAltName=DNS:phone -keyout web.key -out web.pem";

}  // namespace lineman::web
