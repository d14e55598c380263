#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "agent/control/control_service.hpp"
#include "agent/control/phone_files_of_call.hpp"
#include "datamodel/phone_file.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string version = "#!version:1.0.0.1\n";

class FakeLine : public varlink::Exchange::Line {
 public:
  explicit FakeLine(varlink::Peer peer) : peer_{std::move(peer)} {}
  varlink::ConnectionId id() const override { return 1; }
  const varlink::Peer& peer() const override { return peer_; }
  varlink::Queued send(const varlink::Reply& reply) override {
    replies.push_back(reply);
    return varlink::Queued::yes;
  }
  std::vector<varlink::Reply> replies{};

 private:
  varlink::Peer peer_;
};

class FileMethodsTest : public testing::Test {
 protected:
  varlink::Reply call(std::string_view method, json::object parameters = {}) {
    const auto line = std::make_shared<FakeLine>(peer_);
    service_.called({line,
                     {.method = "org.lineman.Control1." + std::string{method},
                      .parameters = std::move(parameters)}});
    EXPECT_THAT(line->replies, SizeIs(1));
    return line->replies.empty() ? varlink::Reply{} : line->replies[0];
  }
  // One file that holds these lines.
  varlink::Reply import(const std::string& lines, json::object options = {}) {
    options["files"] = json::array{file("own.cfg", lines)};
    return call("Import", std::move(options));
  }
  static json::object file(std::string_view name, const std::string& lines) {
    return {{"name", name}, {"text", version + lines}};
  }
  std::string wanted(std::string_view name) const {
    for (const auto& change : configuration_.requests.at(0).changes) {
      if (datamodel::name_of(change.parameter) == name) return change.value;
    }
    return "(nothing)";
  }

  test::FakeClock clock_;
  EventFeed events_{clock_};
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
  test::FakeHistory history_;
  varlink::Peer peer_{.pid = 1, .uid = geteuid(), .gid = 0};
  ControlService service_{configuration_,
                          status_,
                          history_,
                          events_,
                          clock_,
                          ControlAccess{.read_group = 4711, .write_group = 4712},
                          ControlSources{[] { return std::vector<DoorState>{}; },
                                         [] { return AcsState{}; }, [] { return true; }}};
};

TEST_F(FileMethodsTest, AnImportIsOneTransactionOfItsFiles) {
  const auto reply = call(
      "Import",
      {{"files", json::array{file("common.cfg", "account.1.label = common\nsip.timer_t1 = 1.50\n"),
                             file("own.cfg", "account.1.label = own\n")}},
       {"dry_run", true},
       {"offline", true},
       {"guard", 60}});
  EXPECT_EQ(reply.error, "");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  const auto& request = configuration_.requests[0];
  EXPECT_EQ(request.asker.door, Door::import);
  EXPECT_EQ(request.asker.who, "uid " + std::to_string(geteuid()) + " common.cfg own.cfg");
  EXPECT_THAT(request.changes, SizeIs(2));
  EXPECT_EQ(wanted("account.1.label"), "own");
  EXPECT_EQ(wanted("sip.timer_t1"), "1.5");
  EXPECT_TRUE(request.dry_run);
  EXPECT_TRUE(request.without_core);
  EXPECT_EQ(request.guard, 60U);
}

TEST_F(FileMethodsTest, TheReplyHasTheShapeThatIsPromised) {
  configuration_.set("account.1.label", "before");
  configuration_.outcome = {.generation = 42,
                            .changed = {*datamodel::find_by_name("account.1.label", 2)},
                            .effects = {{1, sipcore::Effect::none}}};
  const auto reply = import(
      "account.1.label = after\naccount.1.password = hunter2\nforeign.one = 1\n"
      "account.1.sip_server_port = 5060\n");
  EXPECT_EQ(reply.parameters, json::parse(R"({"version":1,"generation":42,
      "changed":["account.1.label"],"effects":[{"account":1,"effect":"none"}],"applied":true,
      "advice":[],"differences":[{"name":"account.1.label","from":"before","to":"after"},
                                 {"name":"account.1.password","from":"********","to":"********"}],
      "skipped":1,"remarks":[{"file":"own.cfg","line":5,
        "remark":"account.1.sip_server_port is the old name of account.1.sip_server.1.port"}]})"));
}

TEST_F(FileMethodsTest, OverwriteAsksForTheDefaultsOfTheRest) {
  configuration_.set("account.2.label", "before");
  const auto reply = import("account.1.label = after\n", {{"overwrite", true}});
  EXPECT_EQ(wanted("account.2.label"), "");
  EXPECT_EQ(wanted("sip.timer_t1"), "0.5");
  EXPECT_EQ(wanted("account.2.password"), "(nothing)");
  EXPECT_EQ(reply.parameters.at("differences"),
            json::parse(R"([{"name":"account.1.label","from":"","to":"after"},
                            {"name":"account.2.label","from":"before","to":""}])"));
}

TEST_F(FileMethodsTest, EveryProblemHasItsFileAndLineAndNothingIsAsked) {
  configuration_.set("account.1.sip_server.1.address", "same.example");
  const auto reply = call(
      "Import",
      {{"files",
        json::array{file("a.cfg", "account.1.label = x\naccount.1.sip_server.1.expires = 29\n"),
                    file("b.cfg",
                         "account.1.password = ********\n\n"
                         "account.1.sip_server.2.address = same.example\n")}}});
  EXPECT_EQ(reply.error, "org.lineman.Control1.Refused");
  EXPECT_THAT(configuration_.requests, IsEmpty());
  EXPECT_EQ(reply.parameters.at("problems"), json::parse(R"([
      {"name":"account.1.sip_server.1.expires","value":"29",
       "problem":"is not between 30 and 2147483647 seconds","code":"wrongValue",
       "file":"a.cfg","line":3},
      {"name":"account.1.password","value":"********",
       "problem":"is a word that stands for something else: %NULL% and %EMPTY% clear a value in phone files, ******** hides a secret",
       "code":"wrongValue","file":"b.cfg","line":2},
      {"name":"account.1.sip_server.2.address","value":"same.example",
       "problem":"would make servers 1 and 2 of account 1 the same: address, port and transport",
       "code":"conflict","file":"b.cfg","line":4}])"));
}

TEST_F(FileMethodsTest, WhatTheTransactionFindsHasItsFileAndLineToo) {
  configuration_.outcome.problems = {
      {datamodel::ProblemCode::conflict, "account.1.label", "x", "is refused by the core"},
      {datamodel::ProblemCode::busy, "", "", "another change is under way"}};
  const auto reply = import("\naccount.1.label = x\n");
  const auto& problems = reply.parameters.at("problems").as_array();
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_EQ(problems[0].at("file"), "own.cfg");
  EXPECT_EQ(problems[0].at("line"), 3);
  EXPECT_TRUE(problems[1].at("file").is_null());
  EXPECT_TRUE(problems[1].at("line").is_null());
}

TEST_F(FileMethodsTest, AForeignFileOf1500LinesIsSkippedAndCounted) {
  std::string lines;
  for (int i = 0; i < 1500; ++i) lines += "foreign." + std::to_string(i) + " = x\n";
  const auto reply = import(lines);
  EXPECT_EQ(reply.parameters.at("skipped"), 1500);
  EXPECT_THAT(reply.parameters.at("remarks").as_array(), IsEmpty());
  EXPECT_THAT(configuration_.requests.at(0).changes, IsEmpty());
}

TEST_F(FileMethodsTest, TheAdviceIsLimited) {
  configuration_.set("account.1.sip_server.1.failback_mode", "3");
  configuration_.outcome.changed.assign(
      maximum_advice + 20, *datamodel::find_by_name("account.1.sip_server.1.failback_mode", 2));
  const auto& reply = import("").parameters;
  const auto& advice = reply.at("advice").as_array();
  ASSERT_THAT(advice, SizeIs(maximum_advice + 1));
  EXPECT_THAT(std::string{advice.back().as_string()}, HasSubstr("20 further"));
}

TEST_F(FileMethodsTest, WhatIsNoCallOfImportIsSaid) {
  json::array many;
  for (std::size_t i = 0; i <= maximum_files; ++i) many.push_back(file("a", ""));
  const json::object wrong[] = {
      {},
      {{"files", json::array{}}},
      {{"files", json::array{"a.cfg"}}},
      {{"files", json::array{json::object{{"name", "a.cfg"}}}}},
      {{"files", json::array{file("", "")}}},
      {{"files", json::array{file(std::string(maximum_file_name + 1, 'x'), "")}}},
      {{"files", many}},
      {{"files", json::array{file("a", "")}}, {"overwrite", "yes"}},
      {{"files", json::array{file("a", "")}}, {"guard", 9}},
      {{"files", json::array{file("a", "")}}, {"guard", 86'401}},
  };
  for (const auto& parameters : wrong) {
    EXPECT_EQ(call("Import", parameters).error, "org.varlink.service.InvalidParameter")
        << json::serialize(parameters).substr(0, 200);
  }
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

TEST_F(FileMethodsTest, NamesOfFilesCannotForgeTheHistory) {
  call("Import", {{"files", json::array{file("a\nb\x1b", "")}}});
  EXPECT_THAT(configuration_.requests.at(0).asker.who, HasSubstr(" a?b?"));
}

TEST_F(FileMethodsTest, AnExportReadsBack) {
  configuration_.set("account.2.label", "M\xC3\xBCller \"#1\"");
  configuration_.set("account.2.password", "hunter2");
  const auto reply = call("Export");
  EXPECT_EQ(reply.error, "");
  EXPECT_EQ(reply.parameters.at("version"), 1);
  EXPECT_EQ(reply.parameters.at("generation"), 41);
  const std::string text{reply.parameters.at("text").as_string()};
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  call("Import", {{"files", json::array{json::object{{"name", "export"}, {"text", text}}}}});
  EXPECT_EQ(wanted("account.2.label"), "M\xC3\xBCller \"#1\"");
  EXPECT_EQ(wanted("account.2.password"), "(nothing)");
}

TEST_F(FileMethodsTest, OnlyRootIsGivenSecrets) {
  configuration_.set("account.1.password", "hunter2");
  peer_.uid = 0;
  EXPECT_THAT(std::string{call("Export", {{"secrets", true}}).parameters.at("text").as_string()},
              HasSubstr("\naccount.1.password = hunter2\n"));
  for (const auto& peer : {varlink::Peer{.pid = 1, .uid = 4000, .gid = 4711},
                           varlink::Peer{.pid = 1, .uid = 4000, .gid = 4712}}) {
    peer_ = peer;
    const auto reply = call("Export", {{"secrets", true}});
    EXPECT_EQ(reply.error, "org.lineman.Control1.NotPermitted");
    EXPECT_THAT(json::serialize(reply.parameters), Not(HasSubstr("hunter2")));
    EXPECT_EQ(call("Export").error, "");
  }
}

TEST_F(FileMethodsTest, ReadersMayNotImport) {
  peer_ = {.pid = 1, .uid = 4000, .gid = 4711};
  EXPECT_EQ(import("account.1.label = x\n").error, "org.lineman.Control1.NotPermitted");
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

}  // namespace
}  // namespace lineman::agent
