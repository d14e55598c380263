#include "ctl/views.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "ctl/printers.hpp"

namespace lineman::ctl {
namespace {

constexpr std::int64_t now = 1'767'323'045;  // 2026-01-02T03:04:05Z

boost::json::object parsed(std::string_view text) {
  return boost::json::parse(text).as_object();
}

std::string text(const Document& document, unsigned width = 80) {
  std::ostringstream out;
  print_text(document, out, false, width);
  return out.str();
}

std::string keyvalue(const Document& document) {
  std::ostringstream out;
  print_keyvalue(document, out);
  return out.str();
}

constexpr std::string_view status =
    R"({"version":1,"generation":41,"sipcore":{"connected":true,"generation":41},
  "accounts":[{"account":1,"label":"Desk","state":"registered","reason":"","mode":"failover","server":1,
               "target":"127.0.0.2:5060","transport":"UDP","since":"2026-01-02T03:03:05Z",
               "registered_since":"2026-01-02T03:03:05Z","expires_at":"2026-01-02T04:03:05Z","failovers":1,
               "fallbacks":0,"failbacks":0,"last_failure":{"code":0,"reason":"no answer","time":"2026-01-02T03:03:00Z"},
               "servers":[{"server":1,"state":"up","registered":true,"expires_at":"2026-01-02T04:03:05Z","targets":[
                   {"address":"127.0.0.1:5060","transport":"UDP","source":"a","state":"down","registered":false,
                    "expires_at":null,"ttl":7,"rtt_us":0,"consecutive_failures":1,"last_code":0,"last_answer":null}]}]},
              {"account":2,"label":"","state":"authFailed","reason":"","mode":"primary","server":0,"target":"",
               "transport":"UDP","since":"2026-01-02T03:04:00Z","registered_since":null,"expires_at":null,
               "failovers":0,"fallbacks":0,"failbacks":0,
               "last_failure":{"code":401,"reason":"Unauthorized","time":"2026-01-02T03:04:00Z"},"servers":[]}],
  "doors":[{"door":"snmp","address":"udp:127.0.0.1:1161","open":false,"problem":"Address already in use"}],
  "acs":null,"guard":null})";

TEST(StatusView, shows_accounts_doors_and_trouble) {
  EXPECT_EQ(text(view_of_status(parsed(status), now)),
            "Configuration  generation 41\n"
            "SIP core       connected\n"
            "\n"
            "DOOR  ADDRESS             STATE\n"
            "snmp  udp:127.0.0.1:1161  Address already in use\n"
            "\n"
            "#  LABEL  STATE       SERVER      TARGET          SINCE  LEASE   MOVES\n"
            "1  Desk   registered  1 failover  127.0.0.2:5060  1 min  59 min      1\n"
            "2         authFailed  -           -               5 s    -           0\n"
            "\n"
            "Account 2  401 Unauthorized, 5 s ago\n");
}

TEST(StatusView, sums_up_disabled_accounts_for_people_alone) {
  auto reply = parsed(status);
  auto& accounts = reply["accounts"].as_array();
  for (const unsigned number : {3U, 4U, 5U, 7U, 8U}) {
    accounts.push_back({{"account", number}, {"label", "Spare"}, {"state", "disabled"}});
  }
  const auto shown = text(view_of_status(reply, now));
  EXPECT_NE(shown.find("\nAccounts 3 to 5, 7 and 8 are disabled.\n"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("Spare"), std::string::npos);
  EXPECT_NE(keyvalue(view_of_status(reply, now)).find("account.8.state=disabled\n"),
            std::string::npos);
  accounts.erase(accounts.begin() + 3, accounts.end());
  EXPECT_NE(text(view_of_status(reply, now)).find("\nAccount 3 is disabled.\n"), std::string::npos);
}

TEST(StatusView, counts_all_moves_for_people_and_names_a_transport_other_than_udp) {
  auto reply = parsed(status);
  auto& account = reply["accounts"].as_array()[0].as_object();
  account["fallbacks"] = 2;
  account["failbacks"] = 4;
  account["transport"] = "TLS";
  EXPECT_NE(text(view_of_status(reply, now)).find("TLS 127.0.0.2:5060  1 min  59 min      7\n"),
            std::string::npos);
  EXPECT_NE(keyvalue(view_of_status(reply, now)).find("account.1.failovers=1\n"),
            std::string::npos);
}

TEST(StatusView, gives_what_is_too_long_for_80_columns_a_line_of_its_own) {
  auto reply = parsed(status);
  auto& account = reply["accounts"].as_array()[0].as_object();
  account["label"] = "Front desk of the branch in Zürich, 営業部";
  account["target"] = "[2001:db8:1234:5678:9abc:def0:1234:5678]:5060";
  const auto shown = text(view_of_status(reply, now));
  EXPECT_NE(
      shown.find(
          "#  LABEL                    STATE       SERVER      TARGET  SINCE  LEASE   MOVES\n"
          "1  Front desk of the        registered  1 failover          1 min  59 min      1\n"
          "   branch in Zürich,\n"
          "   営業部\n"
          "   [2001:db8:1234:5678:9abc:def0:1234:5678]:5060\n"
          "2                           authFailed  -           -       5 s    -           0\n"),
      std::string::npos)
      << shown;
}

TEST(StatusView, says_what_a_guarded_change_waits_for) {
  auto reply = parsed(status);
  reply["guard"] = parsed(R"({"generation":42,"seconds_left":240,"waiting_for":[1,3]})");
  EXPECT_NE(text(view_of_status(reply, now), 100)
                .find("Guard          generation 42 is taken back in 4 min unless accounts 1 and 3 "
                      "register\n"),
            std::string::npos);
}

TEST(StatusView, gives_programs_the_values_of_the_json_shape) {
  const auto lines = keyvalue(view_of_status(parsed(status), now));
  for (const auto* line :
       {"generation=41\n", "sipcore.connected=true\n", "door.1.state=Address already in use\n",
        "account.1.state=registered\n", "account.1.target=127.0.0.2:5060\n",
        "account.1.since=2026-01-02T03:03:05Z\n", "account.2.failovers=0\n"}) {
    EXPECT_NE(lines.find(line), std::string::npos) << line;
  }
}

std::string acs_line_of(std::string_view acs) {
  auto reply = parsed(status);
  reply["acs"] = parsed(acs);
  const auto shown = text(view_of_status(reply, now), 1000);
  const auto start = shown.find("ACS            ");
  return start == std::string::npos ? "" : shown.substr(start, shown.find('\n', start) - start);
}

TEST(StatusView, has_one_line_about_the_acs) {
  EXPECT_EQ(acs_line_of(R"({"url":"http://acs.example/","last_session":null,"result":null})"),
            "ACS            http://acs.example/: no session yet");
  EXPECT_EQ(acs_line_of(R"({"url":"http://acs.example/","last_session":"2026-01-02T03:03:53Z",
      "result":"ok","next_session":"2026-01-02T03:04:53Z"})"),
            "ACS            http://acs.example/: last session 12 s ago ok; next in 48 s");
  EXPECT_EQ(
      acs_line_of(R"({"url":"http://acs.example/","last_session":"2026-01-02T03:03:53Z",
      "result":"ok","running":true,"url_found":true})"),
      "ACS            http://acs.example/ (found by DHCP): last session 12 s ago ok; a session "
      "runs now");
  EXPECT_EQ(acs_line_of(R"({"url":"http://acs.example/","last_session":null,"result":null,
      "running":true})"),
            "ACS            http://acs.example/: the first session runs");
}

TEST(StatusView, says_in_the_line_about_the_acs_why_not) {
  EXPECT_EQ(acs_line_of(R"({"url":"http://acs.example/","last_session":"2026-01-02T03:04:00Z",
      "result":"cannot connect to acs.example port 80: Connection refused","unreachable":true,
      "failed_in_a_row":3,"failing_since":"2026-01-02T02:59:05Z",
      "next_session":"2026-01-02T03:04:17Z"})"),
            "ACS            http://acs.example/: cannot be reached for 5 min (3 attempts): cannot "
            "connect to acs.example port 80: Connection refused; next try in 12 s");
  EXPECT_EQ(acs_line_of(R"({"url":"http://acs.example/","last_session":"2026-01-02T03:03:05Z",
      "result":"HTTP 503","failed_in_a_row":1,"failing_since":"2026-01-02T03:03:05Z"})"),
            "ACS            http://acs.example/: the last session failed 1 min ago: HTTP 503");
  auto reply = parsed(status);
  reply["acs_off"] = "static.managementserver.url is empty";
  EXPECT_NE(text(view_of_status(reply, now))
                .find("ACS            none: static.managementserver.url is empty\n"),
            std::string::npos);
}

TEST(StatusView, gives_programs_what_it_says_of_the_acs) {
  auto reply = parsed(status);
  reply["acs"] = parsed(
      R"({"url":"http://acs.example/","last_session":"2026-01-02T03:03:05Z","result":"HTTP 503",
          "running":false,"failed_in_a_row":2,"failing_since":"2026-01-02T03:00:05Z"})");
  const auto lines = keyvalue(view_of_status(reply, now));
  for (const auto* line :
       {"acs.url=http://acs.example/\n", "acs.last_session=2026-01-02T03:03:05Z\n",
        "acs.result=HTTP 503\n", "acs.running=false\n", "acs.failed_in_a_row=2\n",
        "acs.failing_since=2026-01-02T03:00:05Z\n"}) {
    EXPECT_NE(lines.find(line), std::string::npos) << line;
  }
}

TEST(InformView, says_where_to_look) {
  EXPECT_EQ(text(view_of_inform(parsed(R"({"version":1,"url":"http://acs.example/"})"))),
            "ACS  http://acs.example/\n\nThe session begins now; `linemanctl status` says how it "
            "went.\n");
}

TEST(StatusView, says_that_the_core_is_away_or_behind) {
  auto reply = parsed(status);
  reply["sipcore"] = parsed(R"({"connected":false,"generation":0})");
  EXPECT_NE(text(view_of_status(reply, now)).find("away: what follows is what was last known"),
            std::string::npos);
  reply["sipcore"] = parsed(R"({"connected":true,"generation":40})");
  EXPECT_NE(text(view_of_status(reply, now)).find("generation 41, the SIP core runs 40"),
            std::string::npos);
}

TEST(StatusView, shows_one_account_with_its_servers_and_targets) {
  const auto shown = text(view_of_account(parsed(status), now));
  EXPECT_NE(shown.find("Account 1, Desk\n"), std::string::npos);
  EXPECT_NE(shown.find("Last failure       no answer, 1 min ago\n"), std::string::npos);
  EXPECT_NE(shown.find("UDP 127.0.0.1:5060  a     down   no      7       1     0  -\n"),
            std::string::npos)
      << shown;
}

TEST(StatusView, takes_a_reply_of_another_version_as_far_as_it_goes) {
  EXPECT_NO_THROW(text(view_of_status({}, now)));
  EXPECT_NO_THROW(
      text(view_of_account(parsed(R"({"accounts":[{},3,{"servers":[{"targets":7}]}]})"), now)));
}

constexpr std::string_view counters = R"({"version":1,"instance":"x","age_ms":3,
  "accounts":[{"account":1,"discontinuity":null,"counters":{"registerAttempts":3,"failovers":0},
               "servers":[{"server":1,"discontinuity":null,
                           "counters":{"challenges":2,"requestsOut.REGISTER":3,"retransmissions.REGISTER":1}}]}],
  "core":{"commits":1},"dns":{"queriesA":0}})";

TEST(CountersView, leaves_out_what_is_zero) {
  EXPECT_EQ(text(view_of_counters(parsed(counters), false)),
            "Account 1\n"
            "registerAttempts  3\n"
            "\n"
            "Account 1, server 1\n"
            "challenges  2\n"
            "\n"
            "COUNTER          REGISTER  INVITE  SUBSCRIBE  OPTIONS  other\n"
            "requestsOut             3       0          0        0      0\n"
            "retransmissions         1       0          0        0      0\n"
            "\n"
            "SIP core\n"
            "commits  1\n");
}

TEST(CountersView, shows_everything_where_asked) {
  const auto lines = keyvalue(view_of_counters(parsed(counters), true));
  for (const auto* line : {"account.1.failovers=0\n", "account.1.server.1.requestsOut.REGISTER=3\n",
                           "account.1.server.1.timeouts.OPTIONS=0\n", "dns.queriesA=0\n"}) {
    EXPECT_NE(lines.find(line), std::string::npos) << line << lines;
  }
}

TEST(CountersView, says_where_there_is_nothing) {
  EXPECT_EQ(text(view_of_counters({}, false)), "Nothing was counted yet.\n");
}

constexpr std::string_view values = R"({"version":1,"values":[
  {"name":"account.1.label","value":"Desk","effective":"Desk","reason":null},
  {"name":"account.1.sip_server.1.failback_timeout","value":"5","effective":"60","reason":"1 to 59 acts as 60"}]})";

TEST(ValuesView, is_what_a_phone_file_takes) {
  EXPECT_EQ(text(view_of_values(parsed(values), false)),
            "account.1.label =                          Desk\n"
            "account.1.sip_server.1.failback_timeout =  5\n");
  EXPECT_EQ(keyvalue(view_of_values(parsed(values), false)),
            "account.1.label=Desk\naccount.1.sip_server.1.failback_timeout=5\n");
}

TEST(ValuesView, shows_what_acts_and_why) {
  const auto shown = text(view_of_values(parsed(values), true));
  EXPECT_NE(shown.find("account.1.sip_server.1.failback_timeout  5      60       1 to 59 acts"),
            std::string::npos)
      << shown;
}

constexpr std::string_view change =
    R"({"version":1,"generation":42,"changed":["account.1.label","sip.timer_t1"],
  "effects":[{"account":1,"effect":"reregister"},{"account":0,"effect":"restart"}],"applied":false,
  "advice":["The change is committed and not yet applied"]})";

TEST(ChangeView, tells_what_changed_and_what_comes_of_it) {
  EXPECT_EQ(text(view_of_change(parsed(change), false)),
            "Changed.\n"
            "Generation  42\n"
            "SIP core    does not run it yet\n"
            "Parameters  account.1.label\n"
            "            sip.timer_t1\n"
            "Effect      Account 1 registers anew.\n"
            "            The SIP core takes the change over when the SIP core is started\n"
            "            anew.\n"
            "Note        The change is committed and not yet applied\n");
}

TEST(ChangeView, tells_a_trial_and_a_change_of_nothing_apart) {
  EXPECT_TRUE(
      text(view_of_change(parsed(change), true)).starts_with("Checked, and nothing changed.\n"));
  EXPECT_TRUE(
      text(view_of_change(parsed(R"({"generation":42,"changed":[],"applied":true})"), false))
          .starts_with("Everything has its value already.\n"));
}

TEST(HistoryView, shows_who_changed_what_and_when) {
  const auto reply =
      parsed(R"({"version":1,"generations":[{"generation":43,"time":"2026-01-02T03:04:05Z",
    "asker":{"door":"snmp","who":"manager@127.0.0.1"},"changed":["account.1.label"]}]})");
  EXPECT_EQ(text(view_of_history(reply)),
            "GENERATION  TIME                  ASKER                   CHANGED\n"
            "        43  2026-01-02T03:04:05Z  snmp manager@127.0.0.1  account.1.label\n");
  EXPECT_NE(keyvalue(view_of_history(reply)).find("generation.43.changed=account.1.label\n"),
            std::string::npos);
}

TEST(ProblemsView, lists_all_problems) {
  const auto refused = parsed(R"({"version":1,"problems":[
    {"name":"sip.timer_t1","value":"99","problem":"is not between 0.5 and 10 seconds","code":"wrongValue"},
    {"name":"sip.timer_t9","value":"","problem":"is no parameter of this phone","code":"unknownParameter"}]})");
  const auto shown = text(view_of_problems(refused));
  EXPECT_TRUE(shown.starts_with("Refused, and nothing changed:\n")) << shown;
  EXPECT_NE(shown.find("sip.timer_t1  99     is not between 0.5 and 10 seconds\n"),
            std::string::npos)
      << shown;
  EXPECT_NE(shown.find("perhaps sip.timer_t"), std::string::npos) << shown;
}

TEST(DiffView, shows_both_sides_of_each_parameter) {
  const auto shown = text(
      view_of_diff(parsed(R"({"version":1,"from":40,"to":41,"differences":[)"
                          R"({"name":"account.1.label","from":"","to":"Front desk"},)"
                          R"({"name":"account.1.password","from":"********","to":"********"}]})")));
  EXPECT_EQ(shown,
            "From  generation 40\n"
            "To    generation 41\n"
            "\n"
            "NAME                FROM      TO\n"
            "account.1.label     (empty)   Front desk\n"
            "account.1.password  ********  ********\n");
  EXPECT_NE(text(view_of_diff(parsed(R"({"from":40,"to":41,"differences":[]})")))
                .find("Nothing differs."),
            std::string::npos);
}

TEST(GuardView, says_what_is_waited_for_and_until_when) {
  const auto shown = text(view_of_guard(
      parsed(R"({"guard":{"generation":41,"seconds_left":250,"waiting_for":[1,3]}})")));
  EXPECT_EQ(shown,
            "A guarded change has yet to prove itself.\n"
            "Generation   41\n"
            "Time left    250 s, then it is taken back\n"
            "Waiting for  account 1 3 to register\n\n"
            "`linemanctl guard confirm` takes it for good now.\n");
  EXPECT_EQ(text(view_of_guard(parsed(R"({"guard":null})"))), "No guard runs.\n");
}

TEST(RollbackView, shows_the_values_instead_of_the_names_alone) {
  const auto shown = text(view_of_change_with_differences(
      parsed(R"({"version":1,"generation":42,"changed":["account.1.label"],"effects":[],)"
             R"("applied":true,"advice":[],)"
             R"("differences":[{"name":"account.1.label","from":"Now","to":"Then"}]})"),
      false));
  EXPECT_NE(shown.find("account.1.label  Now   Then"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("Parameters"), std::string::npos) << shown;
}

}  // namespace
}  // namespace lineman::ctl
