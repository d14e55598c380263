// Which server each account was on, from histories as they come: with gaps, restarts and events in
// disorder. What nobody told must not be drawn.
#include "ctl/timeline/timeline.hpp"

#include <gtest/gtest.h>

#include "tests/ctl/timeline/past_builder.hpp"

namespace lineman::ctl::timeline {
namespace {

using enum Place;

Past past_of(std::vector<Happening> happenings, Standing standing = {.account = 1}) {
  return {.since = 100,
          .until = 1000,
          .happenings = std::move(happenings),
          .standings = {std::move(standing)}};
}

std::string drawn(const Past& past, std::int64_t since = 0) {
  return text_of(timeline_of(past, since, {}).rows.at(0));
}

TEST(Timeline, AnEventTellsOfTheTimeBeforeAndAfterIt) {
  EXPECT_EQ(drawn(past_of({placed(500, fallback, primary, 200)})),
            "unknown 0-300, primary 300-500, fallback 500-1000");
}

TEST(Timeline, OneEventGoesOnWhereTheLastOneEnded) {
  EXPECT_EQ(drawn(past_of({placed(500, none, primary, 100), placed(503, fallback, none, 3),
                           placed(800, primary, fallback, 297)})),
            "unknown 0-400, primary 400-500, none 500-503, fallback 503-800, primary 800-1000");
}

TEST(Timeline, TimesThatWereRoundedApartLeaveNoGap) {
  EXPECT_EQ(drawn(past_of({placed(500, none, primary, 400), placed(508, fallback, none, 7)})),
            "unknown 0-100, primary 100-500, none 500-508, fallback 508-1000");
}

TEST(Timeline, WithoutAnyEventTheAccountIsWhereItStands) {
  EXPECT_EQ(drawn(past_of({}, {.account = 1, .place = primary})), "unknown 0-100, primary 100-1000")
      << "every event since 100 would be there";
  EXPECT_EQ(drawn(past_of({}, {.account = 1, .place = primary, .since = 40})),
            "unknown 0-40, primary 40-1000");
  EXPECT_EQ(drawn(past_of({})), "unknown 0-1000") << "nor does anybody know where it stands";
}

TEST(Timeline, WhileTheCoreIsAwayNothingIsKnown) {
  EXPECT_EQ(drawn(past_of({placed(300, primary, none, 10), core_away(500)})),
            "unknown 0-290, none 290-300, primary 300-500, unknown 500-1000");
}

TEST(Timeline, ACoreThatStartedAnewIsHeardFromItsFirstEventOn) {
  EXPECT_EQ(drawn(past_of({placed(300, primary, none, 10), core_away(500), core_back(520),
                           placed(530, primary, none, 5)})),
            "unknown 0-290, none 290-300, primary 300-500, unknown 500-525, none 525-530, "
            "primary 530-1000");
}

TEST(Timeline, ACoreThatComesBackWithoutBeingMissedLeavesAGap) {
  EXPECT_EQ(drawn(past_of(
                {placed(300, primary, none, 10), core_back(520), placed(530, primary, none, 5)})),
            "unknown 0-290, none 290-300, unknown 300-525, none 525-530, primary 530-1000");
}

TEST(Timeline, TheNextEventFillsTheGapWhereTheCoreWentOn) {
  EXPECT_EQ(drawn(past_of({placed(300, primary, none, 10), core_away(500), core_back(520),
                           placed(900, fallback, primary, 600)})),
            "unknown 0-290, none 290-300, primary 300-900, fallback 900-1000");
}

TEST(Timeline, AfterACoreCameBackQuietlyTheStateHoldsSinceThen) {
  const Standing standing{.account = 1, .place = primary};
  EXPECT_EQ(
      drawn(past_of({placed(300, primary, none, 10), core_away(500), core_back(520)}, standing)),
      "unknown 0-290, none 290-300, primary 300-500, unknown 500-520, primary 520-1000");
}

TEST(Timeline, AnEventThatWasLostIsNotGuessed) {
  EXPECT_EQ(drawn(past_of({placed(300, primary, none, 10), placed(900, primary, fallback, 50)})),
            "unknown 0-290, none 290-300, unknown 300-850, fallback 850-900, primary 900-1000");
}

TEST(Timeline, EventsMayComeInDisorder) {
  EXPECT_EQ(drawn(past_of({placed(800, primary, fallback, 297), placed(500, none, primary, 100),
                           placed(503, fallback, none, 3)})),
            "unknown 0-400, primary 400-500, none 500-503, fallback 503-800, primary 800-1000");
}

TEST(Timeline, OfEventsWithOneTimeTheLastOneCounts) {
  EXPECT_EQ(drawn(past_of({placed(500, none, primary, 100), placed(500, fallback, none, 0)})),
            "unknown 0-400, primary 400-500, fallback 500-1000");
}

TEST(Timeline, AMoveOfTheOtherServerLeavesTheAccountWhereItIs) {
  auto move = moved(500, "failover", primary, primary, 200);
  auto later = placed(900, fallback, primary, 600);
  for (auto* each : {&move, &later}) each->target = "192.0.2.1:5060";
  const auto row = timeline_of(past_of({move, later}), 0, {}).rows.at(0);
  EXPECT_EQ(text_of(row), "unknown 0-300, primary 300-900, fallback 900-1000");
  EXPECT_EQ(row.intervals.at(1).target, "192.0.2.1:5060");
}

TEST(Timeline, AnAccountThatIsSwitchedOffIsNotMissing) {
  EXPECT_EQ(drawn(past_of({placed(400, off, primary, 300), placed(600, none, off, 200),
                           placed(601, primary, none, 1)})),
            "unknown 0-100, primary 100-400, off 400-600, none 600-601, primary 601-1000");
}

TEST(Timeline, ACoreThatDoesNotSayWhereLeavesIt) {
  const Happening silent{.time = 500, .account = 1, .word = "state"};
  EXPECT_EQ(drawn(past_of({silent})), "unknown 0-1000");
  EXPECT_EQ(drawn(past_of({silent}, {.account = 1, .place = primary})),
            "unknown 0-500, primary 500-1000");
}

TEST(Timeline, AccountsThatNobodyAskedForAreLeftOut) {
  auto past = past_of({placed(500, none, primary, 100, 2)});
  past.standings.push_back({.account = 2, .label = "Desk"});
  const auto timeline = timeline_of(past, 0, {2});
  ASSERT_EQ(timeline.rows.size(), 1U);
  EXPECT_EQ(timeline.rows[0].label, "Desk");
  EXPECT_EQ(text_of(timeline.rows[0]), "unknown 0-400, primary 400-500, none 500-1000");
  EXPECT_EQ(text_of(timeline_of(past, 0, {}).rows.at(0)), "unknown 0-1000");
}

TEST(Timeline, AccountsThatAreOffAllTheTimeAreShownOnDemand) {
  auto past = past_of({placed(500, none, primary, 100)});
  past.standings.push_back({.account = 2, .place = off});
  EXPECT_EQ(timeline_of(past, 0, {}).rows.size(), 1U);
  EXPECT_EQ(timeline_of(past, 0, {1, 2}).rows.size(), 2U);
  past.happenings.push_back(placed(600, off, primary, 10, 2));
  EXPECT_EQ(timeline_of(past, 0, {}).rows.size(), 2U);
  EXPECT_EQ(timeline_of(past_of({}, {.account = 1, .place = off}), 0, {}).rows.size(), 1U);
}

TEST(Timeline, BeginsWhereSomethingIsKnownAndNotTooLongAgo) {
  auto past = past_of({placed(500, none, primary, 100)});
  EXPECT_EQ(timeline_of(past, std::nullopt, {}).span.from, 400);
  past.until = 900 + longest_usual_span;
  EXPECT_EQ(timeline_of(past, std::nullopt, {}).span.from, 900);
  past = past_of({placed(995, none, primary, 3)});
  EXPECT_EQ(timeline_of(past, std::nullopt, {}).span.from, 1000 - shortest_span);
  EXPECT_EQ(timeline_of(past, 5000, {}).span.from, 1000 - shortest_span) << "after the end";
}

TEST(Timeline, MovesAreThoseOfTheSpan) {
  const auto past = past_of(
      {moved(500, "fallback", fallback, none, 3), moved(800, "failback", primary, fallback, 300)});
  const auto moves = timeline_of(past, 600, {}).rows.at(0).moves;
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_EQ(moves[0].word, "failback");
  EXPECT_EQ(timeline_of(past, 0, {}).rows.at(0).moves.size(), 2U);
}

TEST(Timeline, SecondsAddUpToTheSpan) {
  const auto timeline = timeline_of(
      past_of({placed(400, off, primary, 300), placed(600, fallback, off, 200)}), 0, {});
  const auto& row = timeline.rows.at(0);
  EXPECT_EQ(seconds_at(row, primary), 300);
  EXPECT_EQ(seconds_at(row, fallback), 400);
  std::int64_t all = 0;
  for (const auto place : places) all += seconds_at(row, place);
  EXPECT_EQ(all, timeline.span.seconds());
}

TEST(Band, WhatIsPaintedLaterCoversWhatWasThere) {
  Band band;
  band.paint({{0, 100}, primary});
  band.paint({{40, 60}, fallback});
  band.paint({{60, 60}, none});
  EXPECT_EQ(text_of({.intervals = band.filled({0, 100})}),
            "primary 0-40, fallback 40-60, primary 60-100");
  band.paint({{20, 90}, primary});
  EXPECT_EQ(text_of({.intervals = band.filled({10, 120})}), "primary 10-100, unknown 100-120");
}

}  // namespace
}  // namespace lineman::ctl::timeline
