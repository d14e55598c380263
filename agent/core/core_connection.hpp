// The two connections to a SIP core: one for calls, strictly one after the other, and one for the
// stream of events.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "agent/core/sip_core.hpp"
#include "varlink/client.hpp"

namespace lineman::agent {

// The loss of either connection is the loss of both, and is tried again after
// retry_interval until stop(). One thread: the loop's. Held by a shared pointer,
// since answers may come after its owner's end.
class CoreConnection : public std::enable_shared_from_this<CoreConnection> {
 public:
  using OnAnswer = varlink::Client::OnAnswer;

  static constexpr std::chrono::milliseconds retry_interval{250};
  static constexpr std::chrono::milliseconds hello_timeout{2000};

  // `loop` and `clock` outlive it.
  CoreConnection(boost::asio::io_context& loop, Clock& clock, std::string path)
      : clock_{clock}, path_{std::move(path)}, calls_{loop}, events_{loop} {}

  void start(SipCore::Listener& listener);
  void stop();

  // The answer to any call while nobody is there comes from the loop, as every answer does.
  void call(varlink::Call call, Duration timeout, OnAnswer answer) {
    calls_.call(std::move(call), timeout, std::move(answer));
  }

 private:
  void try_to_connect();
  void retry_later();
  void greeted(varlink::Answer answer);
  void monitor();
  void event_came(varlink::Answer answer);
  void lost(const std::string& why);
  void complain(const std::string& sentence);

  Clock& clock_;
  std::string path_;
  varlink::Client calls_;
  varlink::Client events_;
  SipCore::Listener* listener_ = nullptr;
  bool up_ = false;
  std::string last_complaint_;  // so that a core which stays away is logged once
  std::unique_ptr<Timer> retry_;
};

// A call of org.lineman.SipCore1.
varlink::Call call_of(std::string_view method, boost::json::object parameters = {});

// The parameters of a reply that is none of the errors.
tl::expected<boost::json::object, sipcore::Error> parameters_of(varlink::Answer answer);

// What is read from them by `read`; where it does not succeed, a protocol_error.
tl::unexpected<sipcore::Error> not_understood(std::string sentence);
template <typename Read>
auto read_answer(varlink::Answer answer, Read read)
    -> tl::expected<typename decltype(read(boost::json::object{}))::value_type, sipcore::Error> {
  const auto parameters = parameters_of(std::move(answer));
  if (!parameters) return tl::unexpected{parameters.error()};
  auto result = read(*parameters);
  if (!result) return not_understood(result.error());
  return std::move(*result);
}

}  // namespace lineman::agent
