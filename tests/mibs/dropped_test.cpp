// What is dropped is counted: each counter rises by what was sent, and no other one does.
#include <gtest/gtest.h>

#include <map>

#include "mibs/door/limits.hpp"
#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/secure_manager.hpp"

namespace lineman::mibs::test {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

const Name expires = ours({4, 1, 5, 1, 1});
constexpr unsigned times = 5;

// RFC 3418, 3412, 3413, 3414 and our own.
const std::map<std::string, Name> counters = {
    {"snmpInBadVersions", {1, 3, 6, 1, 2, 1, 11, 3, 0}},
    {"snmpInBadCommunityNames", {1, 3, 6, 1, 2, 1, 11, 4, 0}},
    {"snmpInBadCommunityUses", {1, 3, 6, 1, 2, 1, 11, 5, 0}},
    {"snmpInASNParseErrs", {1, 3, 6, 1, 2, 1, 11, 6, 0}},
    {"snmpSilentDrops", {1, 3, 6, 1, 2, 1, 11, 31, 0}},
    {"snmpProxyDrops", {1, 3, 6, 1, 2, 1, 11, 32, 0}},
    {"snmpUnknownSecurityModels", {1, 3, 6, 1, 6, 3, 11, 2, 1, 1, 0}},
    {"snmpInvalidMsgs", {1, 3, 6, 1, 6, 3, 11, 2, 1, 2, 0}},
    {"snmpUnknownPDUHandlers", {1, 3, 6, 1, 6, 3, 11, 2, 1, 3, 0}},
    {"snmpUnavailableContexts", {1, 3, 6, 1, 6, 3, 12, 1, 4, 0}},
    {"snmpUnknownContexts", {1, 3, 6, 1, 6, 3, 12, 1, 5, 0}},
    {"usmStatsUnsupportedSecLevels", {1, 3, 6, 1, 6, 3, 15, 1, 1, 1, 0}},
    {"usmStatsNotInTimeWindows", {1, 3, 6, 1, 6, 3, 15, 1, 1, 2, 0}},
    {"usmStatsUnknownUserNames", {1, 3, 6, 1, 6, 3, 15, 1, 1, 3, 0}},
    {"usmStatsUnknownEngineIDs", {1, 3, 6, 1, 6, 3, 15, 1, 1, 4, 0}},
    {"usmStatsWrongDigests", {1, 3, 6, 1, 6, 3, 15, 1, 1, 5, 0}},
    {"usmStatsDecryptionErrors", {1, 3, 6, 1, 6, 3, 15, 1, 1, 6, 0}},
    {"snmpAgentUntrusted", ours({11, 1, 0})},
    {"snmpAgentRateLimited", ours({11, 2, 0})},
    {"snmpAgentRepeatedSets", ours({11, 3, 0})},
};
const Name in_packets{1, 3, 6, 1, 2, 1, 11, 1, 0};

class Dropped : public ::testing::Test {
 protected:
  // All of them, and how many messages came in, this one included.
  Counts read() const {
    std::vector<Varbind> asked{{in_packets}};
    for (const auto& [name, place] : counters) asked.push_back({place});
    const auto answer = reader_.ask(message("look", Operation::get, 1, asked));
    Counts counts;
    if (!answer || answer->values.size() != asked.size()) return counts;
    counts["snmpInPkts"] = answer->values[0].number;
    std::size_t at = 0;
    for (const auto& [name, place] : counters) counts[name] = answer->values[++at].number;
    return counts;
  }

  // Sends it several times; `expected` are the counters that rise, by how much for each. The
  // result are the answers.
  std::vector<Octets> send(const Octets& octets, const Counts& expected) {
    const auto before = read();
    EXPECT_FALSE(before.empty());
    for (unsigned i = 0; i < times; ++i) client_.send(octets);
    const auto after = read();
    Counts risen;
    for (const auto& [name, count] : after) {
      if (count != before.at(name)) risen[name] = count - before.at(name);
    }
    Counts wanted{{"snmpInPkts", times + 1}};
    for (const auto& [name, count] : expected) wanted[name] = times * count;
    EXPECT_EQ(risen, wanted);
    EXPECT_EQ(peer_.tell("record"), "") << "something was begun";
    std::vector<Octets> answers;
    while (client_.has_response()) answers.push_back(client_.receive_octets().value_or(""));
    return answers;
  }

  // Each was answered by a report of this counter.
  void expect_reports(const std::vector<Octets>& answers, const std::string& counter) const {
    EXPECT_EQ(answers.size(), times);
    for (const auto& answer : answers) {
      const auto report = manager_.open(answer);
      ASSERT_TRUE(report);
      EXPECT_TRUE(report->report);
      ASSERT_EQ(report->values.size(), 1U);
      EXPECT_EQ(report->values[0].name, counters.at(counter));
    }
  }

  Octets get() const { return pdu_of(Operation::get, 5, {{expires}}); }
  Octets set() const { return pdu_of(Operation::set, 6, {{expires, ber_unsigned(100)}}); }

  Peer peer_;
  RawClient client_{peer_.port()};
  RawClient reader_{peer_.port()};
  SecureManager manager_;
};

TEST_F(Dropped, NothingIsCountedForWhatIsGood) {
  const auto before = read();
  client_.send(manager_.message(get()));
  const auto answer = client_.receive_octets();
  ASSERT_TRUE(answer);
  const auto response = manager_.open(*answer);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(response->values.at(0).number, 3600U);
  auto after = read();
  after["snmpInPkts"] -= 2;
  EXPECT_EQ(after, before);
}

TEST_F(Dropped, OctetsThatAreNoMessage) {
  const auto whole = message("touch", Operation::set, 6, {{expires, ber_unsigned(100)}});
  EXPECT_TRUE(send("nonsense", {{"snmpInASNParseErrs", 1}}).empty());
  EXPECT_TRUE(send(whole.substr(0, whole.size() - 1), {{"snmpInASNParseErrs", 1}}).empty());
  EXPECT_TRUE(send(whole.substr(0, 1), {{"snmpInASNParseErrs", 1}}).empty());
}

TEST_F(Dropped, OtherVersions) {
  const auto versioned = [](long version) {
    return ber(sequence_tag,
               ber_integer(version) + ber_text("touch") + pdu_of(Operation::get, 5, {{expires}}));
  };
  EXPECT_TRUE(send(versioned(0), {{"snmpInBadVersions", 1}}).empty());
  EXPECT_TRUE(send(versioned(2), {{"snmpInBadVersions", 1}}).empty());
  EXPECT_TRUE(send(versioned(7), {{"snmpInBadVersions", 1}}).empty());
}

TEST_F(Dropped, UnknownCommunities) {
  for (const std::string name : {"", "public", "Look", "looks"}) {
    const auto octets = message(name, Operation::get, 5, {{expires}});
    EXPECT_TRUE(send(octets, {{"snmpInBadCommunityNames", 1}}).empty()) << name;
  }
  EXPECT_TRUE(send(message(std::string(300, 'x'), Operation::get, 5, {{expires}}),
                   {{"snmpInASNParseErrs", 1}})
                  .empty());
}

TEST_F(Dropped, SetsByACommunityThatReads) {
  const auto before = read();
  for (long request = 1; request <= times; ++request) {
    const auto response =
        client_.ask(message("look", Operation::set, request, {{expires, ber_unsigned(100)}}));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, static_cast<long>(SnmpError::no_access));
    EXPECT_EQ(response->index, 1);
  }
  auto after = read();
  after["snmpInPkts"] -= times + 1;
  after["snmpInBadCommunityUses"] -= times;
  EXPECT_EQ(after, before);
}

TEST_F(Dropped, NamesThatAreTooLong) {
  auto name = expires;
  while (name.size() < 129) name.push_back(1);
  EXPECT_TRUE(
      send(message("look", Operation::get, 5, {{name}}), {{"snmpInASNParseErrs", 1}}).empty());
}

TEST_F(Dropped, OtherEngines) {
  for (const std::string& other :
       {std::string{}, engine + "x", std::string("\x80\x00\x7e\xd9\x04other", 10)}) {
    Header header;
    header.engine = other;
    expect_reports(send(manager_.message(set(), header), {{"usmStatsUnknownEngineIDs", 1}}),
                   "usmStatsUnknownEngineIDs");
  }
}

TEST_F(Dropped, UnknownUsers) {
  for (const std::string user : {"", "nobody", "Writer"}) {
    Header header;
    header.user = user;
    expect_reports(send(manager_.message(set(), header), {{"usmStatsUnknownUserNames", 1}}),
                   "usmStatsUnknownUserNames");
  }
}

TEST_F(Dropped, WrongDigests) {
  Header header;
  header.wrong_digest = true;
  expect_reports(send(manager_.message(set(), header), {{"usmStatsWrongDigests", 1}}),
                 "usmStatsWrongDigests");
}

// RFC 3414, 3.2, 7a: 150 seconds, and the same boots.
TEST_F(Dropped, OtherTimes) {
  struct Case {
    long boots;
    long time;
  };
  for (const auto& [boots, time] :
       {Case{1, 100'000}, Case{0, 0}, Case{2, 0}, Case{2'147'483'647, 0}, Case{1, 2'147'483'647}}) {
    Header header;
    header.boots = boots;
    header.time = time;
    expect_reports(send(manager_.message(set(), header), {{"usmStatsNotInTimeWindows", 1}}),
                   "usmStatsNotInTimeWindows");
  }
}

TEST_F(Dropped, SaltsOfAnotherLength) {
  Header header;
  header.salt = "short";
  expect_reports(send(manager_.message(set(), header), {{"usmStatsDecryptionErrors", 1}}),
                 "usmStatsDecryptionErrors");
}

// What is decrypted with another key is no message.
TEST_F(Dropped, OtherKeys) {
  Header header;
  header.wrong_key = true;
  EXPECT_TRUE(send(manager_.message(set(), header), {{"snmpInASNParseErrs", 1}}).empty());
}

// RFC 3412, 7.2, 5d: privacy without authentication is no level at all.
TEST_F(Dropped, PrivacyAlone) {
  Header header;
  header.flags = priv_flag | reportable_flag;
  EXPECT_TRUE(send(manager_.message(set(), header), {{"snmpInvalidMsgs", 1}}).empty());
}

TEST_F(Dropped, OtherSecurityModels) {
  Header header;
  header.security_model = 99;
  EXPECT_TRUE(send(manager_.message(set(), header), {{"snmpUnknownSecurityModels", 1}}).empty());
}

TEST_F(Dropped, OtherContexts) {
  Header header;
  header.context = "elsewhere";
  EXPECT_TRUE(send(manager_.message(get(), header), {{"snmpUnknownContexts", 1}}).empty());
}

// Notifications and responses, which nobody here has asked for.
TEST_F(Dropped, WhatIsNoRequest) {
  for (const char kind : {'\xA2', '\xA6', '\xA7', '\xA8'}) {
    auto octets = message("touch", Operation::set, 6, {{expires, ber_unsigned(100)}});
    octets[octets.find('\xA3')] = kind;
    EXPECT_TRUE(send(octets, {{"snmpUnknownPDUHandlers", 1}}).empty()) << int{kind};
  }
}

// Too many variables are only answered where an answer is due.
TEST_F(Dropped, LongNotifications) {
  const std::vector<Varbind> many(maximum_varbinds + 1, {expires, ber_unsigned(100)});
  auto octets = message("touch", Operation::set, 6, many);
  octets[octets.find('\xA3')] = '\xA7';
  EXPECT_TRUE(send(octets, {{"snmpUnknownPDUHandlers", 1}}).empty());
}

// While a SET is under way others wait in line; what finds no room there is counted.
TEST_F(Dropped, WhatIsBeyondTheLine) {
  constexpr std::size_t too_many = 7;
  const auto before = read();
  peer_.tell("stall 1");
  const RawClient setter{peer_.port()};
  setter.send(message("touch", Operation::set, 6, {{expires, ber_unsigned(100)}}));
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  for (std::size_t i = 0; i < maximum_queued_requests + too_many; ++i) {
    client_.send(message("look", Operation::get, 5, {{expires}}));
    if (i % 32 == 0) peer_.tell("serial");  // lets it read
  }
  ASSERT_TRUE(setter.receive());
  const auto after = read();
  EXPECT_EQ(after.at("snmpSilentDrops") - before.at("snmpSilentDrops"), too_many);
}

// Each message is answered or counted.
TEST(DroppedByRate, AreTheOnesThatAreNotAnswered) {
  constexpr unsigned sent = 200;
  Peer peer{{"--rate", "20"}};
  const RawClient client{peer.port()};
  for (unsigned i = 0; i < sent; ++i) {
    client.send(message("look", Operation::get, 5, {{expires}}));
    if (i % 32 == 0) peer.tell("serial");
  }
  unsigned answered = 0;
  const auto count = [&] {
    while (client.has_response()) answered += client.receive() ? 1U : 0U;
    return answered + static_cast<unsigned>(std::stoul(peer.tell("limited")));
  };
  for (int i = 0; i < 10'000 && count() < sent; ++i) continue;
  EXPECT_EQ(count(), sent);
  EXPECT_GE(answered, 20U);
  EXPECT_LT(answered, sent);
}

// Weaker than what the user has: the library takes the message, and access control refuses it.
TEST_F(Dropped, WeakerLevels) {
  constexpr long authorization_error = 16;
  for (const unsigned flags : {reportable_flag, reportable_flag | auth_flag}) {
    Header header;
    header.flags = flags;
    const auto answers = send(manager_.message(set(), header), {});
    EXPECT_EQ(answers.size(), times);
    for (const auto& answer : answers) {
      const auto response = manager_.open(answer);
      ASSERT_TRUE(response);
      EXPECT_EQ(response->status, authorization_error);
    }
  }
}

}  // namespace
}  // namespace lineman::mibs::test
