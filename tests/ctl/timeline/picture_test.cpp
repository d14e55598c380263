// The picture: what it has to hold, whatever was told, and one of them whole.
#include "ctl/timeline/picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "ctl/timeline/moves.hpp"
#include "ctl/timeline/svg_text.hpp"
#include "ctl/timeline/text_rows.hpp"
#include "tests/ctl/timeline/past_builder.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::ctl::timeline {
namespace {

using enum Place;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t start = 1'767'312'000;  // 2026-01-02T00:00:00Z
constexpr std::int64_t hour = 3600;
const Zone utc{Zone::Kind::utc};

// One day: an account of every kind of place, and one that nothing is known of.
Timeline example() {
  const auto at = [](std::int64_t hours) { return start + hours * hour; };
  auto away = moved(at(6), "fallback", fallback, none, 40);
  away.target = "192.0.2.2:5060";
  auto back = moved(at(12), "failback", primary, fallback, 6 * hour);
  back.target = "192.0.2.1:5060";
  auto other = moved(at(18), "failover", failover, primary, 6 * hour);
  other.detail = "192.0.2.1:5060 to 192.0.2.3:5060: timeout";
  const Past past{.since = start,
                  .until = at(24),
                  .happenings = {placed(at(1), primary, none, 60),
                                 placed(at(6) - 40, none, primary, 5 * hour - 40), away, back,
                                 other, placed(at(23), none, failover, 5 * hour),
                                 placed(at(4), off, primary, hour, 2)},
                  .standings = {{.account = 1, .label = "Reception"},
                                {.account = 2, .label = "Door & <gate>"},
                                {.account = 3}},
                  .source = "the agent"};
  return timeline_of(past, start, {});
}

std::string problem_with_xml(const std::string& document) {
  const test::ScratchFolder folder;
  const auto file = folder.write("picture.svg", document);
  return test::run("xmllint --nonet --noout '" + file + "' 2>&1").output;
}

TEST(Picture, IsTheOneThatSomebodyLookedAt) {
  EXPECT_EQ(picture_of(example(), utc), test::committed("tests/ctl/timeline/example.svg"));
}

TEST(Picture, IsWellFormedWhateverLabelsAndServersSay) {
  EXPECT_EQ(problem_with_xml(picture_of(example(), utc)), "");
  auto timeline = example();
  for (const std::string bad : {"</text><script>alert(1)</script>", "\"'&amp;]]>", "\xff\xfe\x80",
                                "\x01\x1b[31m\x7f", "\xEF\xBF\xBF", "\xC2\x85"}) {
    auto& row = timeline.rows.at(0);
    row.label = bad;
    row.intervals.at(1).target = bad;
    row.moves.at(0).detail = bad;
    const auto picture = picture_of(timeline, utc);
    EXPECT_EQ(problem_with_xml(picture), "") << bad;
    EXPECT_THAT(picture, Not(HasSubstr("<script")));
  }
}

TEST(Picture, NeedsNothingFromOutside) {
  const auto picture = picture_of(example(), utc);
  EXPECT_THAT(picture, Not(HasSubstr("href")));
  EXPECT_THAT(picture, Not(HasSubstr("@import")));
  EXPECT_THAT(picture, Not(HasSubstr("url(h")));
  EXPECT_THAT(picture, HasSubstr("prefers-color-scheme: dark"));
}

TEST(Picture, TellsWhenWhereAndWhy) {
  const auto picture = picture_of(example(), utc);
  EXPECT_THAT(picture, HasSubstr("2026-01-02 00:00 to 2026-01-03 00:00 (1 d), UTC"));
  EXPECT_THAT(picture, HasSubstr("server 2, 192.0.2.2:5060: 2026-01-02 06:00:00 to "
                                 "2026-01-02 12:00:00, 6 h"));
  EXPECT_THAT(picture, HasSubstr("2026-01-02 06:00:00 fallback: server 1 to server 2: timeout"));
  EXPECT_THAT(picture, HasSubstr("Told by the agent"));
}

TEST(Picture, ShowsWhatIsShort) {
  const auto picture = picture_of(example(), utc);
  EXPECT_THAT(picture, HasSubstr("<title>not registered: 2026-01-02 05:59:20 to "
                                 "2026-01-02 06:00:00, 40 s</title>"));
  // 40 s of a day are a quarter of a pixel.
  EXPECT_THAT(picture, HasSubstr("width=\"1\" height=\"23\" class=\"none\""));
}

TEST(Picture, LeavesOutNothingOfALongLabelButInTheRow) {
  auto timeline = example();
  timeline.rows.at(0).label = "Äußerst langer Name eines Anschlusses";
  const auto picture = picture_of(timeline, utc);
  EXPECT_THAT(picture, HasSubstr("<title>Äußerst langer Name eines Anschlusses</title>"
                                 "Äußerst langer …<"));
}

TEST(Picture, OfAThousandMovesStaysSmall) {
  auto timeline = example();
  auto& moves = timeline.rows.at(0).moves;
  moves.clear();
  for (std::int64_t i = 0; i < 10'000; ++i) moves.push_back({start + i, "failover", "why"});
  const auto picture = picture_of(timeline, utc);
  EXPECT_LT(picture.size(), 50'000U);
  EXPECT_THAT(picture, HasSubstr("more"));
}

TEST(Picture, OfAnAccountThatFlapsStaysSmall) {
  auto timeline = example();
  auto& intervals = timeline.rows.at(0).intervals;
  intervals.clear();
  for (std::int64_t at = start; at < start + 24 * hour; at += 4) {
    intervals.push_back({{at, at + 2}, primary});
    intervals.push_back({{at + 2, at + 4}, none});
  }
  EXPECT_LT(picture_of(timeline, utc).size(), 250'000U);
}

TEST(Moves, NearOnesAreOneMarker) {
  const std::vector<Move> moves = {{100, "failover"}, {150, "failback"}, {160, "failover"}};
  const auto groups = groups_of(moves, 55);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].moves.size(), 2U);
  EXPECT_EQ(groups[0].direction, Direction::both);
  EXPECT_EQ(groups[1].direction, Direction::away);
  EXPECT_EQ(groups_of(moves, 1).at(1).direction, Direction::back);
}

TEST(SvgText, NumbersAreShort) {
  EXPECT_EQ(svg_number(12), "12");
  EXPECT_EQ(svg_number(12.34), "12.3");
  EXPECT_EQ(svg_number(-0.01), "0");
}

TEST(TextRows, ShowWhatNobodyShouldMiss) {
  EXPECT_EQ(text_rows(example(), utc, 80, false),
            test::committed("tests/ctl/timeline/example.txt"));
}

TEST(TextRows, AreColouredWhereATerminalShowsIt) {
  EXPECT_THAT(text_rows(example(), utc, 80, true), HasSubstr("\x1b[33m2222"));
  EXPECT_THAT(text_rows(example(), utc, 80, false), Not(HasSubstr("\x1b")));
}

TEST(TextRows, FitTheTerminal) {
  for (const unsigned width : {40U, 80U, 132U}) {
    const auto text = text_rows(example(), utc, width, false);
    const auto row = text.substr(text.find(" 1  "));
    EXPECT_EQ(row.find('\n'), width);
    std::istringstream lines{row};
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), width) << line;
  }
}

}  // namespace
}  // namespace lineman::ctl::timeline
