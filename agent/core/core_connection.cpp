#include "agent/core/core_connection.hpp"

#include <utility>

#include "daemon/log.hpp"
#include "sipcore/protocol/json.hpp"

namespace lineman::agent {

using sipcore::Error;
using sipcore::ErrorCode;
using varlink::Answer;

namespace {

Error error_of(const varlink::Failure& failure) {
  switch (failure.kind) {
    case varlink::FailureKind::timed_out:
      return {ErrorCode::timed_out, failure.sentence};
    case varlink::FailureKind::protocol:
      return {ErrorCode::protocol_error, failure.sentence};
    case varlink::FailureKind::overloaded:
    case varlink::FailureKind::not_connected:
      break;
  }
  return {ErrorCode::not_connected, failure.sentence};
}

}  // namespace

varlink::Call call_of(std::string_view method, boost::json::object parameters) {
  return {.method = std::string{sipcore::interface_name} + '.' + std::string{method},
          .parameters = std::move(parameters)};
}

tl::expected<boost::json::object, Error> parameters_of(Answer answer) {
  if (!answer) return tl::unexpected{error_of(answer.error())};
  if (!answer->error.empty()) {
    return tl::unexpected{sipcore::error_from_wire(answer->error, answer->parameters)};
  }
  return std::move(answer->parameters);
}

tl::unexpected<Error> not_understood(std::string sentence) {
  return tl::unexpected{Error{ErrorCode::protocol_error, std::move(sentence)}};
}

void CoreConnection::start(SipCore::Listener& listener) {
  listener_ = &listener;
  try_to_connect();
}

void CoreConnection::stop() {
  listener_ = nullptr;
  retry_.reset();
  calls_.close();
  events_.close();
}

void CoreConnection::try_to_connect() {
  retry_.reset();
  const auto on_closed = [weak = weak_from_this()](const varlink::Failure& failure) {
    if (const auto self = weak.lock()) self->lost(failure.sentence);
  };
  const auto connected = calls_.connect(path_, on_closed);
  if (!connected) {
    complain(connected.error());
    retry_later();
    return;
  }
  const sipcore::Hello hello{{sipcore::protocol_version}, "lineman-agentd " LINEMAN_VERSION};
  call(call_of("Hello", to_json(hello)), hello_timeout, [weak = weak_from_this()](Answer answer) {
    if (const auto self = weak.lock()) self->greeted(std::move(answer));
  });
}

void CoreConnection::retry_later() {
  if (listener_ == nullptr) return;
  retry_ = clock_.after(retry_interval, [this] { try_to_connect(); });
}

void CoreConnection::greeted(Answer answer) {
  const auto parameters = parameters_of(std::move(answer));
  if (!parameters) return lost(parameters.error().sentence);
  const auto welcome = sipcore::welcome_from_json(*parameters);
  if (!welcome) return lost("its welcome is not understood: " + welcome.error());
  if (welcome->protocol != sipcore::protocol_version) {
    return lost("it speaks protocol " + std::to_string(welcome->protocol) + ", not " +
                std::to_string(sipcore::protocol_version));
  }
  up_ = true;
  last_complaint_.clear();
  log::info(log::Event::core_connected, "SIP core connected",
            {{"LINEMAN_INSTANCE", welcome->instance}});
  monitor();
  if (up_ && listener_ != nullptr) listener_->core_connected(*welcome);
}

void CoreConnection::monitor() {
  const auto connected =
      events_.connect(path_, [weak = weak_from_this()](const varlink::Failure& failure) {
        if (const auto self = weak.lock()) self->lost(failure.sentence);
      });
  if (!connected) return lost(connected.error());
  auto call = call_of("Monitor");
  call.more = true;
  events_.call(std::move(call), Duration::zero(), [weak = weak_from_this()](Answer answer) {
    if (const auto self = weak.lock()) self->event_came(std::move(answer));
  });
}

void CoreConnection::event_came(Answer answer) {
  if (!up_) return;
  const bool last = !answer || !answer->continues;
  const auto parameters = parameters_of(std::move(answer));
  if (!parameters) return lost(parameters.error().sentence);
  const auto* object = parameters->if_contains("event");
  if (object == nullptr || !object->is_object()) return lost("an event is not understood");
  const auto event = sipcore::event_from_json(object->get_object());
  if (!event) return lost("an event is not understood: " + event.error());
  if (listener_ != nullptr) listener_->core_event(*event);
  if (last) lost("it ended the stream of events");
}

void CoreConnection::lost(const std::string& why) {
  const bool was_up = std::exchange(up_, false);
  calls_.close();
  events_.close();
  complain(why);
  if (was_up && listener_ != nullptr) listener_->core_disconnected();
  retry_later();
}

void CoreConnection::complain(const std::string& sentence) {
  if (sentence == last_complaint_) return;
  last_complaint_ = sentence;
  log::warning(log::Event::core_away, "SIP core away", {{"LINEMAN_REASON", sentence}});
}

}  // namespace lineman::agent
