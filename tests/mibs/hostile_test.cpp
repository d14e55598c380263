// Messages that are cut off or damaged. The seed is fixed, so that a failure comes back.
#include <gtest/gtest.h>

#include <random>

#include "tests/mibs/peer.hpp"
#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {
namespace {

const Name expires = ours({4, 1, 5, 1, 1});
constexpr unsigned seed = 20'261'122;
constexpr int mutations = 4'000;
constexpr int in_a_row = 16;  // as many as the socket's buffer surely holds

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
  // The peer has read everything that was sent before this.
  void expect_alive() {
    while (client_.has_response()) client_.receive();
    const RawClient other{peer_.port()};
    const auto response = other.ask(message("look", Operation::get, 1, {{expires}}));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 0);
  }

  void expect_untouched() {
    EXPECT_EQ(peer_.tell("record"), "");
    EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "3600\n");
  }

  Peer peer_;
  RawClient client_{peer_.port()};
};

TEST_F(Hostile, TruncatedMessages) {
  int sent = 0;
  for (const auto& whole : samples("touch")) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      client_.send(whole.substr(0, length));
      if (++sent % in_a_row == 0) expect_alive();
    }
  }
  expect_alive();
  expect_untouched();
}

TEST_F(Hostile, DamagedMessages) {
  std::mt19937 random{seed};
  const auto whole = samples("look");
  for (int i = 0; i < mutations; ++i) {
    auto octets = whole[random() % whole.size()];
    for (auto damage = random() % 4 + 1; damage > 0; --damage) {
      const auto at = random() % octets.size();
      switch (random() % 3) {
        case 0:
          octets[at] = static_cast<char>(random() & 0xFF);
          break;
        case 1:
          octets.erase(at, random() % 8);
          break;
        default:
          octets.insert(at, random() % 8, static_cast<char>(random() & 0xFF));
      }
      if (octets.empty()) octets = "0";
    }
    client_.send(octets);
    if (i % in_a_row == 0) expect_alive();
  }
  expect_alive();
  // A reader's community changes nothing, however its octets fall.
  expect_untouched();
}

TEST_F(Hostile, DamagedVersion3Messages) {
  // Engine discovery (RFC 3414, 4), as the tools send it.
  const auto discovery = message_without_security("", "", pdu_of(Operation::get, 5, {}));
  client_.send(discovery);
  std::mt19937 random{seed + 1};
  for (int i = 0; i < mutations / 4; ++i) {
    auto octets = discovery;
    for (auto damage = random() % 3 + 1; damage > 0; --damage) {
      octets[random() % octets.size()] = static_cast<char>(random() & 0xFF);
    }
    client_.send(octets);
    if (i % in_a_row == 0) expect_alive();
  }
  expect_alive();
  expect_untouched();
}

TEST_F(Hostile, OversizedMessages) {
  client_.send(Octets(60'000, '\x30'));
  client_.send(message("touch", Operation::set, 1,
                       {{ours({3, 1, 3, 1}), ber_text(std::string(50'000, 'x'))}}));
  Name longest = ours({4, 1, 5});
  while (longest.size() < 128) longest.push_back(4'294'967'295UL);
  client_.send(message("look", Operation::get, 1, {{longest}}));
  longest.push_back(1);
  client_.send(message("look", Operation::get, 1, {{longest}}));
  expect_alive();
  EXPECT_EQ(peer_.tell("value account.1.label"), "\n");
}

}  // namespace
}  // namespace lineman::mibs::test
