#include "web/http/room.hpp"

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

TEST(Room, IsFreeBelowTheLimits) {
  EXPECT_TRUE(room_for({}, "a").granted);
  EXPECT_TRUE(room_for(busy_guests(most_connections_of_source - 1, "a"), "a").granted);
  EXPECT_FALSE(room_for(busy_guests(most_connections_of_source - 1, "a"), "a").leaves);
}

TEST(Room, IsRefusedWhereAllAreServed) {
  EXPECT_FALSE(room_for(busy_guests(most_connections_of_source, "a"), "a").granted);
  EXPECT_TRUE(room_for(busy_guests(most_connections_of_source, "a"), "b").granted);
  EXPECT_FALSE(room_for(full_house(), "new").granted);
}

TEST(Room, HasTheOneLeaveWhoHasBeenIdleForLongest) {
  auto guests = full_house();
  guests[3].idle_since = noon;
  guests[5].idle_since = noon - std::chrono::seconds{1};
  const auto verdict = room_for(guests, "new");
  EXPECT_TRUE(verdict.granted);
  EXPECT_EQ(verdict.leaves, guests[5].id);
}

TEST(Room, HasNobodyElseLeaveForASourceThatHasTooMany) {
  auto guests = busy_guests(most_connections_of_source, "a");
  guests.push_back({1000, "b", noon});
  EXPECT_FALSE(room_for(guests, "a").granted);
  guests[7].idle_since = noon;
  EXPECT_EQ(room_for(guests, "a").leaves, guests[7].id);
}

TEST(Room, OneSourceCannotShutTheOthersOut) {
  EXPECT_LT(most_connections_of_source, most_connections);
}

}  // namespace
}  // namespace lineman::web
