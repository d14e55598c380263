// The client against a service on a real socket that speaks as a test tells it to.
#include "agent/core/sip_core_client.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <deque>
#include <filesystem>

#include "daemon/asio_clock.hpp"
#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/interface_text.hpp"
#include "sipcore/protocol/json.hpp"
#include "varlink/errors.hpp"
#include "varlink/server.hpp"

namespace lineman::agent {
namespace {

using sipcore::ErrorCode;
using std::chrono::seconds;
using testing::ElementsAre;

class FakeCore : public varlink::Handler {
 public:
  void called(varlink::Exchange exchange) override {
    const auto method = std::string{exchange.call().member()};
    methods.push_back(method);
    if (method == "Hello") {
      exchange.reply(to_json(welcome));
    } else if (method == "Monitor") {
      monitors.push_back(exchange);
    } else {
      waiting.push_back(exchange);
    }
  }
  sipcore::Welcome welcome{1, "instance-1", 5, "digest", {}};
  std::vector<std::string> methods;
  std::vector<varlink::Exchange> monitors;
  std::deque<varlink::Exchange> waiting;
};

class Recorder : public SipCore::Listener {
 public:
  void core_connected(const sipcore::Welcome& welcome) override {
    said.push_back("up " + welcome.instance);
  }
  void core_disconnected() override { said.emplace_back("down"); }
  void core_event(const sipcore::Event& event) override { said.push_back("event " + event.kind); }
  std::vector<std::string> said;
};

class SipCoreClientTest : public testing::Test {
 protected:
  ~SipCoreClientTest() override { std::filesystem::remove_all(folder_); }

  void serve() {
    varlink::ServerOptions options;
    options.interfaces = {{sipcore::interface_name, sipcore::interface_text}};
    server_ = std::make_unique<varlink::Server>(loop_, options, core_);
    server_->open(varlink::ListenSocket::at(path_, 0600).value());
  }
  // Turns the loop until `done`, which a test that works sees at once.
  template <typename Condition>
  bool until(Condition done) {
    const auto limit = std::chrono::steady_clock::now() + seconds{20};
    while (!done() && std::chrono::steady_clock::now() < limit) {
      loop_.run_one_for(std::chrono::milliseconds{50});
    }
    return done();
  }
  bool connect() {
    client_.start(recorder_);
    return until([this] { return !recorder_.said.empty() && !core_.monitors.empty(); });
  }
  bool core_was_asked() {
    return until([this] { return !core_.waiting.empty(); });
  }
  varlink::Exchange take() {
    auto exchange = core_.waiting.front();
    core_.waiting.pop_front();
    return exchange;
  }

  static std::string make_folder() {
    std::string pattern = testing::TempDir() + "lineman-XXXXXX";
    return mkdtemp(pattern.data());
  }

  std::string folder_ = make_folder();
  std::string path_ = folder_ + "/sipcore";
  boost::asio::io_context loop_;
  daemon::AsioClock clock_{loop_};
  FakeCore core_;
  std::unique_ptr<varlink::Server> server_;
  Recorder recorder_;
  SipCoreClient client_{loop_, clock_, path_};
};

TEST_F(SipCoreClientTest, GreetsAndListensForEvents) {
  serve();
  ASSERT_TRUE(connect());
  EXPECT_THAT(recorder_.said, ElementsAre("up instance-1"));
  core_.monitors[0].continues({{"event", to_json(sipcore::Event{1, "failover", 1, 1, "", 0})}});
  EXPECT_TRUE(until([this] { return recorder_.said.size() == 2; }));
  EXPECT_EQ(recorder_.said[1], "event failover");
}

TEST_F(SipCoreClientTest, ConnectsWhenTheCoreComesLater) {
  client_.start(recorder_);
  loop_.poll();
  EXPECT_THAT(recorder_.said, testing::IsEmpty());
  serve();
  EXPECT_TRUE(until([this] { return !recorder_.said.empty(); }));
}

TEST_F(SipCoreClientTest, ACallWhileNobodyIsThereFailsAtOnce) {
  client_.start(recorder_);
  std::optional<ErrorCode> code;
  client_.commit("t", seconds{5}, [&](auto answer) { code = answer.error().code; });
  EXPECT_FALSE(code) << "never from within the call";
  ASSERT_TRUE(until([&] { return code.has_value(); }));
  EXPECT_EQ(code, ErrorCode::not_connected);
}

TEST_F(SipCoreClientTest, AnotherProtocolVersionCountsAsAway) {
  core_.welcome.protocol = 2;
  serve();
  client_.start(recorder_);
  ASSERT_TRUE(until([this] { return core_.methods.size() >= 2; })) << "it tries again";
  EXPECT_THAT(core_.methods, testing::Each("Hello"));
  EXPECT_THAT(recorder_.said, testing::IsEmpty());
}

TEST_F(SipCoreClientTest, PrepareBringsEffectsOrProblems) {
  serve();
  ASSERT_TRUE(connect());
  tl::expected<std::vector<sipcore::AccountEffect>, sipcore::Error> got;
  bool answered = false;
  const auto take_answer = [&](auto answer) {
    got = std::move(answer);
    answered = true;
  };
  client_.prepare({.txn = "t1", .accounts = {{1, {{"enable", "1"}}}}}, seconds{5}, take_answer);
  ASSERT_TRUE(core_was_asked());
  auto exchange = take();
  EXPECT_EQ(exchange.call().parameters.at("txn"), "t1");
  exchange.reply(sipcore::effects_to_json({{1, sipcore::Effect::refresh}}));
  ASSERT_TRUE(until([&] { return answered; }));
  ASSERT_TRUE(got);
  EXPECT_THAT(*got, ElementsAre(sipcore::AccountEffect{1, sipcore::Effect::refresh}));

  answered = false;
  client_.prepare({.txn = "t2"}, seconds{5}, take_answer);
  ASSERT_TRUE(core_was_asked());
  const auto refusal = to_wire(sipcore::Error{
      .code = ErrorCode::invalid,
      .problems = {{datamodel::ProblemCode::conflict, "account.1.user_name", "x", "is taken"}}});
  take().error({.parameters = refusal.parameters, .error = refusal.name});
  ASSERT_TRUE(until([&] { return answered; }));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::invalid);
  ASSERT_THAT(got.error().problems, testing::SizeIs(1));
  EXPECT_EQ(got.error().problems[0].name, "account.1.user_name");
}

TEST_F(SipCoreClientTest, LoadsOneAccountAfterTheOther) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<std::uint64_t> loaded;
  client_.load({.generation = 8, .accounts = {{.account = 1}, {.account = 2}}}, seconds{5},
               [&](auto answer) { loaded = answer.value(); });
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(core_was_asked());
    EXPECT_THAT(core_.waiting, testing::SizeIs(1)) << "strictly one call and one answer";
    take().reply();
  }
  ASSERT_TRUE(core_was_asked());
  take().reply({{"generation", 8}});
  ASSERT_TRUE(until([&] { return loaded.has_value(); }));
  EXPECT_EQ(loaded, 8U);
  const std::vector<std::string> calls{core_.methods.end() - 4, core_.methods.end()};
  EXPECT_THAT(calls, ElementsAre("LoadBegin", "LoadAccount", "LoadAccount", "LoadEnd"));
}

TEST_F(SipCoreClientTest, CollectsTheStatusOfAllAccounts) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<SipCore::Counters> counters;
  client_.status(seconds{5}, [&](auto answer) { counters = answer.value(); });
  ASSERT_TRUE(core_was_asked());
  auto exchange = take();
  const datamodel::CoreStatus core{.generation = 5, .held = {{"sip.listen_port", "5060"}}};
  const datamodel::AccountStatus first{.account = 1, .registered_generation = 4};
  const datamodel::AccountStatus second{.account = 2};
  exchange.continues({{"core", sipcore::to_json(core)}, {"account", sipcore::to_json(first)}});
  exchange.reply({{"core", sipcore::to_json(core)}, {"account", sipcore::to_json(second)}});
  ASSERT_TRUE(until([&] { return counters.has_value(); }));
  EXPECT_THAT(counters->accounts, ElementsAre(first, second));
  EXPECT_EQ(counters->core, core);
}

TEST_F(SipCoreClientTest, TakesWhatPassedFromTheLastReply) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<tl::expected<SipCore::Counters, sipcore::Error>> counters;
  client_.status(seconds{5}, [&](auto answer) { counters = answer; });
  ASSERT_TRUE(core_was_asked());
  datamodel::SipTraffic traffic;
  traffic.codes = {{datamodel::SipMethod::bye, 200, 1, 2}};
  const varlink::Object reply{{"core", sipcore::to_json(datamodel::CoreStatus{})},
                              {"account", sipcore::to_json(datamodel::AccountStatus{})}};
  auto last = reply;
  last["traffic"] = sipcore::to_json(traffic);
  auto exchange = take();
  exchange.continues(varlink::Object{reply});
  exchange.reply(std::move(last));
  ASSERT_TRUE(until([&] { return counters.has_value(); }));
  ASSERT_TRUE(*counters);
  EXPECT_EQ((*counters)->core.traffic, traffic);
}

TEST_F(SipCoreClientTest, TrafficThatMakesNoSenseIsNoStatus) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<tl::expected<SipCore::Counters, sipcore::Error>> counters;
  client_.status(seconds{5}, [&](auto answer) { counters = answer; });
  ASSERT_TRUE(core_was_asked());
  take().reply({{"core", sipcore::to_json(datamodel::CoreStatus{})},
                {"account", sipcore::to_json(datamodel::AccountStatus{})},
                {"traffic", 7}});
  ASSERT_TRUE(until([&] { return counters.has_value(); }));
  ASSERT_FALSE(*counters);
  EXPECT_EQ(counters->error().code, ErrorCode::protocol_error);
}

TEST_F(SipCoreClientTest, BeginsAndEndsCallsAndSubscriptions) {
  serve();
  ASSERT_TRUE(connect());
  std::vector<std::string> got;
  const auto number = [&](auto answer) { got.push_back(std::to_string(answer.value())); };
  const auto done = [&](auto answer) { got.push_back(answer ? "done" : answer.error().sentence); };
  client_.dial({.account = 1, .uri = "1002"}, number);
  client_.subscribe({.account = 2, .event = "dialog", .uri = "1003"}, number);
  client_.hangup(7, done);
  client_.unsubscribe(9, done);
  ASSERT_TRUE(core_was_asked());
  auto dial = take();
  EXPECT_EQ(dial.call().parameters, (varlink::Object{{"account", 1}, {"uri", "1002"}}));
  dial.reply({{"call", 7}});
  ASSERT_TRUE(core_was_asked());
  auto subscribe = take();
  EXPECT_EQ(subscribe.call().parameters,
            (varlink::Object{{"account", 2}, {"event", "dialog"}, {"uri", "1003"}}));
  subscribe.reply({{"subscription", 9}});
  ASSERT_TRUE(core_was_asked());
  auto hangup = take();
  EXPECT_EQ(hangup.call().parameters, (varlink::Object{{"call", 7}}));
  hangup.reply();
  ASSERT_TRUE(core_was_asked());
  auto unsubscribe = take();
  EXPECT_EQ(unsubscribe.call().parameters, (varlink::Object{{"subscription", 9}}));
  const auto refusal = to_wire(sipcore::Error{.code = ErrorCode::no_call, .number = 9});
  unsubscribe.error({.parameters = refusal.parameters, .error = refusal.name});
  ASSERT_TRUE(until([&] { return got.size() == 4; }));
  EXPECT_THAT(got, ElementsAre("7", "9", "done", "there is no such call or subscription"));
}

TEST_F(SipCoreClientTest, ListsCallsAndSubscriptions) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<std::vector<sipcore::CallInfo>> calls;
  std::optional<std::vector<sipcore::SubscriptionInfo>> subscriptions;
  client_.calls([&](auto answer) { calls = answer.value(); });
  client_.subscriptions([&](auto answer) { subscriptions = answer.value(); });
  const std::vector<sipcore::CallInfo> there{{.call = 7, .account = 1, .peer = "sip:1002@b"}};
  ASSERT_TRUE(core_was_asked());
  take().reply(sipcore::calls_to_json(there));
  ASSERT_TRUE(core_was_asked());
  take().reply(sipcore::subscriptions_to_json({}));
  ASSERT_TRUE(until([&] { return subscriptions.has_value(); }));
  EXPECT_EQ(calls, there);
  EXPECT_THAT(*subscriptions, testing::IsEmpty());
}

TEST_F(SipCoreClientTest, ACoreWithoutCallsIsToldApart) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<ErrorCode> code;
  client_.calls([&](auto answer) { code = answer.error().code; });
  ASSERT_TRUE(core_was_asked());
  take().error(varlink::method_not_found("org.lineman.SipCore1.Calls"));
  ASSERT_TRUE(until([&] { return code.has_value(); }));
  EXPECT_EQ(code, ErrorCode::protocol_error);
}

TEST_F(SipCoreClientTest, EndOfFileAnswersWhatIsInFlightAndThenSaysDown) {
  serve();
  ASSERT_TRUE(connect());
  client_.commit("t", seconds{5}, [&](auto answer) {
    recorder_.said.push_back("answer " + std::string{to_string(answer.error().code)});
  });
  ASSERT_TRUE(core_was_asked());
  server_.reset();
  ASSERT_TRUE(until([this] { return recorder_.said.size() >= 3; }));
  EXPECT_THAT(recorder_.said, ElementsAre("up instance-1", "answer NotConnected", "down"));
  serve();
  EXPECT_TRUE(until([this] { return recorder_.said.size() >= 4; })) << "it comes back";
}

TEST_F(SipCoreClientTest, ASilentCoreTimesOut) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<ErrorCode> code;
  client_.commit("t", std::chrono::milliseconds{1},
                 [&](auto answer) { code = answer.error().code; });
  ASSERT_TRUE(until([&] { return code.has_value(); }));
  EXPECT_EQ(code, ErrorCode::timed_out);
}

TEST_F(SipCoreClientTest, AnAnswerThatIsNoneIsAProtocolError) {
  serve();
  ASSERT_TRUE(connect());
  std::optional<ErrorCode> code;
  client_.commit("t", seconds{5}, [&](auto answer) { code = answer.error().code; });
  ASSERT_TRUE(core_was_asked());
  take().reply({{"generation", "forty-two"}});
  ASSERT_TRUE(until([&] { return code.has_value(); }));
  EXPECT_EQ(code, ErrorCode::protocol_error);
}

}  // namespace
}  // namespace lineman::agent
