#include "tests/tr069/transport/loop.hpp"

#include <boost/asio/io_context.hpp>
#include <optional>

namespace lineman::test {

class Loop::Context {
 public:
  boost::asio::io_context io{1};
};

Loop::Loop() : context_{std::make_unique<Context>()} {}
Loop::~Loop() = default;

boost::asio::io_context& Loop::context() {
  return context_->io;
}

bool Loop::run_until(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    context_->io.restart();
    context_->io.run_one_for(std::chrono::milliseconds{20});
  }
  return true;
}

void Loop::run_ready() {
  context_->io.restart();
  context_->io.poll();
}

bool Loop::idle() {
  run_ready();
  return context_->io.stopped();
}

Reply ask(Loop& loop, cwmp::HttpClient::Connection& connection, const std::string& body) {
  std::optional<Reply> got;
  connection.post(body, [&](Reply reply) { got = std::move(reply); });
  if (got) return tl::unexpected(std::string("the reply came from within post()"));
  if (!loop.run_until([&] { return got.has_value(); })) {
    return tl::unexpected(std::string("no reply within a minute"));
  }
  return *got;
}

std::string outcome(const Reply& reply) {
  return reply ? std::to_string(reply->status) : reply.error();
}

}  // namespace lineman::test
