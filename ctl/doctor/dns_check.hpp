// Do the name servers answer, and do they know the names of the phone's servers?
#pragma once

#include <string>
#include <vector>

#include "ctl/doctor/finding.hpp"
#include "sipcore/dns/ares_channel.hpp"

namespace lineman::ctl::doctor {

// A name that stands in the configuration where an address could.
struct ConfiguredName {
  std::string name{};
  std::string parameter{};  // "account.1.sip_server.1.address"
};

struct NameServerFacts {
  std::string address{};  // "127.0.0.1:53"
  sipcore::DnsOutcome outcome = sipcore::DnsOutcome::silent;
};

struct NameFacts {
  ConfiguredName configured{};
  bool answered = false;  // some server said something
  bool exists = false;    // there is an address, or a record that leads to one
};

struct DnsFacts {
  std::string source{};  // "sip.dns_servers", "/etc/resolv.conf"
  bool needed = false;   // somebody wants to look a name up
  std::vector<NameServerFacts> servers{};
  std::vector<NameFacts> names{};
};

// Pure.
Result judge_dns(const DnsFacts& facts);

// Who is asked: `configured`, as sip.dns_servers has them, or else those of `resolv_conf`
// (resolv.conf(5)). Takes a few seconds at most, whatever is asked.
DnsFacts look_at_dns(const std::vector<std::string>& configured,
                     const std::vector<ConfiguredName>& names,
                     const std::string& resolv_conf = "/etc/resolv.conf");

// Pure. The servers that a resolv.conf names, at most as many as are asked.
std::vector<std::string> servers_of(const std::string& resolv_conf_text);

}  // namespace lineman::ctl::doctor
