// The verb: where the picture goes, and what is wrong with what was asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/ctl/run_program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::ctl {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::int64_t now = 1'767'323'045;  // 2026-01-02T03:04:05Z

const std::vector<std::string> answers = {
    R"({"parameters":{"version":1,"since":"2026-01-02T02:00:00Z","events":[
       {"time":"2026-01-02T03:00:00Z","kind":"fallback","account":1,"server":2,"generation":0,
        "detail":"why","place":"fallback","target":"192.0.2.2:5060","before":"primary","lasted":3600}]}})",
    R"({"parameters":{"version":1,"sipcore":{"connected":true,"generation":1},"accounts":[
       {"account":1,"label":"Desk","state":"registered","mode":"fallback","server":2,
        "target":"192.0.2.2:5060","since":"2026-01-02T03:00:00Z"},
       {"account":2,"label":"","state":"disabled","mode":"primary","server":0,"target":"","since":null}]}})"};

Run drawn(std::vector<std::string> arguments, bool is_terminal = false) {
  FakeAgent agent{answers};
  arguments.insert(arguments.begin(), {"--runtime-dir", agent.runtime_dir(), "timeline", "--utc"});
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{.in = in, .out = out, .err = err, .terminal = is_terminal, .now = now};
  const int code = run_program(arguments, console);
  return {code, out.str(), err.str()};
}

TEST(TimelineVerb, WritesThePictureToAFileOrAPipe) {
  const auto run = drawn({});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("<svg"));
  const test::ScratchFolder folder;
  const auto file = folder.path("picture.svg");
  EXPECT_EQ(drawn({"--output", file}, true).code, 0);
  std::stringstream written;
  written << std::ifstream{file}.rdbuf();
  EXPECT_EQ(written.str(), run.out);
}

TEST(TimelineVerb, ShowsATerminalRowsAndHowToGetThePicture) {
  const auto run = drawn({}, true);
  EXPECT_THAT(run.out, HasSubstr(" 1  Desk             1111"));
  EXPECT_THAT(run.out, HasSubstr("`linemanctl timeline --output FILE` draws it (SVG).\n"));
  EXPECT_THAT(drawn({"-f", "text"}).out, StartsWith("2026-01-02 02:00 to"));
}

TEST(TimelineVerb, TellsProgramsTheSame) {
  EXPECT_EQ(
      drawn({"-f", "json", "1"}).out,
      R"({"version":1,"from":"2026-01-02T02:00:00Z","to":"2026-01-02T03:04:05Z","source":"the agent",)"
      R"("accounts":[{"account":1,"label":"Desk","seconds":{"primary":3600,"failover":0,"fallback":245,)"
      R"("none":0,"off":0,"unknown":0},"intervals":[{"from":"2026-01-02T02:00:00Z",)"
      R"("to":"2026-01-02T03:00:00Z","place":"primary","target":""},{"from":"2026-01-02T03:00:00Z",)"
      R"("to":"2026-01-02T03:04:05Z","place":"fallback","target":"192.0.2.2:5060"}],)"
      R"("moves":[{"time":"2026-01-02T03:00:00Z","kind":"fallback","detail":"why"}]}]})"
      "\n");
  EXPECT_THAT(drawn({"-f", "keyvalue", "1"}).out, HasSubstr("account.1.seconds.fallback=245\n"));
}

TEST(TimelineVerb, SaysWhatItCannotDraw) {
  EXPECT_THAT(drawn({"3"}).err, HasSubstr("there is no such account"));
  const auto misspelt = drawn({"--since", "yesterday"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("--since: 'yesterday' is no time: 90m,"));
  EXPECT_EQ(drawn({"Desk"}).code, 2);
  EXPECT_EQ(drawn({"-f", "json", "--output", "/dev/null"}).code, 2);
  EXPECT_THAT(drawn({"--journal", "/no/such/file"}).err,
              HasSubstr("cannot read /no/such/file: No such file or directory"));
  EXPECT_THAT(drawn({"--journal", "-"}).err, HasSubstr("-: no account of a SIP core is in it"));
  const auto unwritten = drawn({"--output", "/no/such/folder/picture.svg"});
  EXPECT_EQ(unwritten.code, 1);
  EXPECT_THAT(unwritten.err, HasSubstr("cannot write /no/such/folder/picture.svg: No such file"));
}

TEST(EventsVerb, HasALineForEachEvent) {
  const FakeAgent agent{{answers[0], answers[0], R"({"parameters":{"since":"then","events":[]}})"}};
  const auto text = run_with(agent, {"events"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, HasSubstr("fallback              account 1, server 2   why\n"));
  const auto lines = run_with(agent, {"events", "-f", "keyvalue"});
  EXPECT_THAT(lines.out, HasSubstr("since=2026-01-02T02:00:00Z\nevent.1.time=2026-01-02T03:00:00Z\n"
                                   "event.1.kind=fallback\n"));
  EXPECT_EQ(run_with(agent, {"events"}).out, "Nothing happened since then.\n");
}

TEST(TimelineVerb, AnAgentOfAnotherVersionIsTold) {
  const FakeAgent agent{{R"({"error":"org.varlink.service.MethodNotFound","parameters":{}})"}};
  const auto run = run_with(agent, {"timeline"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("the agent is of another version: it does not know Events"));
}

}  // namespace
}  // namespace lineman::ctl
