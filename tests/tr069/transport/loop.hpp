// The agent's loop in a test, and a session's connection on it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tr069/transport/http_client.hpp"

namespace lineman::test {

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  boost::asio::io_context& context();

  // Turns until the condition holds; false where it does not within a minute.
  bool run_until(const std::function<bool()>& condition);
  // Whatever is ready now.
  void run_ready();
  // Nothing is waited for: no socket, no timer.
  bool idle();

 private:
  class Context;
  std::unique_ptr<Context> context_;
};

using Reply = tl::expected<cwmp::HttpReply, std::string>;

// Posts and waits for the reply.
Reply ask(Loop& loop, cwmp::HttpClient::Connection& connection, const std::string& body);

// The status, or the sentence.
std::string outcome(const Reply& reply);

}  // namespace lineman::test
