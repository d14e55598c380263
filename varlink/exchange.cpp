#include "varlink/exchange.hpp"

#include "varlink/errors.hpp"

namespace lineman::varlink {

struct Exchange::State {
  std::weak_ptr<Line> line;
  Call call;
  ConnectionId id = 0;
  Peer peer{};
  bool answered = false;

  State(std::weak_ptr<Line> its_line, Call its_call)
      : line(std::move(its_line)), call(std::move(its_call)) {
    if (const auto at = line.lock()) {
      id = at->id();
      peer = at->peer();
    }
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!answered) finish(method_not_implemented(call.method));
  }

  void finish(const Reply& reply) {
    if (answered) return;
    answered = true;
    if (const auto at = line.lock()) at->send(reply);
  }
};

Exchange::Exchange(std::weak_ptr<Line> line, Call call)
    : state_(std::make_shared<State>(std::move(line), std::move(call))) {}

const Call& Exchange::call() const {
  return state_->call;
}
ConnectionId Exchange::connection() const {
  return state_->id;
}
const Peer& Exchange::peer() const {
  return state_->peer;
}
bool Exchange::open() const {
  return !state_->answered && !state_->line.expired();
}

void Exchange::reply(Object parameters) {
  finish({.parameters = std::move(parameters)});
}

void Exchange::error(const Reply& error) {
  finish(error);
}

Queued Exchange::continues(Object parameters) {
  const auto line = state_->line.lock();
  if (state_->answered || line == nullptr) return Queued::closed;
  return line->send({.parameters = std::move(parameters), .error = {}, .continues = true});
}

void Exchange::finish(const Reply& reply) {
  state_->finish(reply);
}

}  // namespace lineman::varlink
