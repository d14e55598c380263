// The seam `SipCore`: what the agent asks of a SIP core, wherever that lives.
#pragma once

#include <functional>
#include <tl/expected.hpp>

#include "daemon/clock.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::agent {

template <typename T>
using CoreAnswer = std::function<void(tl::expected<T, sipcore::Error>)>;

// One thread: the agent's loop. Every answer comes from the loop, exactly once, never from within
// the call; end of file is an immediate not_connected, a late answer is timed_out for its asker and
// then dropped. Calls while not connected are answered with not_connected.
class SipCore {
 public:
  // Told of connections; the owner of the core is told after the calls in flight have been
  // answered.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void core_connected(const sipcore::Welcome& welcome) = 0;
    virtual void core_disconnected() = 0;
    virtual void core_event(const sipcore::Event& event) = 0;
  };

  virtual ~SipCore() = default;

  // Begins to connect, and does so again after every loss. `listener` outlives the core's use.
  virtual void start(Listener& listener) = 0;

  virtual void prepare(const sipcore::Prepare& prepare, Duration timeout,
                       CoreAnswer<std::vector<sipcore::AccountEffect>> answer) = 0;
  virtual void commit(const std::string& txn, Duration timeout,
                      CoreAnswer<std::uint64_t> answer) = 0;  // the generation that it runs
  virtual void abort(const std::string& txn) = 0;
  virtual void load(const sipcore::Load& load, Duration timeout,
                    CoreAnswer<std::uint64_t> answer) = 0;

  struct Counters {
    datamodel::CoreStatus core;
    std::vector<datamodel::AccountStatus> accounts;
  };
  // States and counters of all accounts.
  virtual void status(Duration timeout, CoreAnswer<Counters> answer) = 0;
};

}  // namespace lineman::agent
