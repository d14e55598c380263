// The page's site before a real control socket: the agent's own service, with a configuration and a
// status that a test writes itself.
#pragma once

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/control/control_service.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/server.hpp"
#include "web/api/phone_site.hpp"

namespace lineman::web {

// Remembers what it was answered.
class FakeReply : public Reply {
 public:
  void send(Response response) override { sent = std::move(response); }
  void begin(Response head, std::function<void()> closed) override {
    begun = std::move(head);
    closed_ = std::move(closed);
  }
  Written write(std::string text) override {
    if (gone) return Written::closed;
    if (ended) return Written::closed;
    written += text;
    return Written::yes;
  }
  void end() override { ended = true; }

  // The browser is gone.
  void close() {
    gone = true;
    if (closed_) closed_();
  }
  // The kinds of the events so far.
  std::vector<std::string> kinds() const;

  std::optional<Response> sent;
  std::optional<Response> begun;
  std::string written;
  bool ended = false;
  bool gone = false;

 private:
  std::function<void()> closed_;
};

class SiteTest : public testing::Test {
 protected:
  SiteTest();

  // The agent comes and goes.
  void start_agent();
  void stop_agent() { server_.reset(); }

  static Request get(const std::string& path);
  static Request post(const std::string& path, const std::string& body = "{}");

  // Turns the loop until there is an answer.
  Response ask(const Request& request);
  // With the cookie of a session.
  Response ask_as(const std::string& cookie, Request request);
  // The cookie of a new session; empty where there is none.
  std::string log_in(const std::string& name, const std::string& password);
  std::shared_ptr<FakeReply> watch(const std::string& cookie);
  bool turn_until(const std::function<bool()>& done);
  bool until_kinds(const FakeReply& stream, const std::vector<std::string>& kinds);
  static boost::json::object json_of(const Response& response);
  static std::string error_of(const Response& response);

  static Users users();

  test::ScratchFolder folder_;
  boost::asio::io_context loop_;
  test::FakeClock clock_;
  agent::EventFeed events_{clock_};
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
  test::FakeHistory history_;
  test::FakeCalls calls_;
  agent::ControlAccess access_{};
  std::unique_ptr<agent::ControlService> service_;
  std::unique_ptr<varlink::Server> server_;
  PhoneSite site_;
};

}  // namespace lineman::web
