// The SIP core's states and counters as the agent last had them; the ACS door's are asked for.
#pragma once

#include <functional>
#include <vector>

#include "agent/core/sip_core.hpp"
#include "agent/interfaces/status.hpp"

namespace lineman::agent {

// Asks the core when it connects, a moment after it reports an event, and when a reader wants fresh
// counters; never by itself. Many askers at once make one call. One thread: the agent's loop, which
// outlives it, as do `core` and `clock`.
class StatusCache : public Status {
 public:
  // Events seldom come alone, and an answer tells of all accounts: one is asked for when the first
  // event is so old. A change that follows another one would else wait behind the answer.
  static constexpr std::chrono::milliseconds settling{20};

  // `told` is called from the loop whenever the core has said how it is.
  StatusCache(SipCore& core, Clock& clock, unsigned accounts, std::function<void()> told = {});

  // How the ACS door is asked, once it is there.
  void set_acs(std::function<AcsState()> acs) { acs_ = std::move(acs); }

  void core_connected();
  void core_disconnected();
  void core_event();

  bool core_is_connected() const override { return connected_; }
  std::int64_t connected_since() const override { return connected_since_; }
  const datamodel::CoreStatus& core() const override { return core_status_; }
  std::span<const datamodel::AccountStatus> accounts() const override { return accounts_; }
  AcsState acs() const override { return acs_ ? acs_() : AcsState{}; }
  std::chrono::milliseconds age() const override;
  void refresh(std::function<void()> done) override;

 private:
  void set_connected(bool connected);
  void ask();
  void take(const SipCore::Counters& counters);
  void answer_waiting();

  SipCore& core_;
  Clock& clock_;
  std::function<void()> told_;
  std::function<AcsState()> acs_;
  bool connected_ = false;
  std::int64_t connected_since_ = 0;
  bool asking_ = false;
  TimePoint taken_;
  bool taken_once_ = false;
  datamodel::CoreStatus core_status_;
  std::vector<datamodel::AccountStatus> accounts_;
  std::vector<std::function<void()>> waiting_;
  std::unique_ptr<Timer> settled_;  // something happened that nobody has asked about
  std::unique_ptr<Timer> later_;    // answers a reader who need not wait, from the loop
};

}  // namespace lineman::agent
