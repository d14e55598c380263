// Messages that are cut off or damaged, 100,000 of them. The seeds are fixed and told, so that a
// failure comes back.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>

#include "tests/mibs/peer.hpp"
#include "tests/mibs/secure_manager.hpp"

namespace lineman::mibs::test {
namespace {

using Random = std::mt19937;

const Name expires = ours({4, 1, 5, 1, 1});
constexpr unsigned seed = 20'261'122;
constexpr int of_community = 50'000;
constexpr int outside_of_user = 25'000;
constexpr int inside_of_user = 25'000;
constexpr int in_a_row = 64;  // as many as the socket's buffer surely holds
constexpr unsigned long memory_slack_kb = 1024;

// Never as it was.
Octets spoilt(const Octets& whole, Random& random) {
  auto octets = whole;
  for (auto damage = random() % 4 + 1; damage > 0; --damage) {
    const auto at = random() % octets.size();
    switch (random() % 4) {
      case 0:
        octets[at] = static_cast<char>(random() & 0xFF);
        break;
      case 1:
        octets[at] = static_cast<char>(octets[at] ^ 1 << random() % 8);
        break;
      case 2:
        octets.erase(at, random() % 8);
        break;
      default:
        octets.insert(at, random() % 8, static_cast<char>(random() & 0xFF));
    }
    if (octets.empty()) octets = "0";
  }
  return octets == whole ? spoilt(whole, random) : octets;
}

std::vector<Octets> pdus() {
  std::vector<Varbind> many;
  for (unsigned long i = 0; i < 20; ++i) many.push_back({ours({4, 1, 2 + i, 1, 1})});
  return {pdu_of(Operation::get, 12, many),
          pdu_of(Operation::get_next, 13, {{ours({})}, {Name{1, 3}}}),
          pdu_of(Operation::get_bulk, 14, {{Name{1, 3}}}, 0, 40),
          pdu_of(Operation::set, 15,
                 {{expires, ber_unsigned(100)}, {ours({3, 1, 3, 1}), ber_text("label")}})};
}

std::vector<Octets> samples(const std::string& community) {
  std::vector<Varbind> many;
  for (unsigned long i = 0; i < 20; ++i) many.push_back({ours({4, 1, 2 + i, 1, 1}), ber_null()});
  return {message(community, Operation::get, 11, {{expires}}),
          message(community, Operation::get, 12, many),
          message(community, Operation::get_next, 13, {{ours({})}, {Name{1, 3}}}),
          message(community, Operation::get_bulk, 14, {{Name{1, 3}}}, 0, 40),
          message(community, Operation::set, 15,
                  {{expires, ber_unsigned(100)}, {ours({3, 1, 3, 1}), ber_text("label")}})};
}

class Hostile : public ::testing::Test {
 protected:
  // The peer has read everything that was sent before this; how many messages that were.
  std::uint64_t expect_alive() {
    while (client_.has_response()) client_.receive_octets();
    const Name in_packets{1, 3, 6, 1, 2, 1, 11, 1, 0};
    const auto response = other_.ask(message("look", Operation::get, 1, {{in_packets}}));
    EXPECT_TRUE(response && response->status == 0 && response->varbinds == 1);
    ++sent_;
    return response && response->varbinds == 1 ? response->values[0].number : 0;
  }

  void send(const Octets& octets) {
    client_.send(octets);
    if (++sent_ % in_a_row == 0) expect_alive();
  }

  // None was lost on the way, so that all were tried.
  void expect_all_received() { EXPECT_EQ(expect_alive(), sent_); }

  void expect_untouched() {
    EXPECT_EQ(peer_.tell("record"), "");
    EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "3600\n");
  }

  Peer peer_;
  RawClient client_{peer_.port()};
  RawClient other_{peer_.port()};
  SecureManager manager_;
  std::uint64_t sent_ = 0;
};

TEST_F(Hostile, TruncatedMessages) {
  for (const auto& whole : samples("touch")) {
    for (std::size_t length = 0; length < whole.size(); ++length) send(whole.substr(0, length));
  }
  const auto secured = manager_.message(pdus().back());
  for (std::size_t length = 0; length < secured.size(); ++length) send(secured.substr(0, length));
  expect_all_received();
  expect_untouched();
}

// A reader's community changes nothing, however its octets fall.
TEST_F(Hostile, DamagedMessagesOfACommunity) {
  RecordProperty("seed", seed);
  Random random{seed};
  const auto whole = samples("look");
  for (int i = 0; i < of_community / 5; ++i) send(spoilt(whole[random() % whole.size()], random));
  const auto before = peer_.memory();
  for (int i = of_community / 5; i < of_community; ++i) {
    send(spoilt(whole[random() % whole.size()], random));
  }
  expect_all_received();
  expect_untouched();
  EXPECT_LE(peer_.memory(), before + memory_slack_kb);
}

// Nor does what was damaged after it was signed.
TEST_F(Hostile, DamagedMessagesOfAUser) {
  RecordProperty("seed", seed + 1);
  Random random{seed + 1};
  std::vector<Octets> whole = {message_without_security("", "", pdu_of(Operation::get, 5, {}))};
  for (const auto& pdu : pdus()) whole.push_back(manager_.message(pdu));
  for (int i = 0; i < outside_of_user / 5; ++i) {
    send(spoilt(whole[random() % whole.size()], random));
  }
  const auto before = peer_.memory();
  for (int i = outside_of_user / 5; i < outside_of_user; ++i) {
    send(spoilt(whole[random() % whole.size()], random));
  }
  expect_all_received();
  expect_untouched();
  EXPECT_LE(peer_.memory(), before + memory_slack_kb);
}

// Well signed and encrypted, by somebody who may write: whatever becomes of it, every value is one
// that the configuration takes.
TEST_F(Hostile, DamagedRequestsInGoodMessages) {
  RecordProperty("seed", seed + 2);
  Random random{seed + 2};
  const auto whole = pdus();
  Header header;
  for (int i = 0; i < inside_of_user; ++i) {
    ++header.message;
    send(manager_.message(spoilt(whole[random() % whole.size()], random), header));
  }
  expect_all_received();
  const auto expiry = std::stol(peer_.tell("value account.1.sip_server.1.expires"));
  EXPECT_GE(expiry, 30);
}

TEST_F(Hostile, OversizedMessages) {
  send(Octets(60'000, '\x30'));
  send(message("touch", Operation::set, 1,
               {{ours({3, 1, 3, 1}), ber_text(std::string(50'000, 'x'))}}));
  Name longest = ours({4, 1, 5});
  while (longest.size() < 128) longest.push_back(4'294'967'295UL);
  send(message("look", Operation::get, 1, {{longest}}));
  longest.push_back(1);
  send(message("look", Operation::get, 1, {{longest}}));
  expect_all_received();
  EXPECT_EQ(peer_.tell("value account.1.label"), "\n");
}

}  // namespace
}  // namespace lineman::mibs::test
