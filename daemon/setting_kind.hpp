// What values a setting of the daemons takes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "datamodel/kind.hpp"

namespace lineman::daemon {

enum class Form {
  parameter,     // as a parameter of the phone: `values` says which
  yes_no,        // yes, no, 1 or 0
  choice,        // one of `choices`
  path,          // of a file or folder, absolute
  command,       // an absolute path and arguments, separated by blanks; run without a shell
  endpoints,     // addresses with a port, separated by blanks: "0.0.0.0:7547 [::]:7547"
  addresses,     // addresses, with or without a port: "0.0.0.0 [::]", "127.0.0.1:15353"
  transports,    // addresses as Net-SNMP writes them: "udp:0.0.0.0 udp6:[::]:161"
  receiver,      // of notifications: "udp:192.0.2.10:162", "udp6:[2001:db8::10]"
  master_agent,  // "unix:/var/agentx/master", "tcp:127.0.0.1:705"
  http_proxy,    // "http://proxy.example:3128"
  rate,          // "2000/s", or 0 for no limit
  oui,           // six hexadecimal digits, capital letters
  mac,           // "00:15:65:00:00:01", or twelve hexadecimal digits
};

// Plain data, so that a row is constexpr.
struct SettingKind {
  Form form;
  datamodel::Kind values{datamodel::Type::text};
  std::span<const std::string_view> choices{};
  bool or_off = false;  // "off" is good too
};

// Empty: good. Otherwise a sentence's rest ("is not between 1 and 16") that says what would be
// right and quotes nothing.
std::string problem_with_setting(const SettingKind& kind, std::string_view value);

// What people read as the permitted values.
std::string permitted(const SettingKind& kind);

// "127.0.0.1:5060", "[::1]:5060", and without a port.
bool is_address(std::string_view text, bool needs_port);

}  // namespace lineman::daemon
