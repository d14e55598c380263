// Users, communities and limits while the agent runs.
#include <gtest/gtest.h>

#include <future>

#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {
namespace {

const std::string object = "LINEMAN-SIP-MIB::sipServerExpires.1.1";
const std::string value = "3600 seconds\n";
const Name expires = ours({4, 1, 5, 1, 1});

const std::string its_writer = "--user|writer,write,SHA-256,writer auth,AES,writer priv";
const std::string its_reader = "--user|reader,read,SHA-512,reader auth,AES-256,reader priv";
const std::string its_look = "--community|look,read,127.0.0.0/8";
const std::string everything =
    its_writer + '|' + its_reader + '|' + its_look + "|--community|touch,write,127.0.0.0/8";

class SettingsAgain : public ::testing::Test {
 protected:
  std::string get(const std::string& who) const {
    return peer_.tool("snmpget", who, object, "-Oqv").output;
  }
  bool reads(const std::string& who) const { return get(who) == value; }
  lineman::test::Ran set(const std::string& who) const {
    return peer_.tool("snmpset", who, object + " u 100");
  }
  std::string boots() const {
    return peer_.tool("snmpget", writer, ".1.3.6.1.6.3.10.2.1.2.0", "-Oqv").output;
  }

  Peer peer_{{}, {}, Peer::Way::alone};
};

// The library would remember each line of its configuration for ever.
TEST_F(SettingsAgain, NothingIsKeptOfFormerSettings) {
  const auto apply = [this](int times) {
    for (int i = 0; i < times; ++i) ASSERT_EQ(peer_.tell("apply " + everything), "");
  };
  apply(500);
  const auto before = peer_.memory();
  apply(2'000);
  constexpr unsigned long some_pages = 256;
  EXPECT_LE(peer_.memory(), before + some_pages) << "kB";
}

TEST_F(SettingsAgain, TheSameSettingsChangeNothing) {
  EXPECT_EQ(peer_.tell("apply " + everything), "");
  for (const auto& who : {writer, reader, community, writing_community}) EXPECT_TRUE(reads(who));
  EXPECT_EQ(boots(), "1\n");
}

TEST_F(SettingsAgain, AUserWhoIsTakenOutIsUnknown) {
  EXPECT_EQ(peer_.tell("apply " + its_writer), "");
  EXPECT_TRUE(reads(writer));
  EXPECT_NE(get(reader).find("Unknown user name"), std::string::npos);
}

TEST_F(SettingsAgain, AUserWhoIsAddedReads) {
  const std::string other =
      "-v3 -u other -l authPriv -a SHA-256 -A 'other auth' -x AES -X 'other priv'";
  EXPECT_FALSE(reads(other));
  EXPECT_EQ(
      peer_.tell("apply " + everything + "|--user|other,read,SHA-256,other auth,AES,other priv"),
      "");
  EXPECT_TRUE(reads(other));
  EXPECT_TRUE(reads(writer));
  EXPECT_NE(set(other).output.find("noAccess"), std::string::npos);
}

TEST_F(SettingsAgain, AnotherPassPhraseCounts) {
  EXPECT_EQ(peer_.tell("apply --user|writer,write,SHA-256,fresh auth,AES,fresh priv"), "");
  EXPECT_NE(get(writer).find("Authentication failure"), std::string::npos);
  EXPECT_TRUE(reads("-v3 -u writer -l authPriv -a SHA-256 -A 'fresh auth' -x AES -X 'fresh priv'"));
}

TEST_F(SettingsAgain, AnotherProtocolCounts) {
  EXPECT_EQ(peer_.tell("apply --user|writer,write,SHA-512,writer auth,AES-256,writer priv"), "");
  EXPECT_FALSE(reads(writer));
  EXPECT_TRUE(
      reads("-v3 -u writer -l authPriv -a SHA-512 -A 'writer auth' -x AES-256 -X 'writer priv'"));
}

TEST_F(SettingsAgain, AccessIsTakenAndGiven) {
  EXPECT_EQ(peer_.tell("apply --user|writer,read,SHA-256,writer auth,AES,writer priv|"
                       "--user|reader,write,SHA-512,reader auth,AES-256,reader priv"),
            "");
  EXPECT_NE(set(writer).output.find("noAccess"), std::string::npos);
  EXPECT_TRUE(reads(writer));
  EXPECT_EQ(set(reader).status, 0);
}

TEST_F(SettingsAgain, CommunitiesComeAndGo) {
  EXPECT_EQ(peer_.tell("apply " + its_writer), "");
  EXPECT_FALSE(reads(community));
  EXPECT_EQ(peer_.tell("apply --community|look,write,127.0.0.0/8"), "");
  EXPECT_TRUE(reads(community));
  EXPECT_FALSE(reads(writing_community));
  EXPECT_FALSE(reads(writer));
  EXPECT_EQ(set(community).status, 0);
}

TEST_F(SettingsAgain, CommunitiesCountFromTheirNewSources) {
  EXPECT_EQ(peer_.tell("apply --community|fresh,read,127.0.0.0/8"), "");
  EXPECT_TRUE(reads("-v2c -c fresh"));
  EXPECT_EQ(peer_.tell("apply " + its_look + "|--community|fresh,read,192.0.2.0/24"), "");
  const RawClient client{peer_.port()};
  client.send(message("fresh", Operation::get, 1, {{expires}}));
  const auto last = client.ask(message("look", Operation::get, 99, {{expires}}));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->request, 99);
}

TEST_F(SettingsAgain, TheRateLimitCounts) {
  const RawClient client{peer_.port()};
  EXPECT_EQ(peer_.tell("apply " + everything + "|--rate|1"), "");
  const auto request = message("look", Operation::get, 1, {{expires}});
  for (int i = 0; i < 10'000 && peer_.tell("limited") == "0\n"; ++i) client.send(request);
  EXPECT_NE(peer_.tell("limited"), "0\n");
}

TEST_F(SettingsAgain, WhatIsWrongLeavesEverythingAsItWas) {
  const auto said =
      peer_.tell("apply " + its_writer + "|--user|other,read,SHA-256,short,AES,other priv");
  EXPECT_EQ(said, "SNMP user other: a pass phrase is shorter than 8 characters\n");
  EXPECT_EQ(peer_.tell("apply --community|a'b,read,127.0.0.0/8"),
            "an SNMP community is not 1 to 64 plain characters\n");
  EXPECT_EQ(peer_.tell("apply " + its_writer + '|' + its_writer),
            "SNMP user writer: the name is there twice\n");
  for (const auto& who : {writer, reader, community, writing_community}) EXPECT_TRUE(reads(who));
}

// The answer goes out with the keys that the request came with.
TEST_F(SettingsAgain, ARequestUnderWayOfAUserWhoGoesIsAnswered) {
  peer_.tell("stall 1");
  auto ran = std::async(std::launch::async, [&] { return set(writer); });
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  EXPECT_EQ(peer_.tell("apply " + its_reader), "");
  const auto answer = ran.get();
  EXPECT_NE(answer.output.find("resourceUnavailable"), std::string::npos) << answer.output;
  EXPECT_TRUE(reads(reader));
}

}  // namespace
}  // namespace lineman::mibs::test
