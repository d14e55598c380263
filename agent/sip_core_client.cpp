#include "agent/sip_core_client.hpp"

#include <utility>

#include "daemon/log.hpp"
#include "sipcore/protocol/json.hpp"
#include "varlink/client.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using sipcore::Error;
using sipcore::ErrorCode;
using varlink::Answer;

varlink::Call call_of(std::string_view method, json::object parameters = {}) {
  return {.method = std::string{sipcore::interface_name} + '.' + std::string{method},
          .parameters = std::move(parameters)};
}

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

// The parameters of a reply that is none of the errors.
tl::expected<json::object, Error> parameters_of(Answer answer) {
  if (!answer) return tl::unexpected{error_of(answer.error())};
  if (!answer->error.empty()) {
    return tl::unexpected{sipcore::error_from_wire(answer->error, answer->parameters)};
  }
  return std::move(answer->parameters);
}

tl::unexpected<Error> not_understood(std::string sentence) {
  return tl::unexpected{Error{ErrorCode::protocol_error, std::move(sentence)}};
}

tl::expected<std::uint64_t, Error> generation_of(Answer answer) {
  const auto parameters = parameters_of(std::move(answer));
  if (!parameters) return tl::unexpected{parameters.error()};
  const auto* value = parameters->if_contains("generation");
  json::error_code error;
  const auto generation = value == nullptr ? 0 : value->to_number<std::uint64_t>(error);
  if (value == nullptr || error) return not_understood("the answer has no generation");
  return generation;
}

// Adds one reply of GetStatus; the core stands in each of them.
tl::expected<void, Error> add_account(const json::object& parameters, SipCore::Counters& counters) {
  const auto* core = parameters.if_contains("core");
  const auto* account = parameters.if_contains("account");
  if (core == nullptr || account == nullptr || !core->is_object() || !account->is_object()) {
    return not_understood("the status has no core or no account");
  }
  auto core_status = sipcore::core_status_from_json(core->get_object());
  if (!core_status) return not_understood(core_status.error());
  auto account_status = sipcore::account_status_from_json(account->get_object());
  if (!account_status) return not_understood(account_status.error());
  counters.core = std::move(*core_status);
  counters.accounts.push_back(std::move(*account_status));
  return {};
}

}  // namespace

class SipCoreClient::State : public std::enable_shared_from_this<State> {
 public:
  State(boost::asio::io_context& loop, Clock& clock, std::string path)
      : clock_{clock}, path_{std::move(path)}, calls_{loop}, events_{loop} {}

  void start(Listener& listener) {
    listener_ = &listener;
    try_to_connect();
  }
  void stop() {
    listener_ = nullptr;
    retry_.reset();
    calls_.close();
    events_.close();
  }

  // The answer to any call while nobody is there comes from the loop, as every answer does.
  void call(varlink::Call call, Duration timeout, varlink::Client::OnAnswer answer) {
    calls_.call(std::move(call), timeout, std::move(answer));
  }
  void send(varlink::Call call) { calls_.send(std::move(call)); }

  void load_next(const std::shared_ptr<const sipcore::Load>& load, std::size_t next,
                 Duration timeout, const CoreAnswer<std::uint64_t>& answer);

 private:
  void try_to_connect();
  void retry_later();
  void greeted(Answer answer);
  void monitor();
  void event_came(Answer answer);
  void lost(const std::string& why);
  void complain(const std::string& sentence);

  Clock& clock_;
  std::string path_;
  varlink::Client calls_;
  varlink::Client events_;
  Listener* listener_ = nullptr;
  bool up_ = false;
  std::string last_complaint_;  // so that a core which stays away is logged once
  std::unique_ptr<Timer> retry_;
};

void SipCoreClient::State::try_to_connect() {
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

void SipCoreClient::State::retry_later() {
  if (listener_ == nullptr) return;
  retry_ = clock_.after(retry_interval, [this] { try_to_connect(); });
}

void SipCoreClient::State::greeted(Answer answer) {
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
  log::info("SIP core connected", {{"LINEMAN_INSTANCE", welcome->instance}});
  monitor();
  if (up_ && listener_ != nullptr) listener_->core_connected(*welcome);
}

void SipCoreClient::State::monitor() {
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

void SipCoreClient::State::event_came(Answer answer) {
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

void SipCoreClient::State::lost(const std::string& why) {
  const bool was_up = std::exchange(up_, false);
  calls_.close();
  events_.close();
  complain(why);
  if (was_up && listener_ != nullptr) listener_->core_disconnected();
  retry_later();
}

void SipCoreClient::State::complain(const std::string& sentence) {
  if (sentence == last_complaint_) return;
  last_complaint_ = sentence;
  log::warning("SIP core away", {{"LINEMAN_REASON", sentence}});
}

void SipCoreClient::State::load_next(const std::shared_ptr<const sipcore::Load>& load,
                                     std::size_t next, Duration timeout,
                                     const CoreAnswer<std::uint64_t>& answer) {
  if (next == load->accounts.size()) {
    return call(call_of("LoadEnd"), timeout,
                [answer](Answer reply) { answer(generation_of(std::move(reply))); });
  }
  call(call_of("LoadAccount", to_json(load->accounts[next])), timeout,
       [self = shared_from_this(), load, next, timeout, answer](Answer reply) {
         const auto parameters = parameters_of(std::move(reply));
         if (!parameters) return answer(tl::unexpected{parameters.error()});
         self->load_next(load, next + 1, timeout, answer);
       });
}

SipCoreClient::SipCoreClient(boost::asio::io_context& loop, Clock& clock, std::string socket_path)
    : state_{std::make_shared<State>(loop, clock, std::move(socket_path))} {}

SipCoreClient::~SipCoreClient() {
  state_->stop();
}

void SipCoreClient::start(Listener& listener) {
  state_->start(listener);
}

void SipCoreClient::prepare(const sipcore::Prepare& prepare, Duration timeout,
                            CoreAnswer<std::vector<sipcore::AccountEffect>> answer) {
  state_->call(call_of("Prepare", to_json(prepare)), timeout,
               [answer = std::move(answer)](Answer reply) {
                 const auto parameters = parameters_of(std::move(reply));
                 if (!parameters) return answer(tl::unexpected{parameters.error()});
                 auto effects = sipcore::effects_from_json(*parameters);
                 if (!effects) return answer(not_understood(effects.error()));
                 answer(std::move(*effects));
               });
}

void SipCoreClient::commit(const std::string& txn, Duration timeout,
                           CoreAnswer<std::uint64_t> answer) {
  state_->call(
      call_of("Commit", {{"txn", txn}}), timeout,
      [answer = std::move(answer)](Answer reply) { answer(generation_of(std::move(reply))); });
}

void SipCoreClient::abort(const std::string& txn) {
  // An answer is awaited, since a call must not follow one that is still being answered; nobody
  // needs it.
  state_->call(call_of("Abort", {{"txn", txn}}), hello_timeout, [](const Answer&) {});
}

void SipCoreClient::load(const sipcore::Load& load, Duration timeout,
                         CoreAnswer<std::uint64_t> answer) {
  state_->call(call_of("LoadBegin", load_begin_to_json(load)), timeout,
               [state = state_, kept = std::make_shared<const sipcore::Load>(load), timeout,
                answer = std::move(answer)](Answer reply) {
                 const auto parameters = parameters_of(std::move(reply));
                 if (!parameters) return answer(tl::unexpected{parameters.error()});
                 state->load_next(kept, 0, timeout, answer);
               });
}

void SipCoreClient::status(Duration timeout, CoreAnswer<Counters> answer) {
  auto call = call_of("GetStatus");
  call.more = true;
  auto counters = std::make_shared<Counters>();
  auto failure = std::make_shared<std::optional<Error>>();
  state_->call(std::move(call), timeout,
               [counters, failure, answer = std::move(answer)](Answer reply) {
                 const bool last = !reply || !reply->continues;
                 const auto parameters = parameters_of(std::move(reply));
                 if (!parameters) return answer(tl::unexpected{parameters.error()});
                 const auto added = add_account(*parameters, *counters);
                 if (!added && !*failure) *failure = added.error();
                 if (!last) return;
                 if (*failure) return answer(tl::unexpected{**failure});
                 answer(std::move(*counters));
               });
}

}  // namespace lineman::agent
