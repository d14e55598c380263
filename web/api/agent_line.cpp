#include "web/api/agent_line.hpp"

#include <utility>

#include "varlink/limits.hpp"

namespace lineman::web {
namespace {

tl::unexpected<varlink::Failure> not_connected(std::string sentence) {
  return tl::unexpected{varlink::Failure{varlink::FailureKind::not_connected, std::move(sentence)}};
}

}  // namespace

AgentLine::AgentLine(boost::asio::io_context& loop, std::string socket, const User& user)
    : socket_{std::move(socket)}, who_{user.name}, writes_{user.writes}, client_{loop} {}

void AgentLine::call(std::string_view method, boost::json::object parameters,
                     varlink::Client::OnAnswer answer) {
  varlink::Call call{.method = std::string{control_interface}.append(method),
                     .parameters = std::move(parameters)};
  if (introduced_) return client_.call(std::move(call), longest_call, std::move(answer));
  if (waiting_.size() >= varlink::maximum_queued_calls) {
    return answer(tl::unexpected{
        varlink::Failure{varlink::FailureKind::overloaded, "too many calls wait for an answer"}});
  }
  waiting_.push_back({std::move(call), std::move(answer)});
  if (waiting_.size() == 1) introduce();
}

void AgentLine::introduce() {
  const auto connected = client_.connect(socket_, [this](const auto&) { introduced_ = false; });
  if (!connected) return turn_away(connected.error());
  client_.call({.method = std::string{control_interface}.append("ActFor"),
                .parameters = {{"who", who_}, {"access", writes_ ? "write" : "read"}}},
               longest_call, [this](const varlink::Answer& answer) {
                 if (!answer) return turn_away(answer.error().sentence);
                 if (!answer->error.empty()) return turn_away("ActFor: " + answer->error);
                 introduced_ = true;
                 send_what_waits();
               });
}

void AgentLine::send_what_waits() {
  for (auto& each : std::exchange(waiting_, {})) {
    client_.call(std::move(each.call), longest_call, std::move(each.answer));
  }
}

void AgentLine::turn_away(const std::string& sentence) {
  client_.close();
  for (const auto& each : std::exchange(waiting_, {})) each.answer(not_connected(sentence));
}

}  // namespace lineman::web
