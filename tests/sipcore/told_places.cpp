#include "tests/sipcore/told_places.hpp"

#include <gtest/gtest.h>

namespace lineman::test {
namespace {

using datamodel::AccountMode;
using datamodel::AccountState;

std::string place_of(const datamodel::AccountStatus& status) {
  switch (status.state) {
    case AccountState::disabled:
    case AccountState::misconfigured:
    case AccountState::unregistering:
      return "off";
    case AccountState::registered:
      if (status.server == 2) return "fallback";
      return status.mode == AccountMode::primary ? "primary" : "failover";
    default:
      return "none";
  }
}

}  // namespace

void ToldPlaces::take(const sipcore::Event& event, TimePoint now) {
  if (event.account == 0 || event.kind == "call" || event.kind == "subscription") return;
  const auto [found, is_first] = places_.try_emplace(event.account);
  auto& last = found->second;
  EXPECT_EQ(event.before, last.word) << event.kind << ' ' << event.detail;
  const auto lasted = std::chrono::duration_cast<std::chrono::seconds>(now - last.since).count();
  if (!is_first) {
    EXPECT_EQ(event.lasted, static_cast<std::uint64_t>(lasted)) << event.kind;
  }
  if (event.place != last.word || event.target != last.target) {
    last = {event.place, event.target, now};
  } else if (is_first) {
    last.since = now - std::chrono::seconds(event.lasted);
  }
}

void ToldPlaces::check(const std::vector<datamodel::AccountStatus>& accounts) const {
  for (const auto& status : accounts) {
    const auto found = places_.find(status.account);
    const auto told = found == places_.end() ? Place{} : found->second;
    EXPECT_EQ(told.word, place_of(status)) << "account " << status.account;
    EXPECT_EQ(told.target, status.target) << "account " << status.account;
  }
}

}  // namespace lineman::test
