#include <gtest/gtest.h>

#include "mibs/door/kept_answers.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/door/seen_messages.hpp"
#include "mibs/door/source_filter.hpp"

namespace lineman::mibs {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool holds(std::string_view networks, std::string_view source) {
  return NetworkList{networks}.holds(*source_address(source));
}

TEST(Networks, HoldAddressesAndBlocks) {
  EXPECT_TRUE(holds("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(holds("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(holds("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(holds("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(holds("192.0.2.0/25", "192.0.2.127"));
  EXPECT_FALSE(holds("192.0.2.0/25", "192.0.2.128"));
  EXPECT_TRUE(holds("198.51.100.7 192.0.2.0/31 2001:db8::/32", "192.0.2.1"));
  EXPECT_TRUE(holds("198.51.100.7 192.0.2.0/31 2001:db8::/32", "2001:db8:1::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(holds("::/0", "2001:db8::1"));
}

TEST(Networks, AMappedAddressIsItsIpv4Address) {
  EXPECT_TRUE(holds("192.0.2.1", "::ffff:192.0.2.1"));
}

TEST(Networks, NothingHoldsNothing) {
  EXPECT_TRUE(NetworkList{""}.empty());
  EXPECT_FALSE(holds("", "192.0.2.1"));
  EXPECT_FALSE(holds("nonsense", "192.0.2.1"));
  EXPECT_FALSE(source_address("192.0.2"));
}

SourceAddress numbered(unsigned number) {
  return *source_address("10." + std::to_string(number >> 16U) + '.' +
                         std::to_string(number >> 8U & 0xFFU) + '.' +
                         std::to_string(number & 0xFFU));
}

TEST(Rates, ASourceHasItsMessagesASecond) {
  RateLimit limit{10};
  TimePoint now{seconds{100}};
  const auto source = numbered(1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limit.permits(source, now));
  EXPECT_FALSE(limit.permits(source, now));
  EXPECT_TRUE(limit.permits(numbered(2), now)) << "another source is not concerned";
  now += milliseconds{101};
  EXPECT_TRUE(limit.permits(source, now));
  EXPECT_FALSE(limit.permits(source, now));
  now += seconds{60};
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limit.permits(source, now));
  EXPECT_FALSE(limit.permits(source, now)) << "silence is not saved up";
}

TEST(Rates, ZeroIsNoLimit) {
  RateLimit limit{0};
  for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(limit.permits(numbered(1), TimePoint{}));
  EXPECT_EQ(limit.watched(), 0U);
}

TEST(Rates, SourcesAreBoundedAndTheMostSilentGoes) {
  RateLimit limit{1};
  TimePoint now{seconds{100}};
  EXPECT_TRUE(limit.permits(numbered(0), now));
  for (unsigned i = 1; i < 3 * maximum_sources; ++i) {
    now += milliseconds{1};
    limit.permits(numbered(i), now);
    EXPECT_FALSE(limit.permits(numbered(i), now));
  }
  EXPECT_EQ(limit.watched(), maximum_sources);
}

TEST(Answers, AreKeptForTheirTime) {
  KeptAnswers kept;
  const TimePoint now{seconds{100}};
  kept.keep("a", {5, 2}, now);
  EXPECT_EQ(kept.find("a", now + answers_kept_for - milliseconds{1}), (SetAnswer{5, 2}));
  EXPECT_EQ(kept.find("b", now), std::nullopt);
  EXPECT_EQ(kept.find("a", now + answers_kept_for), std::nullopt);
  EXPECT_EQ(kept.size(), 0U);
}

TEST(Answers, AreBounded) {
  KeptAnswers kept;
  const TimePoint now{seconds{100}};
  for (std::size_t i = 0; i < 2 * maximum_kept_answers; ++i) {
    kept.keep(std::to_string(i), {0, 0}, now);
  }
  EXPECT_EQ(kept.size(), maximum_kept_answers);
  EXPECT_EQ(kept.find("0", now), std::nullopt);
  EXPECT_TRUE(kept.find(std::to_string(2 * maximum_kept_answers - 1), now));
}

MessageDigest digest_numbered(std::size_t number) {
  return {static_cast<std::uint8_t>(number & 0xFFU), static_cast<std::uint8_t>(number >> 8U)};
}

TEST(Messages, AreNewOnce) {
  SeenMessages seen;
  const TimePoint now{seconds{100}};
  EXPECT_TRUE(seen.is_new(digest_numbered(1), now));
  EXPECT_FALSE(seen.is_new(digest_numbered(1), now));
  EXPECT_TRUE(seen.is_new(digest_numbered(2), now));
  EXPECT_FALSE(seen.is_new(digest_numbered(1), now + copies_refused_for - milliseconds{1}));
  EXPECT_TRUE(seen.is_new(digest_numbered(1), now + copies_refused_for));
}

TEST(Messages, AreBounded) {
  SeenMessages seen;
  const TimePoint now{seconds{100}};
  for (std::size_t i = 0; i < 2 * maximum_remembered_sets; ++i) {
    EXPECT_TRUE(seen.is_new(digest_numbered(i), now));
  }
  EXPECT_EQ(seen.size(), maximum_remembered_sets);
}

}  // namespace
}  // namespace lineman::mibs
