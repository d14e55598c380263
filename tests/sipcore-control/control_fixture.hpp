// The service over a real socket, with a SIP engine that remembers.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sipcore/control/control_service.hpp"
#include "sipcore/protocol/json.hpp"
#include "tests/sipcore-control/fake_actions.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/client.hpp"

namespace lineman::sipcore {

using varlink::Answer;
using varlink::Object;
using namespace std::chrono_literals;

inline Prepare change(std::string txn, std::uint64_t base, std::uint64_t target) {
  return {.txn = std::move(txn),
          .base = base,
          .target = target,
          .digest = "d",
          .lease = 10s,
          .accounts = {{.account = 1, .values = {{"password", "hunter2"}}}}};
}

// One connection of an agent; every function turns the loop until it is answered.
class Agent {
 public:
  Agent(boost::asio::io_context& loop, const std::string& path) : loop_(loop), client_(loop) {
    const auto connected =
        client_.connect(path, [this](const varlink::Failure&) { closed = true; });
    if (!connected) throw std::runtime_error(connected.error());
  }

  // All replies up to the last one.
  std::vector<varlink::Reply> all(std::string_view method, Object parameters = {},
                                  bool more = true) {
    std::vector<varlink::Reply> replies;
    bool done = false;
    client_.call(call_of(method, std::move(parameters), more), 30s, [&](Answer answer) {
      if (!answer) throw std::runtime_error(answer.error().sentence);
      done = !answer->continues;
      replies.push_back(std::move(*answer));
    });
    until([&] { return done; });
    return replies;
  }
  varlink::Reply call(std::string_view method, Object parameters = {}) {
    return all(method, std::move(parameters), false).at(0);
  }

  // Begins to monitor; events gather in `events`.
  void monitor(Object parameters = {}) {
    client_.call(call_of("Monitor", std::move(parameters), true), {}, [this](Answer answer) {
      if (!answer) return;
      const auto event = event_from_json(answer->parameters.at("event").as_object());
      if (!event) throw std::runtime_error(event.error());
      events.push_back(*event);
    });
  }
  template <typename Done>
  void until(Done done) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error("no answer");
      loop_.restart();
      loop_.run_one_for(1ms);
    }
  }
  void close() { client_.close(); }

  std::vector<Event> events;
  bool closed = false;

 private:
  static varlink::Call call_of(std::string_view method, Object parameters, bool more) {
    return {.method = std::string(interface_name) + '.' + std::string(method),
            .parameters = std::move(parameters),
            .more = more};
  }

  boost::asio::io_context& loop_;
  varlink::Client client_;
};

class ControlServiceTest : public testing::Test {
 protected:
  ControlServiceTest() {
    varlink::ServerOptions options;
    options.interfaces.push_back(control_interface());
    options.output = output_limit;
    server = std::make_unique<varlink::Server>(loop, options, service);
    server->open(varlink::ListenSocket::at(path, 0600).value());
  }
  static std::string error_of(const varlink::Reply& reply) {
    const auto prefix = std::string(interface_name) + '.';
    return reply.error.starts_with(prefix) ? reply.error.substr(prefix.size()) : reply.error;
  }
  std::uint64_t generation_of(const varlink::Reply& reply) {
    return reply.parameters.at("generation").to_number<std::uint64_t>();
  }
  void happen(const char* kind, std::string detail = {}) {
    service.event({.kind = kind, .account = 1, .server = 1, .detail = std::move(detail)});
  }

  static constexpr std::size_t output_limit = 20'000;
  test::ScratchFolder scratch;
  std::string path = scratch.path("sipcore");
  boost::asio::io_context loop;
  test::FakeClock clock;
  FakeActions actions{2};
  ControlService service{actions, clock, "instance-1", 2};
  std::unique_ptr<varlink::Server> server;
};

}  // namespace lineman::sipcore
