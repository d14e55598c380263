// Which services of a domain are of use, and in which order its hosts are tried (RFC 3263, 4).
#pragma once

#include <string>
#include <vector>

#include "sipcore/dns/records.hpp"

namespace lineman::sipcore {

// Of one domain; those beyond are not followed.
inline constexpr std::size_t most_services = 8;

// SRV records to be asked for, or a host at once.
struct Service {
  std::string name{};  // of the SRV records, or of the host
  Protocol protocol = Protocol::udp;
  bool by_srv = true;
};

struct Host {
  std::string name{};
  std::uint16_t port = 0;
};

// "_sip._udp.example.com"
Service srv_service(const std::string& domain, Protocol protocol);

// Those that a SIP phone can follow: the terminal flags "s" and "a" with SIP+D2U, SIP+D2T or
// SIPS+D2T. Lowest order first, then lowest preference; the order of the answer does not matter.
std::vector<Service> services_in_order(std::vector<NaptrRecord> records);

// Lowest priority first; of equal priority the highest weight first, not by lot as in RFC 2782;
// then by name and port: the order of the answer does not matter. Each is there once.
std::vector<Host> hosts_in_order(std::vector<SrvRecord> records);

// The domain says that it does not offer the service at all (RFC 2782, "Target").
bool is_denied(const std::vector<SrvRecord>& records);

}  // namespace lineman::sipcore
