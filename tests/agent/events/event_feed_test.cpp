#include "agent/events/event_feed.hpp"

#include <gmock/gmock.h>

#include "agent/events/event_sources.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::agent {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A watcher with room for so many events.
struct Reader {
  std::size_t room = 100;
  std::vector<Event> got{};

  EventFeed::Deliver deliver() {
    return [this](const Event& event) {
      if (got.size() >= room) return false;
      got.push_back(event);
      return true;
    };
  }
  std::vector<std::string> kinds() const {
    std::vector<std::string> all;
    for (const auto& event : got) all.push_back(event.kind);
    return all;
  }
};

class EventFeedTest : public testing::Test {
 protected:
  void tell(std::string kind) { feed_.tell({.kind = std::move(kind)}); }

  test::FakeClock clock_;
  EventFeed feed_{clock_};
  Reader reader_;
  Reader other_;
};

TEST_F(EventFeedTest, TellsEachWatcherWhatHappensFromNowOn) {
  tell("before");
  ASSERT_TRUE(feed_.watch(1, {.kind = "watching"}, reader_.deliver()));
  tell("one");
  ASSERT_TRUE(feed_.watch(2, {.kind = "watching"}, other_.deliver()));
  tell("two");
  feed_.forget(1);
  tell("three");
  EXPECT_THAT(reader_.kinds(), ElementsAre("watching", "one", "two"));
  EXPECT_THAT(other_.kinds(), ElementsAre("watching", "two", "three"));
}

TEST_F(EventFeedTest, AnEventWithoutATimeHappensNow) {
  feed_.watch(1, {.kind = "watching"}, reader_.deliver());
  feed_.tell({.kind = "then", .time = 1'767'323'045});
  EXPECT_EQ(reader_.got.at(0).time, 1'767'225'600);
  EXPECT_EQ(reader_.got.at(1).time, 1'767'323'045);
}

TEST_F(EventFeedTest, ASlowReaderIsToldHowMuchItMissedAndDelaysNobody) {
  reader_.room = 2;
  feed_.watch(1, {.kind = "watching"}, reader_.deliver());
  feed_.watch(2, {.kind = "watching"}, other_.deliver());
  for (const auto* kind : {"one", "two", "three", "four"}) tell(kind);
  EXPECT_THAT(reader_.kinds(), ElementsAre("watching", "one"));
  EXPECT_THAT(other_.kinds(), ElementsAre("watching", "one", "two", "three", "four"));

  reader_.room = 100;
  feed_.caught_up(1);
  tell("five");
  EXPECT_THAT(reader_.kinds(), ElementsAre("watching", "one", "missed", "five"));
  EXPECT_EQ(reader_.got.at(2).detail, "3 events");
  feed_.caught_up(1);
  feed_.caught_up(7);
  EXPECT_EQ(reader_.got.size(), 4U);
}

TEST_F(EventFeedTest, WhoIsStillFullStaysBehindAndLosesNoCount) {
  reader_.room = 1;
  feed_.watch(1, {.kind = "watching"}, reader_.deliver());
  tell("one");
  feed_.caught_up(1);
  reader_.room = 100;
  feed_.caught_up(1);
  ASSERT_THAT(reader_.kinds(), ElementsAre("watching", "missed"));
  EXPECT_EQ(reader_.got.at(1).detail, "1 event");
}

TEST_F(EventFeedTest, TakesNoMoreWatchersThanItMay) {
  for (EventFeed::WatcherId id = 1; id <= EventFeed::maximum_watchers; ++id) {
    EXPECT_TRUE(feed_.watch(id, {}, reader_.deliver()));
  }
  EXPECT_FALSE(feed_.watch(99, {.kind = "watching"}, other_.deliver()));
  EXPECT_THAT(other_.got, IsEmpty());
  EXPECT_TRUE(feed_.watch(1, {}, reader_.deliver())) << "one that is there takes its own place";
  feed_.forget(1);
  EXPECT_TRUE(feed_.watch(99, {}, other_.deliver()));
}

TEST_F(EventFeedTest, CutsALongDetailBetweenCharacters) {
  feed_.watch(1, {}, reader_.deliver());
  feed_.tell({.kind = "long", .detail = std::string(EventFeed::longest_detail, 'x')});
  feed_.tell({.kind = "longer", .detail = std::string(EventFeed::longest_detail - 1, 'x') + "é!"});
  EXPECT_EQ(reader_.got.at(1).detail, std::string(EventFeed::longest_detail, 'x'));
  EXPECT_EQ(reader_.got.at(2).detail, std::string(EventFeed::longest_detail - 1, 'x'));
}

// Of a test's events the kinds, and nothing else.
std::vector<std::string> kinds_of(const std::list<EventFeed::Kept>& events) {
  std::vector<std::string> kinds;
  for (const auto& each : events) kinds.push_back(each.event.kind);
  return kinds;
}

TEST_F(EventFeedTest, KeepsTheLastOnesForThoseWhoComeLater) {
  const auto start = feed_.kept_since();
  tell("failover");
  tell("coreDisconnected");
  EXPECT_THAT(kinds_of(feed_.kept()), ElementsAre("failover", "coreDisconnected"));
  EXPECT_EQ(feed_.kept_since(), start);
}

TEST_F(EventFeedTest, KeepsNotWhatThereIsMuchOf) {
  for (const auto* kind : {"call", "subscription", "acsSession"}) tell(kind);
  feed_.tell({.kind = "state", .account = 1, .place = "none", .before = "none"});
  EXPECT_THAT(feed_.kept(), IsEmpty());
  feed_.tell({.kind = "state", .account = 1, .place = "primary", .before = "none"});
  feed_.tell({.kind = "state", .account = 1});
  feed_.tell({.kind = "failover", .account = 1, .place = "primary", .before = "primary"});
  EXPECT_THAT(kinds_of(feed_.kept()), ElementsAre("state", "state", "failover"));
}

TEST_F(EventFeedTest, SaysSinceWhenNoneIsMissing) {
  const auto start = feed_.kept_since();
  for (std::size_t i = 0; i <= EventFeed::maximum_kept; ++i) {
    clock_.advance(std::chrono::seconds(10));
    tell("failover");
  }
  EXPECT_EQ(feed_.kept().size(), EventFeed::maximum_kept);
  EXPECT_EQ(feed_.kept_since(), start + std::chrono::seconds(10));
  EXPECT_EQ(feed_.kept().front().told, start + std::chrono::seconds(20));
}

TEST_F(EventFeedTest, PutsItsTimesRightWhenTheClockWasSet) {
  clock_.set_wall(WallTime{std::chrono::seconds(20)});
  feed_.tell({.kind = "failover", .time = 20});
  clock_.advance(std::chrono::seconds(100));
  constexpr std::int64_t then = 1'767'323'045;
  clock_.set_wall(WallTime{std::chrono::seconds(then)});
  EXPECT_EQ(feed_.wall_time_of(feed_.kept().front().told), then - 100);
  EXPECT_EQ(feed_.wall_time_of(feed_.kept_since()), then - 100);
}

TEST_F(EventFeedTest, CutsWhatIsKeptShorter) {
  feed_.tell(
      {.kind = "long", .detail = std::string(EventFeed::longest_kept_detail - 1, 'x') + "é"});
  EXPECT_EQ(feed_.kept().front().event.detail,
            std::string(EventFeed::longest_kept_detail - 1, 'x'));
}

TEST(EventSources, AChangeNamesWhoAndWhatAndNoValue) {
  Generation generation{.number = 42,
                        .time = 7,
                        .asker = {Door::control, "uid 0"},
                        .changed = {"account.1.label", "account.1.password"}};
  generation.values.set(datamodel::find_by_name("account.1.password", 1).value(), "hunter2");
  const auto event = event_of(generation);
  EXPECT_EQ(event.kind, "configurationChanged");
  EXPECT_EQ(event.generation, 42U);
  EXPECT_EQ(event.time, 7);
  EXPECT_EQ(event.detail, "control uid 0: account.1.label, account.1.password");
}

TEST(EventSources, OfAHugeChangeOnlyTheFirstNamesAreTold) {
  Generation generation{.asker = {Door::snmp, "m@127.0.0.1"}};
  for (int i = 0; i < 600; ++i) generation.changed.push_back("n" + std::to_string(i));
  EXPECT_EQ(event_of(generation).detail,
            "snmp m@127.0.0.1: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, "
            "n15 and 584 more");
  generation.changed.clear();
  EXPECT_EQ(event_of(generation).detail, "snmp m@127.0.0.1");
}

TEST(EventSources, TheCoreAndTheAcsHaveTheirSay) {
  const auto failover = event_of(sipcore::Event{.sequence = 9,
                                                .kind = "failover",
                                                .account = 1,
                                                .server = 2,
                                                .detail = "why",
                                                .time = 7,
                                                .place = "failover",
                                                .target = "192.0.2.2:5060",
                                                .before = "primary",
                                                .lasted = 60});
  EXPECT_EQ(failover.place, "failover");
  EXPECT_EQ(failover.target, "192.0.2.2:5060");
  EXPECT_EQ(failover.before, "primary");
  EXPECT_EQ(failover.lasted, 60U);
  EXPECT_EQ(failover.kind, "failover");
  EXPECT_EQ(failover.account, 1U);
  EXPECT_EQ(failover.server, 2U);
  EXPECT_EQ(failover.detail, "why");
  EXPECT_EQ(failover.time, 7);
  const auto call = event_of(
      sipcore::Event{.sequence = 10, .kind = "call", .account = 2, .detail = "3 established"});
  EXPECT_EQ(call.kind, "call");
  EXPECT_EQ(call.account, 2U);
  EXPECT_EQ(call.detail, "3 established");
  const auto session = event_of(AcsState{"http://acs.example/", 7, "HTTP 503"});
  EXPECT_EQ(session.kind, "acsSession");
  EXPECT_EQ(session.detail, "HTTP 503");
  EXPECT_EQ(event_of(sipcore::Welcome{.generation = 4}).generation, 4U);
  EXPECT_EQ(core_disconnected_event().kind, "coreDisconnected");
}

}  // namespace
}  // namespace lineman::agent
