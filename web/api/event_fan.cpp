#include "web/api/event_fan.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "datamodel/time_text.hpp"
#include "web/api/agent_line.hpp"
#include "web/api/answers.hpp"

namespace lineman::web {
namespace {

// HTML, 9.2.
std::string message(const boost::json::value& event) {
  return "data: " + serialize(event) + "\n\n";
}

constexpr std::string_view comment = ":\n\n";

}  // namespace

EventFan::EventFan(boost::asio::io_context& loop, Clock& clock, std::string socket)
    : clock_{clock}, socket_{std::move(socket)}, client_{loop} {}

void EventFan::add(SessionNumber session, const std::shared_ptr<Reply>& reply) {
  if (!has_room_for(session))
    return reply->send(failure_until(503, errors::busy, std::chrono::seconds{5}));
  const auto id = ++last_;
  streams_[id] = {.session = session, .reply = reply};
  reply->begin({.status = 200, .content_type = "text/event-stream"}, [this, id] {
    streams_.erase(id);
    removed();
  });
  if (watching_) {
    reply->write(event("watching"));
  } else if (told_away_) {
    reply->write(event(agent_away_kind));
  } else if (streams_.size() == 1) {
    watch();
  }
  if (beat_ == nullptr) beat();
}

void EventFan::end_of(SessionNumber session) {
  std::vector<std::shared_ptr<Reply>> ended;
  std::erase_if(streams_, [&](const auto& each) {
    if (each.second.session != session) return false;
    ended.push_back(each.second.reply);
    return true;
  });
  for (const auto& reply : ended) reply->end();
  removed();
}

bool EventFan::has_room_for(SessionNumber session) const {
  const auto of_session = std::ranges::count_if(
      streams_, [&](const auto& each) { return each.second.session == session; });
  return streams_.size() < most_streams &&
         static_cast<std::size_t>(of_session) < most_streams_of_session;
}

void EventFan::watch() {
  retry_.reset();
  // That the connection ended is what the call is answered with.
  if (!client_.connect(socket_, [](const auto&) {})) return lost();
  client_.call({.method = std::string{control_interface}.append("Watch"), .more = true},
               Duration::zero(), [this, attempt = attempt_](const varlink::Answer& answer) {
                 if (attempt == attempt_) came(answer);
               });
}

// A refusal is as good as no agent: it is tried again.
void EventFan::came(const varlink::Answer& answer) {
  if (!answer || !answer->error.empty()) return lost();
  const auto* const found = answer->parameters.if_contains("event");
  if (found == nullptr || !found->is_object()) return;
  if (const auto* const number = found->get_object().if_contains("generation");
      number != nullptr && number->is_number()) {
    boost::json::error_code error;
    const auto generation = number->to_number<std::uint64_t>(error);
    if (!error && generation != 0) generation_ = generation;
  }
  if (std::exchange(told_away_, false)) tell(event(agent_back_kind));
  watching_ = true;
  tell(message(*found));
}

void EventFan::lost() {
  leave();
  if (!std::exchange(told_away_, true)) tell(event(agent_away_kind));
  if (!streams_.empty()) retry_ = clock_.after(retry_interval, [this] { watch(); });
}

void EventFan::tell(const std::string& text) {
  std::erase_if(streams_, [&](const auto& each) {
    return each.second.reply->write(text) == Written::closed;
  });
  removed();
}

void EventFan::removed() {
  if (!streams_.empty()) return;
  retry_.reset();
  beat_.reset();
  told_away_ = false;
  leave();
}

void EventFan::leave() {
  ++attempt_;  // what was closed still has an answer to come
  client_.close();
  watching_ = false;
}

void EventFan::beat() {
  beat_ = clock_.after(beat_interval, [this] {
    tell(std::string{comment});
    beat();
  });
}

std::string EventFan::event(std::string_view kind) const {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(clock_.wall().time_since_epoch());
  return message(boost::json::object{{"time", datamodel::utc_text(seconds.count())},
                                     {"kind", kind},
                                     {"account", 0},
                                     {"server", 0},
                                     {"generation", watching_ ? generation_ : 0},
                                     {"detail", ""}});
}

}  // namespace lineman::web
