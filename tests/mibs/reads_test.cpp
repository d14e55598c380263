// What managers read, through Net-SNMP's own tools.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "datamodel/mib_layout.hpp"
#include "datamodel/parameter_ref.hpp"
#include "tests/mibs/fake_receiver.hpp"
#include "tests/mibs/peer.hpp"

namespace lineman::mibs::test {
namespace {

using datamodel::mib_groups;
using datamodel::Rows;

constexpr unsigned accounts = 2;

std::vector<std::string> first_words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    words.push_back(line.substr(0, line.find(' ')));
  return words;
}

// The instances of a group, as suffixes. The fake phone has two targets of server 1 and one of
// server 2; something happened after its start, and there is one receiver.
std::vector<std::string> instances_of(Rows rows) {
  if (rows == Rows::scalar) return {".0"};
  // By AgentX the receivers are the master agent's, and it tells of its own start.
  if (rows == Rows::receiver && by_agentx()) return {};
  if (rows == Rows::receiver) return {".1"};
  if (rows == Rows::event && by_agentx()) return {".1"};
  if (rows == Rows::event) return {".1", ".2"};
  std::vector<std::string> instances;
  for (unsigned account = 1; account <= accounts; ++account) {
    const auto of_account = '.' + std::to_string(account);
    if (rows == Rows::account) {
      instances.push_back(of_account);
      continue;
    }
    for (unsigned server = 1; server <= 2; ++server) {
      const auto of_server = of_account + '.' + std::to_string(server);
      const unsigned count = rows == Rows::server ? 0 : rows == Rows::target ? 3 - server : 5;
      if (count == 0) instances.push_back(of_server);
      for (unsigned i = 1; i <= count; ++i)
        instances.push_back(of_server + '.' + std::to_string(i));
    }
  }
  return instances;
}

std::set<std::string> expected_names() {
  std::set<std::string> names;
  for (const auto parameter : datamodel::all_of(accounts)) {
    if (parameter.parameter().mib.arc != 0) names.insert(object_name_of(parameter));
  }
  for (const auto& group : mib_groups) {
    for (const auto& value : group.values) {
      for (const auto& instance : instances_of(group.rows)) {
        names.insert(object_name_of(group, value) + instance);
      }
    }
  }
  names.insert("configSerialNo.0");
  return names;
}

TEST(Reads, AWalkIsTheTable) {
  const FakeReceiver receiver;
  Peer peer{{"--accounts", std::to_string(accounts), "--receiver",
             receiver.address() + ",2c,trap,secret"}};
  peer.tell("raise 3 1 moved");
  const auto walk = peer.tool("snmpwalk", community, "LINEMAN-SIP-MIB::linemanSipMIB", "-Oqsb");
  const auto words = first_words(walk.output);
  const std::set<std::string> names{words.begin(), words.end()};
  EXPECT_EQ(names.size(), words.size()) << "a name comes twice";
  EXPECT_EQ(names, expected_names());
}

TEST(Reads, ABulkWalkIsTheSame) {
  Peer peer{{"--accounts", "16"}};
  const auto walk = peer.tool("snmpwalk", reader, ".1.3.6.1.4.1");
  EXPECT_GT(walk.output.size(), 10'000U);
  for (const std::string repetitions : {"1", "7", "40", "1000"}) {
    const auto bulk = peer.tool("snmpbulkwalk -Cr" + repetitions, reader, ".1.3.6.1.4.1");
    EXPECT_EQ(bulk.output, walk.output) << repetitions;
  }
}

TEST(Reads, EachInstanceAnswersToGetToo) {
  Peer peer{{"--accounts", "1"}};
  const auto walk = peer.tool("snmpwalk", community, "LINEMAN-SIP-MIB::linemanSipMIB", "-Oqn");
  const auto words = first_words(walk.output);
  ASSERT_FALSE(words.empty());
  constexpr std::size_t most_for_snmpget = 128;
  std::string answers;
  for (std::size_t first = 0; first < words.size(); first += most_for_snmpget) {
    std::string names;
    for (auto i = first; i < std::min(words.size(), first + most_for_snmpget); ++i) {
      names += words[i] + ' ';
    }
    answers += peer.tool("snmpget", community, names, "-Oqn").output;
  }
  EXPECT_EQ(answers, walk.output);
}

TEST(Reads, ParametersHaveTheTypesOfTheModule) {
  Peer peer{{"--value", "account.1.sip_server.2.expires=120", "--value", "sip.timer_t1=0.75",
             "--value", "account.2.label=Büro", "--value",
             "account.1.sip_server.1.transport_type=3", "--value", "account.1.enable=1"}};
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Os").output;
  };
  EXPECT_EQ(get("sipServerExpires.1.2"), "sipServerExpires.1.2 = Gauge32: 120 seconds\n");
  EXPECT_EQ(get("sipServerExpires.1.1"), "sipServerExpires.1.1 = Gauge32: 3600 seconds\n");
  EXPECT_EQ(get("sipTimerT1.0"), "sipTimerT1.0 = Gauge32: 750 milliseconds\n");
  EXPECT_EQ(get("accountLabel.2"), "accountLabel.2 = STRING: Büro\n");
  EXPECT_EQ(get("sipServerTransportType.1.1"),
            "sipServerTransportType.1.1 = INTEGER: dnsNaptr(3)\n");
  EXPECT_EQ(get("accountEnable.1"), "accountEnable.1 = INTEGER: true(1)\n");
  EXPECT_EQ(get("accountEnable.2"), "accountEnable.2 = INTEGER: false(2)\n");
}

TEST(Reads, AnOutboundProxyMayInherit) {
  Peer peer{{"--value", "account.1.outbound_proxy.2.retry_counts=0", "--value",
             "account.1.outbound_proxy.2.failback_mode=3", "--value",
             "account.1.outbound_proxy.1.register_on_enable=0"}};
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Oqv").output;
  };
  EXPECT_EQ(get("outboundProxyRetryCounts.1.1"), "-1\n");
  EXPECT_EQ(get("outboundProxyRetryCounts.1.2"), "0\n");
  EXPECT_EQ(get("outboundProxyFailbackMode.1.1"), "inherit\n");
  EXPECT_EQ(get("outboundProxyFailbackMode.1.2"), "duration\n");
  EXPECT_EQ(get("outboundProxyRegisterOnEnable.1.1"), "disabled\n");
  EXPECT_EQ(get("outboundProxyRegisterOnEnable.1.2"), "inherit\n");
}

TEST(Reads, WhatActsIsShownBesideWhatIsStored) {
  Peer peer{{"--value", "account.1.sip_server.1.address=sip.example.com", "--value",
             "account.1.sip_server.1.failback_mode=3", "--value",
             "account.1.sip_server.1.failback_timeout=17", "--value",
             "account.2.sip_server.1.address=192.0.2.1", "--value",
             "account.2.sip_server.1.failback_mode=1"}};
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Oqv").output;
  };
  EXPECT_EQ(get("sipServerFailbackTimeout.1.1"), "17 seconds\n");
  EXPECT_EQ(get("sipServerEffectiveFailbackTimeout.1.1"), "60 seconds\n");
  EXPECT_EQ(get("sipServerEffectiveFailbackMode.1.1"), "duration\n");
  EXPECT_EQ(get("sipServerFailbackMode.2.1"), "dnsTtl\n");
  EXPECT_EQ(get("sipServerEffectiveFailbackMode.2.1"), "newRequests\n");
}

TEST(Reads, TheRunningGuardIsShown) {
  Peer peer;
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Oqv").output;
  };
  EXPECT_EQ(get("guardSeconds.0"), "0 seconds\n");
  EXPECT_EQ(get("guardRemaining.0"), "42 seconds\n");
  EXPECT_EQ(get("guardGeneration.0"), "41\n");
  EXPECT_EQ(get("guardWaitingFor.0"), "1 3\n");
}

TEST(Reads, LiveValuesAreTheStatus) {
  Peer peer;
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Oqv").output;
  };
  EXPECT_EQ(get("accountState.3"), "registered\n");
  EXPECT_EQ(get("accountTarget.3"), "192.0.2.3:5060\n");
  EXPECT_EQ(get("accountRegisteredSince.1"), "2026-1-1,0:0:1.0,+0:0\n");
  EXPECT_EQ(get("accountLastFailureTime.1"), "0-0-0,0:0:0.0\n");
  EXPECT_EQ(get("accountRegisterAttempts.1"), std::to_string((1ULL << 40U) + 1) + '\n');
  EXPECT_EQ(get("accountSubscriptionsMoved.2"), std::to_string((2ULL << 40U) + 24) + '\n');
  EXPECT_EQ(get("sipServerIcmpErrors.2.1"), "2101\n");
  EXPECT_EQ(get("sipServerTargets.2.1"), "2\n");
  EXPECT_EQ(get("sipTargetTtl.4.1.2"), "412 seconds\n");
  EXPECT_EQ(get("sipMethodRequestsOut.1.2.invite"), "102001\n");
  EXPECT_EQ(get("sipMethodInFlight.1.2.invite"), "102013\n");
  EXPECT_EQ(get("corePrepares.0"), "9001\n");
  EXPECT_EQ(get("dnsStaleUses.0"), "10010\n");
  EXPECT_EQ(get("coreConnected.0"), "true\n");
}

TEST(Reads, WhatIsNotThereIsToldApart) {
  Peer peer{{"--accounts", "2"}};
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Ir -Oqv").output;
  };
  const std::string no_instance = "No Such Instance currently exists at this OID\n";
  const std::string no_object = "No Such Object available on this agent at this OID\n";
  EXPECT_EQ(get("accountLabel.3"), no_instance);
  EXPECT_EQ(get("sipServerExpires.1.3"), no_instance);
  EXPECT_EQ(get("sipServerExpires.1"), no_instance);
  EXPECT_EQ(get("sipTargetState.1.2.2"), no_instance);
  EXPECT_EQ(get("sipTimerT1.1"), no_instance);
  EXPECT_EQ(get("accountIndex.1"), no_object);
  EXPECT_EQ(get("accountEntry.99.1"), no_object);
}

TEST(Reads, SecretsAreEmpty) {
  Peer peer{{"--value", "account.1.password=secret1", "--value",
             "static.managementserver.password=secret2"}};
  for (const auto& who : {writer, reader, community}) {
    const auto walk = peer.tool("snmpwalk", who, ".1");
    EXPECT_EQ(walk.status, 0);
    EXPECT_EQ(walk.output.find("secret"), std::string::npos);
  }
  EXPECT_EQ(peer.tool("snmpget", writer, "LINEMAN-SIP-MIB::accountPassword.1", "-Oqv").output,
            "\n");
}

TEST(ReadsAtOurOwnAgent, TheSystemGroupNamesTheModel) {
  Peer peer;
  const auto get = [&](const std::string& name) {
    return peer.tool("snmpget", community, name, "-Oqv").output;
  };
  EXPECT_EQ(get("SNMPv2-MIB::sysDescr.0"), "Lineman LM-16 test\n");
  EXPECT_EQ(get("SNMPv2-MIB::sysObjectID.0"), "LINEMAN-SMI-MIB::linemanProduct\n");
  EXPECT_EQ(get("SNMPv2-MIB::sysName.0"), "phone\n");
  EXPECT_EQ(peer.tool("snmpset", writer, "SNMPv2-MIB::sysName.0 s other").status, 2);
}

TEST(ReadsAtOurOwnAgent, NothingOfTheHostIsShown) {
  Peer peer;
  const auto walk = peer.tool("snmpwalk", reader, ".1", "-Oqn");
  for (const auto& name : first_words(walk.output)) {
    if (!name.starts_with('.')) continue;  // more octets of a value
    const bool ours = name.starts_with(".1.3.6.1.4.1.32473.2.1.1.");
    const bool standard =
        name.starts_with(".1.3.6.1.2.1.1.") || name.starts_with(".1.3.6.1.2.1.11.") ||
        name.starts_with(".1.3.6.1.6.3.10.2.1.") || name.starts_with(".1.3.6.1.6.3.11.2.1.") ||
        name.starts_with(".1.3.6.1.6.3.12.1.") || name.starts_with(".1.3.6.1.6.3.15.1.1.") ||
        name.starts_with(".1.3.6.1.2.1.27.") || name.starts_with(".1.3.6.1.2.1.149.") ||
        name.starts_with(".1.3.6.1.2.1.150.");
    EXPECT_TRUE(ours || standard) << name;
  }
}

TEST(Reads, OldCountersAreAskedForFirst) {
  Peer peer;
  peer.tell("old");
  const auto get = peer.tool("snmpget", community, "LINEMAN-SIP-MIB::accountFailovers.1", "-Oqv");
  EXPECT_EQ(get.output, std::to_string((1ULL << 40U) + 8) + '\n');
  EXPECT_EQ(peer.tell("refreshed"), "1\n");
  peer.tell("old");
  peer.tool("snmpget", community, "LINEMAN-SIP-MIB::accountLabel.1");
  EXPECT_EQ(peer.tell("refreshed"), "1\n") << "a parameter needs nothing from the core";
}

}  // namespace
}  // namespace lineman::mibs::test
