// The past, as the agent and the journal tell it.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "ctl/timeline/past_of_agent.hpp"
#include "ctl/timeline/past_of_journal.hpp"
#include "tests/ctl/timeline/past_builder.hpp"

namespace lineman::ctl::timeline {
namespace {

constexpr std::int64_t now = 1'767'323'045;  // 2026-01-02T03:04:05Z

boost::json::object parsed(std::string_view text) {
  return boost::json::parse(text).as_object();
}

constexpr std::string_view events = R"({"version":1,"since":"2026-01-02T02:00:00Z","events":[
    {"time":"2026-01-02T02:00:01Z","kind":"coreConnected","account":0,"server":0,"generation":3,"detail":""},
    {"time":"2026-01-02T02:30:00Z","kind":"fallback","account":1,"server":2,"generation":0,
     "detail":"server 1 to server 2, 192.0.2.2:5060: timeout","place":"fallback",
     "target":"192.0.2.2:5060","before":"none","lasted":4},
    {"time":"2026-01-02T02:31:00Z","kind":"configurationChanged","account":0,"server":0,"generation":4,
     "detail":"control uid 0"},
    {"time":"no time","kind":"state","account":1},
    {"time":"2026-01-02T02:40:00Z","kind":"coreDisconnected","account":0}]})";

std::string status_with(const std::string& account, bool connected = true) {
  return std::string{R"({"sipcore":{"connected":)"} + (connected ? "true" : "false") +
         R"(,"generation":1},"accounts":[)" + account + "]}";
}

Standing standing_of(const std::string& account, bool connected = true) {
  return past_of_agent(parsed(events), parsed(status_with(account, connected)), now, now - 4000)
      .standings.at(0);
}

TEST(PastOfAgent, IsTheEventsThatSayWhere) {
  const auto past = past_of_agent(parsed(events), parsed(status_with("")), now, 0);
  EXPECT_EQ(past.since, now - 3845);
  EXPECT_EQ(past.until, now);
  ASSERT_EQ(past.happenings.size(), 3U);
  EXPECT_EQ(past.happenings[0].kind, Happening::Kind::core_back);
  EXPECT_EQ(past.happenings[2].kind, Happening::Kind::core_away);
  const auto& move = past.happenings[1];
  EXPECT_EQ(move.kind, Happening::Kind::moved);
  EXPECT_EQ(move.time, now - 2045);
  EXPECT_EQ(move.account, 1U);
  EXPECT_EQ(move.place, Place::fallback);
  EXPECT_EQ(move.before, Place::none);
  EXPECT_EQ(move.lasted, 4);
  EXPECT_EQ(move.target, "192.0.2.2:5060");
  EXPECT_EQ(move.word, "fallback");
}

TEST(PastOfAgent, AnAccountStandsWhereItsStatusSays) {
  const auto place = [](const std::string& members) {
    return standing_of(R"({"account":1,"label":"Desk",)" + members + '}').place;
  };
  EXPECT_EQ(place(R"("state":"registered","mode":"primary","server":1)"), Place::primary);
  EXPECT_EQ(place(R"("state":"registered","mode":"failover","server":1)"), Place::failover);
  EXPECT_EQ(place(R"("state":"registered","mode":"probing","server":1)"), Place::failover);
  EXPECT_EQ(place(R"("state":"registered","mode":"fallback","server":2)"), Place::fallback);
  EXPECT_EQ(place(R"("state":"registered","mode":"probing","server":2)"), Place::fallback);
  EXPECT_EQ(place(R"("state":"allServersFailed","mode":"primary","server":0)"), Place::none);
  EXPECT_EQ(place(R"("state":"disabled")"), Place::off);
  EXPECT_EQ(place(R"("state":"misconfigured")"), Place::off);
}

TEST(PastOfAgent, BelievesNoTimeFromBeforeTheMachineStarted) {
  const auto since = [](const std::string& time) {
    return standing_of(
               R"({"account":1,"state":"registered","mode":"primary","server":1,"since":")" + time +
               "\"}")
        .since;
  };
  EXPECT_EQ(since("2026-01-02T02:04:05Z"), now - 3600);
  EXPECT_EQ(since("1970-01-01T00:00:20Z"), std::nullopt);
  EXPECT_EQ(since("2026-01-02T03:04:06Z"), std::nullopt) << "it is to come";
}

TEST(PastOfAgent, KnowsNoStandingWhileTheCoreIsAway) {
  const auto standing =
      standing_of(R"({"account":1,"state":"registered","mode":"primary","server":1})", false);
  EXPECT_EQ(standing.place, std::nullopt);
  EXPECT_EQ(standing.account, 1U);
}

class PastOfJournal : public testing::Test {
 protected:
  // An entry of boot `boot`, `up` seconds after its start, when the clock showed `time`.
  void entry(const std::string& boot, std::int64_t up, std::int64_t time,
             const std::string& fields) {
    lines_ += R"({"_BOOT_ID":")" + boot + R"(","__MONOTONIC_TIMESTAMP":")" +
              std::to_string(up * 1'000'000) + R"(","__REALTIME_TIMESTAMP":")" +
              std::to_string(time * 1'000'000) + "\"," + fields + "}\n";
  }

  static std::string state(const std::string& place, const std::string& before, int lasted) {
    return R"("SYSLOG_IDENTIFIER":"lineman-sipcored","MESSAGE_ID":"7afd4e578e8d4792a41287eaa1bf4917",)"
           R"("LINEMAN_ACCOUNT":"1","LINEMAN_KIND":"state","LINEMAN_PLACE":")" +
           place + R"(","LINEMAN_BEFORE":")" + before + R"(","LINEMAN_LASTED":")" +
           std::to_string(lasted) + '"';
  }

  static std::string says(const std::string& program, const std::string& last_octet) {
    return R"("SYSLOG_IDENTIFIER":")" + program +
           R"(","MESSAGE_ID":"7afd4e578e8d4792a41287eaa1bf49)" + last_octet + '"';
  }

  tl::expected<Past, std::string> read() const {
    std::istringstream in{lines_};
    return past_of_journal(in);
  }

  std::string drawn() const {
    const auto past = read();
    if (!past) return past.error();
    return text_of(timeline_of(*past, std::nullopt, {}).rows.at(0));
  }

  static std::string at(std::int64_t from, std::int64_t to) {
    return std::to_string(from) + '-' + std::to_string(to);
  }

  std::string lines_;
};

TEST_F(PastOfJournal, EndsWithItsLastEntry) {
  entry("a", 100, now, state("primary", "none", 20));
  entry("a", 400, now + 300, says("lineman-agentd", "3d"));
  EXPECT_EQ(drawn(), "none " + at(now - 20, now) + ", primary " + at(now, now + 300));
}

TEST_F(PastOfJournal, AClockThatWasSetLaterIsPutRight) {
  entry("a", 10, 10, state("none", "off", 0));
  entry("a", 20, 20, state("primary", "none", 10));
  entry("a", 100, now, says("lineman-agentd", "3d"));
  EXPECT_EQ(drawn(), "none " + at(now - 90, now - 80) + ", primary " + at(now - 80, now));
}

TEST_F(PastOfJournal, BetweenTwoStartsOfTheMachineNothingIsKnown) {
  entry("a", 100, now, state("primary", "none", 50));
  entry("a", 200, now + 100, says("lineman-agentd", "3d"));
  entry("b", 10, 10, state("none", "off", 0));
  entry("b", 20, 20, state("primary", "none", 10));
  entry("b", 60, now + 1000, says("lineman-agentd", "3d"));
  EXPECT_EQ(drawn(), "none " + at(now - 50, now) + ", primary " + at(now, now + 100) +
                         ", unknown " + at(now + 100, now + 950) + ", none " +
                         at(now + 950, now + 960) + ", primary " + at(now + 960, now + 1000));
}

TEST_F(PastOfJournal, AStartWhoseClockWasNeverSetIsLeftOut) {
  entry("a", 10, 10, state("primary", "none", 5));
  entry("b", 100, now, state("primary", "none", 90));
  EXPECT_EQ(drawn(), "none " + at(now - 90, now));
}

TEST_F(PastOfJournal, TheCoreEndsAndStartsAgain) {
  entry("a", 100, now, state("primary", "none", 50));
  entry("a", 200, now + 100, says("lineman-sipcored", "02"));
  entry("a", 300, now + 200, says("lineman-sipcored", "01"));
  entry("a", 310, now + 210, state("primary", "none", 5));
  entry("a", 400, now + 300, says("lineman-agentd", "01"));
  EXPECT_EQ(drawn(), "none " + at(now - 50, now) + ", primary " + at(now, now + 100) +
                         ", unknown " + at(now + 100, now + 205) + ", none " +
                         at(now + 205, now + 210) + ", primary " + at(now + 210, now + 300));
}

TEST_F(PastOfJournal, TheAgentMissesACoreThatDied) {
  entry("a", 100, now, state("primary", "none", 50));
  entry("a", 200, now + 100, says("lineman-agentd", "15"));
  entry("a", 300, now + 200, says("lineman-agentd", "3d"));
  EXPECT_EQ(drawn(), "none " + at(now - 50, now) + ", primary " + at(now, now + 100) +
                         ", unknown " + at(now + 100, now + 200));
}

TEST_F(PastOfJournal, OtherProgramsSayNothingOfUs) {
  entry("a", 100, now, state("primary", "none", 80));
  entry("a", 150, now + 50,
        R"("SYSLOG_IDENTIFIER":"cron","MESSAGE_ID":"7afd4e578e8d4792a41287eaa1bf4902")");
  lines_ += "\n{\"MESSAGE\":[1,2,3]}\n";
  entry("a", 200, now + 100, says("lineman-agentd", "3d"));
  EXPECT_EQ(drawn(), "none " + at(now - 80, now) + ", primary " + at(now, now + 100));
}

TEST_F(PastOfJournal, WhatIsNoJournalIsToldWithItsLine) {
  entry("a", 100, now, state("primary", "none", 80));
  lines_ += "Jan 02 03:04:05 phone lineman-sipcored[7]: account is registered\n";
  EXPECT_EQ(read().error(),
            "line 2 is no entry of the journal; `journalctl -o json -u 'lineman-*'` writes what is "
            "needed");
}

TEST_F(PastOfJournal, AJournalWithoutUsIsTold) {
  EXPECT_EQ(read().error(),
            "no account of a SIP core is in it; `journalctl -o json -u 'lineman-*'` writes what is "
            "needed");
}

}  // namespace
}  // namespace lineman::ctl::timeline
