#include "ctl/program.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "ctl/verbs.hpp"
#include "tests/ctl/run_program.hpp"

namespace lineman::ctl {
namespace {

std::string reply(std::string_view parameters) {
  return R"({"parameters":)" + std::string{parameters} + '}';
}

std::string error(std::string_view name, std::string_view parameters) {
  return R"({"error":")" + std::string{name} + R"(","parameters":)" + std::string{parameters} + '}';
}

TEST(Program, helps_with_itself_and_each_verb) {
  const auto help = run({"--help"});
  EXPECT_EQ(help.code, exit_done);
  for (const auto& verb : verbs()) {
    const std::string name{verb.name};
    EXPECT_NE(help.out.find("\n  " + name), std::string::npos) << name;
    const auto of_verb = run({name, "--help"});
    EXPECT_EQ(of_verb.code, exit_done);
    EXPECT_TRUE(of_verb.out.starts_with("Usage: linemanctl " + name));
  }
}

TEST(Program, fits_its_help_into_80_columns) {
  std::vector<std::vector<std::string>> all{{"-h"}};
  for (const auto& verb : verbs()) all.push_back({std::string{verb.name}, "-h"});
  for (const auto& arguments : all) {
    std::istringstream lines{run(arguments).out};
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80) << line;
  }
}

TEST(Program, tells_its_version) {
  EXPECT_EQ(run({"--version"}).out, std::string{"linemanctl "} + LINEMAN_VERSION + '\n');
}

TEST(Program, ends_wrong_usage_with_2_and_advice) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"frob"},
                                             {"status", "x"},
                                             {"counters", "1", "3"},
                                             {"set", "label"},
                                             {"get", "--effective=1", "a"}}) {
    const auto wrong = run(arguments);
    EXPECT_EQ(wrong.code, exit_usage);
    EXPECT_EQ(wrong.out, "");
    EXPECT_NE(wrong.err.find("--help"), std::string::npos) << wrong.err;
  }
}

TEST(Program, says_which_socket_it_tried_and_what_to_do) {
  const auto failed = run({"--runtime-dir", "/nonexistent/folder", "status"});
  EXPECT_EQ(failed.code, exit_failed);
  EXPECT_NE(failed.err.find("/nonexistent/folder/control"), std::string::npos) << failed.err;
  EXPECT_NE(failed.err.find("systemctl start lineman-agent"), std::string::npos) << failed.err;
}

TEST(Program, prints_a_reply_as_json_as_it_came) {
  const std::string_view shape = R"({"version":1,"generations":[],"later":{"member":[1,2]}})";
  FakeAgent agent{{reply(shape)}};
  const auto done = run_with(agent, {"history", "-f", "json"});
  EXPECT_EQ(done.code, exit_done) << done.err;
  EXPECT_EQ(done.out, std::string{shape} + '\n');
}

TEST(Program, asks_for_what_the_command_line_says) {
  FakeAgent agent{
      {reply(R"({"accounts":[]})"), reply(R"({"accounts":[]})"), reply(R"({"values":[]})")}};
  run_with(agent, {"status", "3"});
  run_with(agent, {"counters", "2", "1"});
  run_with(agent, {"get", "a.*", "b"});
  const auto& calls = agent.calls();
  ASSERT_EQ(calls.size(), 3);
  EXPECT_EQ(
      calls[0],
      boost::json::parse(R"({"method":"org.lineman.Control1.Status","parameters":{"account":3}})"));
  EXPECT_EQ(
      calls[1],
      boost::json::parse(
          R"({"method":"org.lineman.Control1.Counters","parameters":{"account":2,"server":1}})"));
  EXPECT_EQ(calls[2],
            boost::json::parse(
                R"({"method":"org.lineman.Control1.Get","parameters":{"patterns":["a.*","b"]}})"));
}

TEST(Program, sends_one_transaction_with_secrets_from_standard_input) {
  FakeAgent agent{{reply(
      R"({"version":1,"generation":7,"changed":[],"effects":[],"applied":true,"advice":[]})")}};
  const auto done = run_with(
      agent, {"set", "--dry-run", "--offline", "account.1.label=Desk", "account.1.password=-"},
      "hunter2\n");
  EXPECT_EQ(done.code, exit_done) << done.err;
  ASSERT_EQ(agent.calls().size(), 1);
  EXPECT_EQ(agent.calls()[0],
            boost::json::parse(R"({"method":"org.lineman.Control1.Set","parameters":{
      "dry_run":true,"offline":true,"changes":[{"name":"account.1.label","value":"Desk"},
      {"name":"account.1.password","value":"hunter2"}]}})"));
}

TEST(Program, never_asks_when_a_secret_stands_on_the_command_line) {
  FakeAgent agent{{reply("{}")}};
  const auto wrong = run_with(agent, {"set", "account.1.password=hunter2"});
  EXPECT_EQ(wrong.code, exit_usage);
  EXPECT_EQ((wrong.out + wrong.err).find("hunter2"), std::string::npos);
  EXPECT_TRUE(agent.calls().empty());
}

constexpr std::string_view refusal =
    R"({"version":1,"problems":[{"name":"sip.timer_t1","value":"99","problem":"is too long","code":"wrongValue"}]})";

TEST(Program, shows_a_refusal_as_a_result_in_json_and_as_an_error_in_text) {
  const auto refused = error("org.lineman.Control1.Refused", refusal);
  FakeAgent agent{{refused, refused}};
  const auto json = run_with(agent, {"-f", "json", "set", "sip.timer_t1=99"});
  EXPECT_EQ(json.code, exit_failed);
  EXPECT_EQ(json.out, std::string{refusal} + '\n');
  EXPECT_EQ(json.err, "");
  const auto text = run_with(agent, {"set", "sip.timer_t1=99"});
  EXPECT_EQ(text.code, exit_failed);
  EXPECT_EQ(text.out, "");
  EXPECT_NE(text.err.find("sip.timer_t1  99     is too long"), std::string::npos) << text.err;
}

struct Failing {
  std::string answer;
  std::string_view says;
};

TEST(Program, explains_every_other_failure_in_a_sentence) {
  const Failing cases[] = {
      {error("org.lineman.Control1.NotPermitted", R"({"needs":"root"})"),
       "this is not for you: it needs root"},
      {error("org.varlink.service.InvalidParameter",
             R"({"parameter":"account","reason":"has to be 1"})"),
       "account has to be 1"},
      {error("org.varlink.service.MethodNotFound", R"({"method":"x"})"), "does not know Status"},
      {error("org.example.Odd", R"({"reason":"\u001b[31mred"})"),
       "the agent answered with org.example.Odd: ?[31mred"},
      {"", "went away before it answered"},
      {"this is not JSON", "is no agent of this version"},
  };
  for (const auto& failing : cases) {
    FakeAgent agent{{failing.answer}};
    const auto failed = run_with(agent, {"status"});
    EXPECT_EQ(failed.code, exit_failed);
    EXPECT_EQ(failed.out, "");
    EXPECT_NE(failed.err.find(failing.says), std::string::npos) << failed.err;
  }
}

std::string continued(std::string_view parameters) {
  return R"({"continues":true,"parameters":)" + std::string{parameters} + '}';
}

constexpr std::string_view failover =
    R"({"version":1,"event":{"time":"2026-01-02T03:04:05Z","kind":"failover","account":1,)"
    R"("server":2,"generation":0,"detail":"why\u001b[31m"}})";

TEST(Program, watches_until_the_agent_goes_away) {
  FakeAgent agent{{continued(failover) + '\0' + continued(failover)}};
  const auto done = run_with(agent, {"watch", "-f", "json"});
  EXPECT_EQ(done.code, exit_failed);
  EXPECT_EQ(done.out, std::string{failover} + '\n' + std::string{failover} + '\n');
  EXPECT_EQ(done.err, "linemanctl: the agent at " + agent.runtime_dir() + "/control went away\n");
  EXPECT_EQ(agent.calls().at(0),
            boost::json::parse(R"({"method":"org.lineman.Control1.Watch","more":true})"));
}

TEST(Program, watches_in_lines_for_people_and_for_programs) {
  FakeAgent agent{{continued(failover), continued(failover), continued(failover)}};
  setenv("TZ", "UTC-1", 1);
  EXPECT_EQ(run_with(agent, {"watch"}).out,
            "2026-01-02 04:04:05  failover              account 1, server 2   why?[31m\n");
  EXPECT_EQ(run_with(agent, {"watch", "--json"}).out, std::string{failover} + '\n');
  const auto lines = run_with(agent, {"watch", "-f", "keyvalue"}).out;
  EXPECT_NE(lines.find("event.kind=failover\nevent.account=1\n"), std::string::npos) << lines;
}

TEST(Program, watches_in_wrapped_lines_on_a_terminal) {
  const std::string long_one =
      R"({"version":1,"event":{"time":"2026-01-02T03:04:05Z","kind":"failover","account":1,)"
      R"("server":1,"generation":0,"detail":"no answer from 127.0.0.1:5060 for 32 s"}})";
  FakeAgent agent{{continued(long_one) + '\0' + continued(failover)}};
  setenv("TZ", "UTC", 1);
  tzset();
  std::istringstream in;
  std::ostringstream out;
  Console console{.in = in, .out = out, .err = out, .terminal = true, .colours = true, .width = 61};
  const std::vector<std::string> arguments{"--runtime-dir", agent.runtime_dir(), "watch"};
  EXPECT_EQ(run_program(arguments, console), exit_failed);
  EXPECT_TRUE(
      out.str().starts_with("\033[1m2026-01-02\033[0m\n"
                            "\033[2m03:04:05\033[0m  \033[33mfailover\033[0m              "
                            "account 1, server 1: no\n"
                            "                                answer from 127.0.0.1:5060\n"
                            "                                for 32 s\n"
                            "\033[2m03:04:05\033[0m  \033[33mfailover\033[0m              "
                            "account 1, server 2: why?[31m\n"))
      << out.str();
}

TEST(Program, says_why_there_is_nothing_to_watch) {
  FakeAgent agent{{error("org.lineman.Control1.NotPermitted", R"({"needs":"root"})"), ""}};
  EXPECT_EQ(run_with(agent, {"watch"}).err, "linemanctl: this is not for you: it needs root\n");
  const auto gone = run_with(agent, {"watch"});
  EXPECT_EQ(gone.code, exit_failed);
  EXPECT_NE(gone.err.find("went away before it answered"), std::string::npos) << gone.err;
}

TEST(Program, completes_with_what_the_agent_knows) {
  FakeAgent agent{
      {reply(
           R"({"values":[{"name":"account.1.enable"},{"name":"account.1.sip_server.1.enable"},{"name":"account.2.enable"}]})"),
       reply(R"({"generations":[]})")}};
  EXPECT_EQ(run_with(agent, {"complete", "words", "--", "--runtime-dir", agent.runtime_dir(),
                             "status", ""})
                .out,
            "1\n2\n");
  EXPECT_EQ(
      agent.calls().at(0),
      boost::json::parse(
          R"({"method":"org.lineman.Control1.Get","parameters":{"patterns":["account.*.enable"]}})"));
}

TEST(Program, completes_without_an_agent) {
  const auto done = run({"complete", "words", "--", "--runtime-dir", "/nonexistent", "status", ""});
  EXPECT_EQ(done.code, exit_done);
  EXPECT_TRUE(done.out.starts_with("1\n2\n")) << done.out;
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(run({"complete", "words", "--", "set", "account.1.password=@"}).out,
            ":files\taccount.1.password=@\n");
  EXPECT_EQ(run({"complete", "words", "--", "hist"}).out,
            "history\tthe kept generations of the configuration: when, who, what\n");
}

TEST(Program, prints_a_script_for_each_shell) {
  for (const auto* shell : {"bash", "zsh", "fish"}) {
    const auto done = run({"complete", shell});
    EXPECT_EQ(done.code, exit_done);
    EXPECT_NE(done.out.find("complete words --"), std::string::npos);
  }
  EXPECT_EQ(run({"complete", "tcsh"}).code, exit_usage);
  EXPECT_EQ(run({"complete", "bash", "zsh"}).code, exit_usage);
}

TEST(Program, has_a_verb_that_helps_as_the_option_does) {
  EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
  EXPECT_EQ(run({"help", "set"}).out, run({"set", "--help"}).out);
  EXPECT_EQ(run({"help", "frob"}).code, exit_usage);
}

TEST(Program, describes_without_an_agent) {
  const auto done = run({"--runtime-dir", "/nonexistent", "describe", "sip.timer_t1"});
  EXPECT_EQ(done.code, exit_done);
  EXPECT_NE(done.out.find("0.5-10"), std::string::npos);
  const auto unknown = run({"describe", "sip.timer_t11"});
  EXPECT_EQ(unknown.code, exit_failed);
  EXPECT_NE(unknown.err.find("perhaps sip.timer_t1"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace lineman::ctl
