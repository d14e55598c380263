#include "web/http/admission.hpp"

#include <gtest/gtest.h>

#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

constexpr TimePoint noon{std::chrono::hours{12}};

std::vector<Guest> busy_guests(std::size_t count, const std::string& source) {
  std::vector<Guest> guests;
  for (unsigned long i = 1; i <= count; ++i) guests.push_back({i, source, std::nullopt});
  return guests;
}

// Each of a source of its own.
std::vector<Guest> full_house() {
  auto guests = busy_guests(most_connections, {});
  for (auto& guest : guests) guest.source = std::to_string(guest.id);
  return guests;
}

TEST(Admission, IsFreeBelowTheLimits) {
  EXPECT_TRUE(admission({}, "a").admitted);
  EXPECT_TRUE(admission(busy_guests(most_connections_of_source - 1, "a"), "a").admitted);
  EXPECT_FALSE(admission(busy_guests(most_connections_of_source - 1, "a"), "a").leaves);
}

TEST(Admission, IsRefusedWhereAllAreServed) {
  EXPECT_FALSE(admission(busy_guests(most_connections_of_source, "a"), "a").admitted);
  EXPECT_TRUE(admission(busy_guests(most_connections_of_source, "a"), "b").admitted);
  EXPECT_FALSE(admission(full_house(), "new").admitted);
}

TEST(Admission, HasTheOneLeaveWhoHasBeenIdleForLongest) {
  auto guests = full_house();
  guests[3].idle_since = noon;
  guests[5].idle_since = noon - std::chrono::seconds{1};
  const auto verdict = admission(guests, "new");
  EXPECT_TRUE(verdict.admitted);
  EXPECT_EQ(verdict.leaves, guests[5].id);
}

TEST(Admission, HasNobodyElseLeaveForASourceThatHasTooMany) {
  auto guests = busy_guests(most_connections_of_source, "a");
  guests.push_back({1000, "b", noon});
  EXPECT_FALSE(admission(guests, "a").admitted);
  guests[7].idle_since = noon;
  EXPECT_EQ(admission(guests, "a").leaves, guests[7].id);
}

TEST(Admission, OneSourceCannotShutTheOthersOut) {
  EXPECT_LT(most_connections_of_source, most_connections);
}

}  // namespace
}  // namespace lineman::web
