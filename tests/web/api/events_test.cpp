// Server-sent events: one watch at the agent, any number of browsers.
#include "tests/web/api/site_rig.hpp"
#include "web/api/answers.hpp"

namespace lineman::web {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class EventsTest : public SiteTest {
 protected:
  void fail_over() {
    events_.tell({.kind = "failover", .account = 1, .server = 2, .detail = "line\nbreak"});
  }
  // Until what the agent has to say was said.
  void settle(const FakeReply& stream) {
    turn_until([&] { return !stream.kinds().empty(); });
  }
  std::string cookie_ = log_in("installer", "ladder");
};

TEST_F(EventsTest, AStreamBeginsWithWatchingAndGoesOn) {
  const auto stream = watch(cookie_);
  ASSERT_TRUE(stream->begun.has_value());
  EXPECT_EQ(stream->begun->content_type, "text/event-stream");
  settle(*stream);
  fail_over();
  EXPECT_TRUE(until_kinds(*stream, {"watching", "failover"}));
  EXPECT_THAT(stream->written, HasSubstr(R"("generation":41)"));
  EXPECT_THAT(stream->written, HasSubstr(R"(line\nbreak"})"
                                         "\n\n"));
}

TEST_F(EventsTest, TenBrowsersAreOneWatcher) {
  std::vector<std::shared_ptr<FakeReply>> streams;
  for (unsigned i = 0; i < 10; ++i) {
    if (i % 5 == 0) cookie_ = log_in("installer", "ladder");
    streams.push_back(watch(cookie_));
    settle(*streams.back());
  }
  EXPECT_EQ(server_->connections(), 1U);
  fail_over();
  for (const auto& stream : streams) EXPECT_TRUE(until_kinds(*stream, {"watching", "failover"}));
}

TEST_F(EventsTest, OneThatComesLaterKnowsTheGeneration) {
  const auto first = watch(cookie_);
  settle(*first);
  events_.tell({.kind = "configurationChanged", .generation = 42});
  until_kinds(*first, {"watching", "configurationChanged"});
  const auto second = watch(cookie_);
  EXPECT_THAT(second->written, HasSubstr(R"("kind":"watching")"));
  EXPECT_THAT(second->written, HasSubstr(R"("generation":42)"));
}

TEST_F(EventsTest, SaysThatTheAgentIsAwayAndThatItIsBack) {
  const auto stream = watch(cookie_);
  settle(*stream);
  stop_agent();
  EXPECT_TRUE(until_kinds(*stream, {"watching", "agentAway"}));
  const auto later = watch(cookie_);
  EXPECT_TRUE(until_kinds(*later, {"agentAway"}));
  clock_.advance(EventFan::retry_interval);
  clock_.advance(EventFan::retry_interval);
  start_agent();
  clock_.advance(EventFan::retry_interval);
  EXPECT_TRUE(until_kinds(*stream, {"watching", "agentAway", "agentBack", "watching"}));
  EXPECT_TRUE(until_kinds(*later, {"agentAway", "agentBack", "watching"}));
}

TEST_F(EventsTest, WatchesWhileSomebodyListens) {
  const auto stream = watch(cookie_);
  settle(*stream);
  EXPECT_EQ(server_->connections(), 1U);
  stream->close();
  EXPECT_TRUE(turn_until([&] { return server_->connections() == 0; }));
  EXPECT_TRUE(until_kinds(*watch(cookie_), {}));
}

TEST_F(EventsTest, WhoComesRightAfterTheLastOneMissesNothing) {
  const auto stream = watch(cookie_);
  settle(*stream);
  stream->close();
  const auto next = watch(cookie_);
  settle(*next);
  fail_over();
  EXPECT_TRUE(until_kinds(*next, {"watching", "failover"}));
}

TEST_F(EventsTest, ABrowserThatIsGoneWithoutAWordIsNoticed) {
  const auto stream = watch(cookie_);
  settle(*stream);
  stream->gone = true;
  clock_.advance(EventFan::beat_interval);
  EXPECT_TRUE(turn_until([&] { return server_->connections() == 0; }));
}

TEST_F(EventsTest, ASessionHasSoMany) {
  std::vector<std::shared_ptr<FakeReply>> streams;
  for (std::size_t i = 0; i < EventFan::most_streams_of_session; ++i)
    streams.push_back(watch(cookie_));
  const auto refused = watch(cookie_);
  ASSERT_TRUE(refused->sent.has_value());
  EXPECT_EQ(refused->sent->status, 503U);
  streams[0]->close();
  EXPECT_FALSE(watch(cookie_)->sent.has_value());
}

TEST_F(EventsTest, ABeatIsNoEvent) {
  const auto stream = watch(cookie_);
  settle(*stream);
  clock_.advance(EventFan::beat_interval);
  EXPECT_THAT(stream->written, HasSubstr("\n\n:\n\n"));
}

}  // namespace
}  // namespace lineman::web
