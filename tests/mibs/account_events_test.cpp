#include "mibs/notifications/account_events.hpp"

#include <gmock/gmock.h>

namespace lineman::mibs {
namespace {

using datamodel::AccountCounter;
using datamodel::AccountMode;
using datamodel::AccountState;
using datamodel::AccountStatus;
using datamodel::NotificationId;
using testing::ElementsAre;
using testing::IsEmpty;

// One account, and what is said of it.
class Account {
 public:
  Account() {
    is.account = 3;
    is.discontinuity = 100;
    registered(1, "192.0.2.1:5060");
    look();
  }

  void registered(unsigned server, const std::string& target,
                  AccountMode mode = AccountMode::primary) {
    is.state = AccountState::registered;
    is.server = server;
    is.target = target;
    is.mode = mode;
  }
  void down(AccountState state = AccountState::registering) {
    is.state = state;
    is.server = 0;
    is.target.clear();
    is.mode = AccountMode::primary;
  }
  void lost() {
    down();
    ++is.counters[AccountCounter::registration_lost];
    is.last_failure = {.code = 503, .reason = "Service Unavailable"};
  }
  // The SIP core starts again, and counts anew.
  void fresh_core() {
    fresh_ = true;
    is.counters = {};
    is.discontinuity += 50;
  }

  std::vector<LoggedEvent> look() {
    return events_.look(is, {.fresh_core = std::exchange(fresh_, false), .generation = generation});
  }
  std::vector<NotificationId> kinds() {
    std::vector<NotificationId> kinds;
    for (const auto& event : look()) kinds.push_back(event.kind);
    return kinds;
  }

  AccountStatus is;
  std::uint64_t generation = 7;

 private:
  AccountEvents events_;
  bool fresh_ = false;
};

TEST(AccountEvents, TheFirstLookAndOneWithoutNewsAreNone) {
  Account account;
  EXPECT_THAT(account.look(), IsEmpty());
  account.is.counters[AccountCounter::refreshes] += 3;
  EXPECT_THAT(account.look(), IsEmpty());
}

TEST(AccountEvents, ALossAndItsEnd) {
  Account account;
  account.lost();
  const auto events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::registration_lost);
  EXPECT_EQ(events[0].account, 3U);
  EXPECT_EQ(events[0].server, 1U);
  EXPECT_EQ(events[0].detail, "it was registered with 192.0.2.1:5060: 503 Service Unavailable");
  EXPECT_THAT(account.look(), IsEmpty());
  account.registered(2, "192.0.2.2:5060", AccountMode::fallback);
  const auto restored = account.look();
  ASSERT_EQ(restored.size(), 1U);
  EXPECT_EQ(restored[0].kind, NotificationId::registration_restored);
  EXPECT_EQ(restored[0].server, 2U);
  EXPECT_EQ(restored[0].detail, "it is registered with 192.0.2.2:5060");
  EXPECT_THAT(account.look(), IsEmpty());
}

TEST(AccountEvents, ALossThatCameAndWentBetweenTwoLooksIsBoth) {
  Account account;
  account.is.counters[AccountCounter::registration_lost] += 2;
  const auto events = account.look();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, NotificationId::registration_lost);
  EXPECT_THAT(events[0].detail, testing::EndsWith("(2 times)"));
  EXPECT_EQ(events[1].kind, NotificationId::registration_restored);
}

TEST(AccountEvents, ARegistrationWithoutALossBeforeItRestoresNothing) {
  Account account;
  account.down(AccountState::disabled);
  account.look();
  account.down();
  EXPECT_THAT(account.look(), IsEmpty());
  account.registered(1, "192.0.2.1:5060");
  EXPECT_THAT(account.look(), IsEmpty());
}

TEST(AccountEvents, WhatTheOperatorSwitchesOffIsNoLoss) {
  for (const auto state :
       {AccountState::disabled, AccountState::misconfigured, AccountState::unregistering}) {
    Account account;
    account.lost();
    account.is.state = state;
    EXPECT_THAT(account.look(), IsEmpty());
  }
}

TEST(AccountEvents, ALossEndsWithoutAWordWhereTheOperatorSwitchesTheAccountOff) {
  Account account;
  account.lost();
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::registration_lost));
  account.down(AccountState::disabled);
  EXPECT_THAT(account.look(), IsEmpty());
  account.registered(1, "192.0.2.1:5060");
  EXPECT_THAT(account.look(), IsEmpty());
}

TEST(AccountEvents, AFailoverSaysFromWhereToWhereAndWhy) {
  Account account;
  account.registered(1, "192.0.2.9:5060", AccountMode::failover);
  ++account.is.counters[AccountCounter::failovers];
  ++account.is.counters[AccountCounter::failovers_timeout];
  auto events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::failover);
  EXPECT_EQ(events[0].detail, "192.0.2.1:5060 to 192.0.2.9:5060: a target was silent");
  account.registered(1, "192.0.2.1:5060");
  ++account.is.counters[AccountCounter::failbacks];
  events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::failback);
  EXPECT_EQ(events[0].detail, "192.0.2.9:5060 to 192.0.2.1:5060");
}

TEST(AccountEvents, EachCauseOfAFailoverHasItsWords) {
  for (auto cause = static_cast<int>(AccountCounter::failovers_timeout);
       cause <= static_cast<int>(AccountCounter::failovers_keepalive); ++cause) {
    Account account;
    ++account.is.counters[AccountCounter::failovers];
    ++account.is.counters[static_cast<AccountCounter>(cause)];
    const auto events = account.look();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_THAT(events[0].detail, testing::Not(testing::HasSubstr("no reason is known"))) << cause;
  }
}

TEST(AccountEvents, AFallbackIsAFailoverBecauseOfTheLastFailure) {
  Account account;
  account.registered(2, "192.0.2.2:5060", AccountMode::fallback);
  ++account.is.counters[AccountCounter::fallbacks];
  account.is.last_failure = {.code = 0, .reason = "no response"};
  const auto events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::failover);
  EXPECT_EQ(events[0].server, 2U);
  EXPECT_EQ(events[0].detail, "192.0.2.1:5060 to 192.0.2.2:5060: no response");
}

TEST(AccountEvents, WhereTheAccountIsTellsWhatCameLast) {
  Account account;
  ++account.is.counters[AccountCounter::failovers];
  ++account.is.counters[AccountCounter::failbacks];
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::failover, NotificationId::failback));
  ++account.is.counters[AccountCounter::failovers];
  ++account.is.counters[AccountCounter::failbacks];
  account.registered(1, "192.0.2.9:5060", AccountMode::failover);
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::failback, NotificationId::failover));
}

TEST(AccountEvents, FailedServersAreToldOnceUntilTheAccountIsRegistered) {
  Account account;
  account.lost();
  account.is.state = AccountState::all_servers_failed;
  ++account.is.counters[AccountCounter::all_servers_failed];
  EXPECT_THAT(account.kinds(),
              ElementsAre(NotificationId::registration_lost, NotificationId::all_servers_failed));
  ++account.is.counters[AccountCounter::all_servers_failed];
  EXPECT_THAT(account.kinds(), IsEmpty());
  account.registered(1, "192.0.2.1:5060");
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::registration_restored));
  account.down(AccountState::all_servers_failed);
  ++account.is.counters[AccountCounter::all_servers_failed];
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::all_servers_failed));
}

TEST(AccountEvents, ARefusedPasswordIsToldAsSuchAndAgainAfterAChange) {
  Account account;
  const auto refused = [&] {
    account.down(AccountState::auth_failed);
    ++account.is.counters[AccountCounter::auth_failures];
    ++account.is.counters[AccountCounter::all_servers_failed];
    account.is.last_failure = {.code = 403, .reason = "Forbidden"};
  };
  refused();
  const auto events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::authentication_failed);
  EXPECT_EQ(events[0].detail, "403 Forbidden");
  refused();
  EXPECT_THAT(account.kinds(), IsEmpty());
  ++account.generation;
  account.down();
  account.look();
  refused();
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::authentication_failed));
}

TEST(AccountEvents, ACoreThatDiedAndCameBackHasLostWhatWasRegistered) {
  Account account;
  account.fresh_core();
  account.down();
  const auto events = account.look();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, NotificationId::registration_lost);
  EXPECT_THAT(events[0].detail, testing::EndsWith("the SIP core started again"));
  account.registered(1, "192.0.2.1:5060");
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::registration_restored));
}

TEST(AccountEvents, ACoreThatIsBackBeforeTheLookLostNothingAndItsMovesCount) {
  Account account;
  account.is.counters[AccountCounter::failovers] = 40;
  account.look();
  account.fresh_core();
  EXPECT_THAT(account.look(), IsEmpty());
  account.fresh_core();
  account.is.counters[AccountCounter::failovers] = 1;
  account.registered(1, "192.0.2.9:5060", AccountMode::failover);
  EXPECT_THAT(account.kinds(), ElementsAre(NotificationId::failover));
}

TEST(AccountEvents, ALossThatLastsIsToldByTheNextAgentToo) {
  AccountEvents events;
  AccountStatus is;
  is.account = 1;
  is.state = AccountState::all_servers_failed;
  is.counters[AccountCounter::registration_lost] = 1;
  const auto first = events.look(is, {});
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].kind, NotificationId::registration_lost);
  is.state = AccountState::registered;
  const auto second = events.look(is, {});
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].kind, NotificationId::registration_restored);
}

}  // namespace
}  // namespace lineman::mibs
