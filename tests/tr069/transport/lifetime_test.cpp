// Whoever owns a connection may let it go at any time; and names are looked up beside the loop.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <mutex>

#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"

namespace {

// A resolver that does not answer before it is told to.
struct SlowResolver {
  std::mutex mutex;
  std::condition_variable changed;
  unsigned asked = 0;
  unsigned left = 0;
  bool open = false;
};

SlowResolver& slow_resolver() {
  static SlowResolver resolver;
  return resolver;
}

int ask_slow_resolver() {
  SlowResolver& resolver = slow_resolver();
  std::unique_lock lock{resolver.mutex};
  ++resolver.asked;
  resolver.changed.wait(lock, [&] { return resolver.open; });
  ++resolver.left;
  return EAI_NONAME;
}

}  // namespace

// In the place of the C library's, for libcurl too: names of this test never reach a name server.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** result) {
  if (node != nullptr && std::strcmp(node, "slow.test") == 0) return ask_slow_resolver();
  if (node != nullptr && std::strcmp(node, "unknown.test") == 0) return EAI_NONAME;
  using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(node, service, hints, result);
}

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::outcome;
using test::Reply;
using test::ScriptedAcs;
using test::Told;

class Lifetime : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const std::string& url) {
    return client_.open({}, {.url = url});
  }

  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(Lifetime, EndsBeforeTheLoopHasTurned) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  for (const std::string& url : {acs.url(), std::string("nonsense")}) {
    auto connection = open(url);
    connection->post("<a/>", [](const Reply&) { FAIL() << "a reply to nobody"; });
    connection.reset();
    loop_.run_ready();
  }
}

TEST_F(Lifetime, EndsInTheMiddleOfATransfer) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.body == "<wait/>"
               ? Told{.octets = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a", .silent = true}
               : answer(200);
  }};
  auto connection = open(acs.url());
  connection->post("<wait/>", [](const Reply&) { FAIL() << "a reply to nobody"; });
  ASSERT_TRUE(loop_.run_until([&] { return !acs.asked().empty(); }));
  connection.reset();
  EXPECT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
  // The client serves the next session.
  const auto next = open(acs.url());
  EXPECT_EQ(outcome(ask(loop_, *next, "<b/>")), "200");
}

TEST_F(Lifetime, EndsFromWithinAReply) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.body == "<close/>" ? Told{.close = true} : answer(200);
  }};
  for (const std::string body : {"<a/>", "<close/>"}) {
    auto connection = open(acs.url());
    bool replied = false;
    connection->post(body, [&](const Reply&) {
      connection.reset();
      replied = true;
    });
    ASSERT_TRUE(loop_.run_until([&] { return replied; }));
    EXPECT_EQ(connection, nullptr);
    loop_.run_ready();
  }
  EXPECT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
}

TEST_F(Lifetime, TheNextRequestMayComeFromWithinAReply) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  const auto connection = open(acs.url());
  unsigned replies = 0;
  std::function<void(Reply)> next = [&](const Reply& reply) {
    EXPECT_EQ(outcome(reply), "200");
    if (++replies < 50) connection->post("<a/>", next);
  };
  connection->post("<a/>", next);
  ASSERT_TRUE(loop_.run_until([&] { return replies == 50; }));
  EXPECT_EQ(acs.connections(), 1U);
}

TEST_F(Lifetime, SeveralSessionsAreIndependent) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  std::vector<std::unique_ptr<HttpClient::Connection>> connections;
  unsigned replies = 0;
  for (int i = 0; i < 8; ++i) {
    connections.push_back(open(acs.url()));
    connections.back()->post("<a/>", [&](const Reply& reply) {
      EXPECT_EQ(outcome(reply), "200");
      ++replies;
    });
  }
  connections.pop_back();
  ASSERT_TRUE(loop_.run_until([&] { return replies == 7; }));
}

TEST_F(Lifetime, AnUnknownNameIsSaid) {
  const auto connection = open("http://unknown.test/acs");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "cannot find the address of unknown.test");
}

TEST_F(Lifetime, ANameThatIsBeingLookedUpHoldsUpNobody) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  SlowResolver& resolver = slow_resolver();
  const auto value = [&](const unsigned& which) {
    const std::lock_guard lock{resolver.mutex};
    return which;
  };
  auto waiting = open("http://slow.test/acs");
  waiting->post("<a/>", [](const Reply&) { FAIL() << "a reply to nobody"; });
  ASSERT_TRUE(loop_.run_until([&] { return value(resolver.asked) == 1; }));
  // The loop turns on, and so do other sessions.
  const auto other = open(acs.url());
  EXPECT_EQ(outcome(ask(loop_, *other, "<b/>")), "200");
  // To let go does not wait for the resolver: nobody has told it to answer yet.
  waiting.reset();
  // Nor does the time limit.
  const auto limited = client_.open({.longest_connect = std::chrono::milliseconds{100}},
                                    {.url = "http://slow.test:81/acs"});
  EXPECT_EQ(outcome(ask(loop_, *limited, "<c/>")),
            "cannot connect to slow.test port 81: no answer within 100 ms");
  {
    const std::lock_guard lock{resolver.mutex};
    resolver.open = true;
  }
  resolver.changed.notify_all();
  EXPECT_TRUE(loop_.run_until([&] { return value(resolver.left) == value(resolver.asked); }));
}

}  // namespace
}  // namespace lineman::cwmp
