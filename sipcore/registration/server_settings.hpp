// One server of an account as the engine uses it, or the outbound proxy that takes its place.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "sipcore/dns/server_location.hpp"

namespace lineman::sipcore {

enum class FailbackMode : std::uint8_t { new_requests, dns_ttl, registration, duration };

struct ServerSettings {
  unsigned number = 1;    // of the server, or of the proxy
  std::string address{};  // where requests go; empty: there is no such server
  std::uint16_t port = default_sip_port;
  unsigned transport_type = 0;  // transport_type_labels
  bool naptr_build = false;     // of the account
  std::string registrar{};      // host of the address of record: the server's address
  bool is_proxy = false;        // `address` is that of an outbound proxy
  std::chrono::seconds expires{3600};
  unsigned retry_counts = 3;
  unsigned invite_retry_counts = 3;
  FailbackMode failback_mode = FailbackMode::new_requests;  // newRequests without a domain name
  std::chrono::seconds failback_timeout{3600};  // 0: no timed return; otherwise at least 60
  bool register_on_enable = false;
  // Only with what they need: register_on_enable, and a failback mode other than newRequests.
  bool only_signal_with_registered = false;
  bool failback_subscribe = false;

  bool operator==(const ServerSettings&) const = default;
};

using AccountValues = std::map<std::string, std::string>;

// Whether the account sends to its outbound proxies: they are enabled, and one has an address.
bool uses_outbound_proxies(const AccountValues& values);

// A value that is missing or bad counts as the initial one. `number`: 1 or 2.
ServerSettings server_settings(const AccountValues& values, unsigned number);
// The proxy with that number, whose -1 stands for the value of the server with the same number. It
// leads to that server, to server 1 where that one has no address.
ServerSettings proxy_settings(const AccountValues& values, unsigned number);

// "sip_server.1.address", "outbound_proxy.2.address": where `address` stands in the configuration.
std::string address_name(const ServerSettings& settings);

// The proxy as a Route header field names it; empty for a server that is none.
std::string route_uri(const ServerSettings& settings);

ServerPlace place_of(const ServerSettings& settings);

// Whether requests to both go the same way, to the same registrar.
bool same_place(const ServerSettings& a, const ServerSettings& b);

}  // namespace lineman::sipcore
