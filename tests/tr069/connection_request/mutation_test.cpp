// Octets that nobody would send, by the thousand, from fixed seeds: nothing crashes, every answer
// is one of those that are allowed, and nobody gets in.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/support/fake_clock.hpp"
#include "tests/tr069/connection_request/digest_client.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/connection_request/authorization.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/request_head.hpp"

namespace lineman::cwmp {
namespace {

using namespace std::string_view_literals;

constexpr unsigned rounds = 20'000;

class Mutator {
 public:
  explicit Mutator(unsigned seed) : numbers_{seed} {}

  std::size_t below(std::size_t end) { return numbers_() % end; }

  std::string mutated(std::string text) {
    for (auto times = 1 + below(4); times > 0; --times) change(text);
    return text;
  }

 private:
  void change(std::string& text) {
    static constexpr std::string_view favourites = "\0\r\n\t \",=\\:%?/\x7f\xff"sv;
    const auto at = below(text.size() + 1);
    const auto length = below(text.size() - at + 1);
    switch (below(5)) {
      case 0:
        text.insert(at, 1, favourites[below(favourites.size())]);
        break;
      case 1:
        text.erase(at, 1 + below(8));
        break;
      case 2:
        text.insert(below(text.size() + 1), text.substr(at, length));
        break;
      case 3:
        text.resize(at);
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
    }
  }

  std::mt19937 numbers_;
};

TEST(Mutations, OfAHeadAreReadOrRefused) {
  Mutator mutator{1};
  const std::string good =
      "GET /p?q HTTP/1.1\r\nHost: h\r\nAuthorization: Digest a=\"b\"\r\nConnection: close\r\n\r\n";
  std::array<unsigned, 3> seen{};
  for (unsigned round = 0; round < rounds; ++round) {
    const auto octets = mutator.mutated(good);
    RequestHeadReader at_once;
    const auto whole = at_once.add(octets);
    RequestHeadReader in_parts;
    std::optional<HeadResult> parts;
    for (std::size_t at = 0; at < octets.size() && !parts;) {
      const auto size = 1 + mutator.below(40);
      parts = in_parts.add(std::string_view{octets}.substr(at, size));
      at += size;
    }
    ASSERT_EQ(whole.has_value(), parts.has_value()) << octets;
    if (!whole) {
      ++seen[0];
    } else if (*whole) {
      ++seen[1];
      ASSERT_EQ(**whole, **parts);
      ASSERT_FALSE((*whole)->method.empty());
      ASSERT_FALSE((*whole)->target.empty());
    } else {
      ++seen[2];
      ASSERT_TRUE(whole->error() == 400 || whole->error() == 505) << whole->error();
    }
  }
  for (const auto times : seen) EXPECT_GT(times, rounds / 100);
}

TEST(Mutations, OfAnAuthorizationLetNobodyIn) {
  test::FakeClock clock;
  Authenticator authenticator{clock, random_octets};
  const RequestCredentials credentials{.username = "acs", .password = "secret word"};
  Mutator mutator{2};
  test::DigestClient client;
  client.password = "a guess";
  const auto nonce = test::quoted_value(authenticator.challenges(false)[0], "nonce");
  const auto good = client.answer(nonce);
  unsigned read = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    const auto field = mutator.mutated(good);
    if (parse_authorization(field)) ++read;
    ASSERT_EQ(authenticator.admit("GET", client.uri, field, credentials), Admission::challenge)
        << field;
  }
  EXPECT_GT(read, rounds / 100);
  EXPECT_LT(read, rounds);
}

}  // namespace
}  // namespace lineman::cwmp
