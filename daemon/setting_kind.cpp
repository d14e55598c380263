#include "daemon/setting_kind.hpp"

#include <algorithm>

#include "datamodel/text_rules.hpp"

namespace lineman::daemon {
namespace {

using datamodel::is_hex_digit;

bool is_port(std::string_view text) {
  const auto number = datamodel::to_integer(text);
  return number && *number >= 0 && *number <= 65'535 && text.size() <= 5;
}

// udp:, udp6:, tcp:, tcp6:, or a port or an address alone (snmpd.conf(5), LISTENING ADDRESSES).
bool is_transport(std::string_view text) {
  constexpr std::string_view over_ip[] = {"udp:", "udp6:", "tcp:", "tcp6:"};
  for (const auto prefix : over_ip) {
    if (!text.starts_with(prefix)) continue;
    text.remove_prefix(prefix.size());
    return is_port(text) || is_address(text, false);
  }
  return is_port(text) || is_address(text, false);
}

// AgentX (RFC 2741, 8.1).
bool is_master_agent(std::string_view text) {
  constexpr std::string_view unix_socket = "unix:";
  constexpr std::size_t longest_path = 107;  // unix(7)
  if (text.find(' ') != std::string_view::npos) return false;
  if (text.starts_with("unix:/")) return text.size() - unix_socket.size() <= longest_path;
  for (const std::string_view prefix : {"tcp:", "tcp6:"}) {
    if (text.starts_with(prefix)) return is_address(text.substr(prefix.size()), false);
  }
  return false;
}

// Of UDP alone: nobody waits for a connection to be made.
bool is_receiver(std::string_view text) {
  for (const std::string_view prefix : {"udp6:", "udp:"}) {
    if (!text.starts_with(prefix)) continue;
    text.remove_prefix(prefix.size());
    if (text.starts_with('[') != (prefix == "udp6:")) return false;
  }
  return is_address(text, false);
}

// Host and port and nothing else: whoever asks there has settings of its own.
bool is_http_proxy(std::string_view text) {
  constexpr std::string_view scheme = "http://";
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  if (text.starts_with('[')) return is_address(text, true) && !text.ends_with(":0");
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const auto port = text.substr(colon + 1);
  return is_port(port) && port != "0" &&
         std::ranges::all_of(text.substr(0, colon), [](char c) {
           return datamodel::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '.';
         });
}

bool is_rate(std::string_view text) {
  if (text == "0") return true;
  if (!text.ends_with("/s")) return false;
  text.remove_suffix(2);
  const auto number = datamodel::to_integer(text);
  return number && *number >= 1 && *number <= 1'000'000;
}

bool is_mac(std::string_view text) {
  if (text.size() == 12) return std::ranges::all_of(text, is_hex_digit);
  if (text.size() != 17) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 3 == 2 ? text[i] != ':' : !is_hex_digit(text[i])) return false;
  }
  return true;
}

bool is_oui(std::string_view text) {
  return text.size() == 6 && std::ranges::all_of(text, [](char c) {
           return datamodel::is_digit(c) || (c >= 'A' && c <= 'F');
         });
}

// Words separated by blanks; there is at least one.
template <typename Good>
bool all_words(std::string_view text, Good good) {
  while (true) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return true;
    text.remove_prefix(begin);
    const auto end = text.find(' ');
    if (!good(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end);
  }
}

bool is_good(const SettingKind& kind, std::string_view value) {
  switch (kind.form) {
    case Form::parameter:
      return datamodel::problem_with(kind.values, value) == datamodel::Verdict::good;
    case Form::yes_no:
      return value == "yes" || value == "no" || value == "1" || value == "0";
    case Form::choice:
      return std::ranges::find(kind.choices, value) != kind.choices.end();
    case Form::path:
    case Form::command:
      return value.starts_with('/');
    case Form::endpoints:
      return all_words(value, [](std::string_view word) { return is_address(word, true); });
    case Form::addresses:
      return all_words(value, [](std::string_view word) { return is_address(word, false); });
    case Form::transports:
      return all_words(value, is_transport);
    case Form::receiver:
      return is_receiver(value);
    case Form::master_agent:
      return is_master_agent(value);
    case Form::http_proxy:
      return is_http_proxy(value);
    case Form::rate:
      return is_rate(value);
    case Form::oui:
      return is_oui(value);
    case Form::mac:
      return is_mac(value);
  }
  return false;
}

std::string listed(std::span<const std::string_view> choices) {
  std::string list;
  for (const auto choice : choices) {
    if (!list.empty()) list += ", ";
    list += choice;
  }
  return list;
}

}  // namespace

bool is_address(std::string_view text, bool needs_port) {
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == std::string_view::npos) return false;
    if (!datamodel::is_ipv6(text.substr(1, bracket - 1))) return false;
    const auto rest = text.substr(bracket + 1);
    if (rest.empty()) return !needs_port;
    return rest.starts_with(':') && is_port(rest.substr(1));
  }
  const auto colon = text.find(':');
  if (!datamodel::is_ipv4(text.substr(0, colon))) return false;
  if (colon == std::string_view::npos) return !needs_port;
  return is_port(text.substr(colon + 1));
}

std::string problem_with_setting(const SettingKind& kind, std::string_view value) {
  if (kind.or_off && value == "off") return {};
  if (!datamodel::utf8_length(value)) return "is not well-formed UTF-8";
  if (is_good(kind, value)) return {};
  if (kind.form == Form::parameter) {
    return datamodel::explain(datamodel::problem_with(kind.values, value), kind.values);
  }
  return "is not " + permitted(kind);
}

std::string permitted(const SettingKind& kind) {
  const std::string off = kind.or_off ? ", or off" : "";
  switch (kind.form) {
    case Form::parameter:
      return datamodel::permitted(kind.values) + off;
    case Form::yes_no:
      return "yes or no";
    case Form::choice:
      return "one of " + listed(kind.choices) + off;
    case Form::path:
      return "an absolute path" + off;
    case Form::command:
      return "an absolute path of a program, with its arguments" + off;
    case Form::endpoints:
      return "a list of IP addresses with ports, as in 0.0.0.0:7547 [::]:7547" + off;
    case Form::addresses:
      return "a list of IP addresses, with or without ports, as in 127.0.0.1 [::1]:53" + off;
    case Form::transports:
      return "a list of transport addresses, as in udp:0.0.0.0:161 udp6:[::]" + off;
    case Form::receiver:
      return "an address of UDP, as in udp:192.0.2.10:162 or udp6:[2001:db8::10]" + off;
    case Form::master_agent:
      return "unix: with an absolute path of at most 107 octets, or tcp: with an IP address, as in "
             "unix:/var/agentx/master tcp:127.0.0.1:705" +
             off;
    case Form::http_proxy:
      return "http:// with a host and a port, as in http://proxy.example:3128";
    case Form::rate:
      return "a number between 1/s and 1000000/s, or 0 for no limit";
    case Form::oui:
      return "six hexadecimal digits in capital letters";
    case Form::mac:
      return "a MAC address, as in 00:15:65:00:00:01";
  }
  return {};
}

}  // namespace lineman::daemon
