#include "ctl/top/draw.hpp"

#include <gmock/gmock.h>

#include "ctl/text_width.hpp"
#include "tests/ctl/top/sample.hpp"

namespace lineman::ctl::top {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text(const StyledLine& line) {
  std::string text;
  for (const auto& span : line) text += span.text;
  return text;
}

std::string text(const Frame& frame) {
  std::string all;
  for (const auto& line : frame) all += text(line) + '\n';
  return all;
}

Canvas canvas(std::size_t columns = 80, std::size_t lines = 24) {
  return {.size = {.columns = columns, .lines = lines}, .now = start, .glyphs = Glyphs::ascii};
}

std::string shown(const Model& model, std::size_t columns = 80, std::size_t lines = 24) {
  return text(draw(model, canvas(columns, lines)).frame);
}

class TopDraw : public testing::Test {
 protected:
  TopDraw() {
    setenv("TZ", "UTC", 1);
    tzset();
    model.take_requested(
        parsed(R"({"values":[{"name":"account.1.sip_server.1.expires","effective":"3600"}]})"));
    model.take_status(status({registered(1, 1800), account(2, "authFailed", "Sales"),
                              account(3, "disabled"), account(4, "disabled")}),
                      start);
    model.take_event(event("state", "registered"));
  }

  Model model{};
};

TEST_F(TopDraw, shows_the_phone_at_a_glance) {
  EXPECT_EQ(shown(model),
            "Lineman  generation 41                                                  03:04:05\n"
            "SIP core  connected\n"
            "\n"
            "  #  LABEL   STATE       SERVER     TARGET          LEASE\n"
            "> 1  Desk 1  registered  1 primary  127.0.0.1:5060  ##########----------  30 min\n"
            "  2  Sales   authFailed  -          -               -\n"
            "Accounts 3 and 4 are disabled.\n"
            "\n"
            "Account 1, Desk 1\n"
            "1  UDP 127.0.0.1:5060  up    a  registered  1.2 ms\n"
            "   UDP 127.0.0.2:5060  down  a  2 failures       -\n"
            "\n"
            "Events\n"
            "03:04:05  state                 account 1: registered\n"
            "\n\n\n\n\n\n\n\n\n"
            "q quit  up/down select  Enter details  ? help\n");
}

TEST_F(TopDraw, moves_the_bars_with_the_clock) {
  auto later = canvas();
  later.now = start + 900;
  const auto bars = [](const Frame& frame) {
    const auto all = text(frame);
    return std::count(all.begin(), all.end(), '#');
  };
  EXPECT_LT(bars(draw(model, later).frame), bars(draw(model, canvas()).frame));
  EXPECT_THAT(text(draw(model, later).frame), HasSubstr("15 min"));
}

TEST_F(TopDraw, says_what_is_wrong_with_the_selected_account) {
  auto failed = account(2, "authFailed", "Sales");
  failed["last_failure"] = {{"code", 401}, {"reason", "Unauthorized"}};
  model.take_status(status({failed}), start);
  EXPECT_THAT(shown(model), HasSubstr("\nAccount 2, Sales\n401 Unauthorized\n"));
}

TEST_F(TopDraw, has_lines_for_the_guard_the_acs_and_doors_that_did_not_open) {
  auto reply = status({registered(1, 9)});
  reply["guard"] = parsed(R"({"generation":41,"seconds_left":90,"waiting_for":[1]})");
  reply["acs_off"] = "static.managementserver.enable is 0";
  reply["doors"] = {
      parsed(R"({"door":"snmp","address":"udp:0.0.0.0:161","open":true})"),
      parsed(R"({"door":"cwmp","address":"[::]:7547","open":false,"problem":"used"})")};
  model.take_status(reply, start);
  EXPECT_THAT(shown(model),
              HasSubstr("ACS       none: static.managementserver.enable is 0\n"
                        "Guard     generation 41 is taken back in 1 min unless account 1 "
                        "registers\n"
                        "Door      cwmp [::]:7547: used\n"));
}

TEST_F(TopDraw, says_that_the_agent_is_away_and_how_old_the_rest_is) {
  model.take_trouble("no agent is reached");
  auto later = canvas();
  later.now = start + 12;
  const auto all = text(draw(model, later).frame);
  EXPECT_THAT(all, HasSubstr("Agent     12 s old: no agent is reached\n"));
  EXPECT_THAT(all, HasSubstr("Desk 1"));
  model.press(Key::open, 1);
  EXPECT_THAT(text(draw(model, later).frame), HasSubstr("Agent     12 s old"));
}

TEST_F(TopDraw, waits_for_a_first_answer) {
  Model nothing;
  EXPECT_THAT(shown(nothing), HasSubstr("Agent     asked, and has not answered yet\n"));
  nothing.take_trouble("no agent is reached");
  EXPECT_THAT(shown(nothing), HasSubstr("Agent     no agent is reached\n"));
}

TEST_F(TopDraw, shows_an_account_with_its_servers_and_counters) {
  model.press(Key::open, 1);
  model.take_counters(parsed(R"({"accounts":[{"account":1,"counters":{"registerAttempts":7}}]})"));
  const auto all = shown(model, 80, 60);
  for (const auto* part : {"Account 1, Desk 1\n", "Server 1\n", "UDP 127.0.0.2:5060  a",
                           "registerAttempts  7\n", "q quit  Esc back"}) {
    EXPECT_THAT(all, HasSubstr(part));
  }
}

TEST_F(TopDraw, scrolls_what_is_longer_than_the_screen) {
  model.press(Key::open, 1);
  const auto picture = draw(model, canvas(80, 10));
  EXPECT_GT(picture.furthest_scroll, 0U);
  model.press(Key::last, 1);
  model.limit_scroll(picture.furthest_scroll);
  const auto all = shown(model, 80, 10);
  EXPECT_THAT(all, Not(HasSubstr("Account 1, Desk 1")));
  EXPECT_THAT(all, HasSubstr("UDP 127.0.0.2:5060"));
}

TEST_F(TopDraw, keeps_the_selected_account_in_sight) {
  boost::json::array many;
  for (unsigned number = 1; number <= 16; ++number) many.push_back(registered(number, 100));
  model.take_status(status(many), start);
  model.press(Key::last, 1);
  for (std::size_t lines = 4; lines < 40; ++lines) {
    EXPECT_THAT(shown(model, 80, lines), HasSubstr("> 16")) << lines;
  }
}

TEST_F(TopDraw, explains_itself) {
  model.press(Key::help, 1);
  EXPECT_THAT(shown(model), HasSubstr("Enter, right, l  servers, targets and counters"));
}

// Whatever the size, and whatever the agent says: no line too many, none too wide.
TEST_F(TopDraw, keeps_within_every_screen) {
  auto hard = registered(1, 1800);
  hard["label"] = "営業部東京本社受付窓口 e\u0301te\u0301\033[31m";
  hard["target"] = "[2001:db8:1234:5678:9abc:def0:1234:5678]:5061";
  hard["transport"] = "TLS";
  auto reply = status({hard, account(2, "allServersFailed", "x")});
  reply["guard"] = parsed(R"({"generation":41,"seconds_left":90,"waiting_for":[1,3]})");
  model.take_status(reply, start);
  for (const auto key : {Key::other, Key::open, Key::help}) {
    model.press(key, 1);
    for (std::size_t columns = 0; columns < 130; columns += columns < 30 ? 1 : 7) {
      for (const std::size_t lines : {0U, 1U, 2U, 3U, 5U, 7U, 8U, 9U, 12U, 24U, 60U}) {
        const auto frame = draw(model, canvas(columns, lines)).frame;
        ASSERT_LE(frame.size(), lines);
        for (const auto& line : frame) {
          ASSERT_LE(columns_of(line), columns) << text(line);
          ASSERT_THAT(text(line), Not(HasSubstr("\033")));
        }
      }
    }
  }
}

TEST_F(TopDraw, says_why_there_are_no_events) {
  model.take_events_trouble("too many watch already");
  EXPECT_THAT(shown(model), HasSubstr("\nEvents\ntoo many watch already\n"));
}

}  // namespace
}  // namespace lineman::ctl::top
