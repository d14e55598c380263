#include "sipcore/dns/service_order.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace lineman::sipcore {

namespace {

std::optional<Protocol> protocol_of(const NaptrRecord& record) {
  if (record.service == "sip+d2u") return Protocol::udp;
  if (record.service == "sip+d2t") return Protocol::tcp;
  if (record.service == "sips+d2t") return Protocol::tls;
  return std::nullopt;
}

// A name that is no host name cannot be asked for.
bool is_askable(const std::string& name) {
  return !name.empty() && name.find('\\') == std::string::npos;
}

// A regular expression and a replacement in one record are an error (RFC 3403, 4.1).
bool is_usable(const NaptrRecord& record) {
  const bool terminal = record.flags == "s" || record.flags == "a";
  return terminal && record.regexp.empty() && is_askable(record.replacement) && protocol_of(record);
}

}  // namespace

Service srv_service(const std::string& domain, Protocol protocol) {
  switch (protocol) {
    case Protocol::tcp:
      return {.name = "_sip._tcp." + domain, .protocol = protocol};
    case Protocol::tls:
      return {.name = "_sips._tcp." + domain, .protocol = protocol};
    default:
      return {.name = "_sip._udp." + domain, .protocol = protocol};
  }
}

std::vector<Service> services_in_order(std::vector<NaptrRecord> records) {
  std::ranges::sort(records);
  std::vector<Service> services;
  for (const auto& record : records) {
    if (services.size() == most_services) break;
    if (!is_usable(record)) continue;
    services.push_back({.name = record.replacement,
                        .protocol = *protocol_of(record),
                        .by_srv = record.flags == "s"});
  }
  return services;
}

std::vector<Host> hosts_in_order(std::vector<SrvRecord> records) {
  std::ranges::sort(records, [](const SrvRecord& a, const SrvRecord& b) {
    return std::tie(a.priority, b.weight, a.target, a.port) <
           std::tie(b.priority, a.weight, b.target, b.port);
  });
  std::vector<Host> hosts;
  for (auto& record : records) {
    const auto same = [&](const Host& host) {
      return host.name == record.target && host.port == record.port;
    };
    if (!is_askable(record.target) || record.port == 0 || std::ranges::any_of(hosts, same))
      continue;
    hosts.push_back({.name = std::move(record.target), .port = record.port});
  }
  return hosts;
}

bool is_denied(const std::vector<SrvRecord>& records) {
  return records.size() == 1 && records.front().target.empty();
}

}  // namespace lineman::sipcore
