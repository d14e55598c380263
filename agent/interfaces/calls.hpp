// What the management protocols see of the phone's calls and subscriptions: signalling alone, begun
// and ended at the SIP core.
#pragma once

#include <functional>
#include <tl/expected.hpp>
#include <vector>

#include "sipcore/protocol/messages.hpp"

namespace lineman {

// One thread: the agent's loop. Every answer comes from the loop, exactly once, never from within
// the call. What is asked for has passed sipcore::problem_with(). Errors: no_call, not_possible,
// unsupported (a core that cannot do it), and those of a core that is away (not_connected,
// timed_out, protocol_error).
class Calls {
 public:
  template <typename T>
  using On = std::function<void(tl::expected<T, sipcore::Error>)>;
  using OnNumber = On<unsigned>;
  using OnDone = On<void>;
  using OnCalls = On<std::vector<sipcore::CallInfo>>;
  using OnSubscriptions = On<std::vector<sipcore::SubscriptionInfo>>;

  virtual ~Calls() = default;

  // The number of the call, before anybody has answered it.
  virtual void dial(const sipcore::Dial& dial, OnNumber answer) = 0;
  virtual void hangup(unsigned call, OnDone answer) = 0;
  virtual void calls(OnCalls answer) = 0;

  virtual void subscribe(const sipcore::Subscribe& subscribe, OnNumber answer) = 0;
  virtual void unsubscribe(unsigned subscription, OnDone answer) = 0;
  virtual void subscriptions(OnSubscriptions answer) = 0;
};

}  // namespace lineman
