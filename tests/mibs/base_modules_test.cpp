// What our own agent shows besides its own module, and what of the machine where a setting asks.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/mibs/peer.hpp"

namespace lineman::mibs::test {
namespace {

const std::string our_object = "LINEMAN-SIP-MIB::sipServerExpires.1.1";
const std::string our_value = "3600 seconds\n";
const std::string interfaces = ".1.3.6.1.2.1.2.2.1.2";

std::string get(const Peer& peer, const std::string& name) {
  return peer.tool("snmpget", community, name, "-Oqvn").output;
}

Peer own_agent(const std::string& host = "no") {
  return Peer{{"--host", host}, {}, Peer::Way::alone};
}

TEST(BaseModules, SysORTableNamesWhatIsThere) {
  const auto peer = own_agent();
  EXPECT_EQ(peer.tool("snmpwalk", community, "SNMPv2-MIB::sysORID", "-Oqvn").output,
            ".1.3.6.1.6.3.1\n.1.3.6.1.6.3.10.3.1.1\n.1.3.6.1.6.3.11.3.1.1\n"
            ".1.3.6.1.6.3.15.2.1.1\n.1.3.6.1.4.1.32473.2.1\n");
  EXPECT_EQ(get(peer, "SNMPv2-MIB::sysORDescr.5"),
            "The configuration and status of a SIP phone (LINEMAN-SIP-MIB)\n");
  EXPECT_EQ(get(peer, "SNMPv2-MIB::sysORUpTime.1"), get(peer, "SNMPv2-MIB::sysORLastChange.0"));
}

TEST(BaseModules, TheDispatcherCounts) {
  const auto peer = own_agent();
  const auto walk = peer.tool("snmpwalk", community, ".1.3.6.1.6.3.11.2.1", "-Oqn").output;
  EXPECT_EQ(walk,
            ".1.3.6.1.6.3.11.2.1.1.0 0\n.1.3.6.1.6.3.11.2.1.2.0 0\n.1.3.6.1.6.3.11.2.1.3.0 0\n");
}

TEST(BaseModules, WhatIsNotThereIsToldApart) {
  const auto peer = own_agent();
  const std::string no_instance = "No Such Instance currently exists at this OID\n";
  const std::string no_object = "No Such Object available on this agent at this OID\n";
  EXPECT_EQ(get(peer, ".1.3.6.1.2.1.1.1.1"), no_instance);
  EXPECT_EQ(get(peer, ".1.3.6.1.2.1.1.9.1.2.6"), no_instance);
  EXPECT_EQ(get(peer, ".1.3.6.1.2.1.1.9.1.1.1"), no_object);
  EXPECT_EQ(get(peer, ".1.3.6.1.2.1.1.10.0"), no_object);
  EXPECT_EQ(get(peer, ".1.3.6.1.2.1.1"), no_object);
}

TEST(BaseModules, UsersViewsAndTargetsAreNobodysToSee) {
  for (const std::string host : {"no", "yes"}) {
    const auto peer = own_agent(host);
    for (const std::string table : {".1.3.6.1.6.3.15.1.2", ".1.3.6.1.6.3.16", ".1.3.6.1.6.3.12.1.2",
                                    ".1.3.6.1.6.3.12.1.3", ".1.3.6.1.6.3.13", ".1.3.6.1.6.3.18"}) {
      const auto walk = peer.tool("snmpwalk", writer, table, "-Oqn").output;
      EXPECT_TRUE(walk.starts_with(table + " No ")) << walk;
    }
  }
}

TEST(BaseModules, TheHostIsHiddenUnlessASettingAsks) {
  const auto peer = own_agent();
  EXPECT_NE(peer.tool("snmpwalk", reader, interfaces).output.find("No Such Object"),
            std::string::npos);
}

TEST(BaseModules, TheHostIsShownWhereASettingAsks) {
  const auto peer = own_agent("yes");
  const auto names = peer.tool("snmpwalk", reader, interfaces, "-Oqvn").output;
  EXPECT_NE(names.find("\"lo\"\n"), std::string::npos) << names;
  EXPECT_GT(std::stoul(get(peer, ".1.3.6.1.2.1.25.1.6.0")), 0U) << "hrSystemProcesses";
  EXPECT_GT(std::stoul(get(peer, ".1.3.6.1.4.1.2021.4.5.0")), 0U) << "memTotalReal";
  EXPECT_EQ(get(peer, our_object), our_value);
  EXPECT_EQ(get(peer, "SNMPv2-MIB::sysDescr.0"), "Lineman LM-16 test\n");
  EXPECT_EQ(peer.tool("snmpset", writer, our_object + " u 100").status, 0);
}

// hrSWRunParameters: a command line may hold a secret of whoever started the program.
TEST(BaseModules, CommandLinesOfTheHostAreNobodysToSee) {
  const auto peer = own_agent("yes");
  const std::string processes = ".1.3.6.1.2.1.25.4.2.1.";
  EXPECT_NE(peer.tool("snmpwalk", reader, processes + '2', "-Oqvn").output.find("snmp_peer"),
            std::string::npos);
  const auto walk = peer.tool("snmpwalk", reader, processes + '5', "-Oqn").output;
  EXPECT_TRUE(walk.starts_with(processes + "5 No ")) << walk;
}

TEST(BaseModules, NobodyChangesTheHost) {
  const auto peer = own_agent("yes");
  // ifAdminStatus, to what it is: if this were taken, the machine would not notice.
  const auto set = peer.tool("snmpset", writer, ".1.3.6.1.2.1.2.2.1.7.1 i 1");
  EXPECT_NE(set.output.find("noAccess"), std::string::npos) << set.output;
}

// A file of its name that is no library comes first.
TEST(BaseModules, WithoutTheModulesTheAgentGoesOn) {
  const lineman::test::ScratchFolder folder;
  folder.write("libnetsnmpmibs.so.40", "no library");
  ::setenv("LD_LIBRARY_PATH", folder.path().c_str(), 1);
  testing::internal::CaptureStderr();
  {
    const auto peer = own_agent("yes");
    EXPECT_EQ(get(peer, our_object), our_value);
    EXPECT_NE(peer.tool("snmpwalk", reader, interfaces).output.find("No Such Object"),
              std::string::npos);
  }
  ::unsetenv("LD_LIBRARY_PATH");
  const auto log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("SNMP shows nothing of the host (snmp.host): "), std::string::npos) << log;
  EXPECT_NE(log.find("libnetsnmpmibs.so.40"), std::string::npos) << log;
}

}  // namespace
}  // namespace lineman::mibs::test
