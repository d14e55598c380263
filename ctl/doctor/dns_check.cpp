#include "ctl/doctor/dns_check.hpp"

#include <algorithm>
#include <sstream>

#include "ctl/doctor/counted.hpp"

namespace lineman::ctl::doctor {
namespace {

using sipcore::DnsOutcome;

std::string command_for(const std::string& server) {
  const auto colon = server.rfind(':');
  auto host = server.substr(0, colon);
  std::erase_if(host, [](char c) { return c == '[' || c == ']'; });
  return "dig @" + host + " -p " + server.substr(colon + 1) + " . NS";
}

void judge_server(const NameServerFacts& server, bool alone, const std::string& source,
                  Result& result) {
  const auto find = [&](FindingId id, std::string what) {
    result.findings.push_back({.id = id,
                               .what = server.address + ' ' + std::move(what),
                               .where = source,
                               .command = command_for(server.address)});
  };
  if (server.outcome == DnsOutcome::silent) {
    find(alone ? FindingId::dns_silent : FindingId::dns_server_silent, "does not answer");
  } else if (server.outcome == DnsOutcome::failed) {
    find(FindingId::dns_fails, "answers with a failure");
  }
}

void judge_name(const NameFacts& name, Result& result) {
  if (!name.answered) {
    result.unchecked.push_back(
        {"whether there is a server " + name.configured.name, "no name server answers"});
  } else if (!name.exists) {
    result.findings.push_back({.id = FindingId::name_unknown,
                               .what = "DNS has no address for " + name.configured.name,
                               .where = name.configured.parameter});
  }
}

}  // namespace

Result judge_dns(const DnsFacts& facts) {
  Result result{.check = "dns"};
  if (!facts.needed) {
    result.summary = "no name has to be looked up";
    return result;
  }
  result.summary = counted(facts.servers.size(), "server") + " of " + facts.source + ", " +
                   counted(facts.names.size(), "name");
  if (facts.servers.empty()) {
    result.findings.push_back(
        {.id = FindingId::dns_none, .what = "it names no server", .where = facts.source});
  }
  const bool all_silent = std::ranges::all_of(
      facts.servers, [](const auto& one) { return one.outcome == DnsOutcome::silent; });
  for (const auto& server : facts.servers) judge_server(server, all_silent, facts.source, result);
  for (const auto& name : facts.names) judge_name(name, result);
  return result;
}

std::vector<std::string> servers_of(const std::string& resolv_conf_text) {
  std::vector<std::string> servers;
  std::istringstream lines{resolv_conf_text};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string key, server;
    words >> key >> server;
    if (key == "nameserver" && !server.empty() && servers.size() < sipcore::most_dns_servers)
      servers.push_back(std::move(server));
  }
  return servers;
}

}  // namespace lineman::ctl::doctor
