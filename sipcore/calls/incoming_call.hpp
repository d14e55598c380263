// A call for the phone: it rings, and since nobody is there it is answered after a while.
#pragma once

#include <memory>

#include "sipcore/calls/call.hpp"
#include "sipcore/calls/call_session.hpp"
#include "sipcore/registration/request_router.hpp"

namespace lineman::sipcore {

inline constexpr std::chrono::seconds ring_time{2};  // from the INVITE to the 200

// Pure.
class IncomingCall : public Call {
 public:
  // `router` outlives it. `hop` is one of the account's; its link leads to where the INVITE came
  // from. The INVITE is fresh and waits for its answer; its body is SDP or empty.
  IncomingCall(CallContext& context, RequestRouter& router, CallInfo info, Inbound invite,
               const Hop& hop, News news);

  // Rings, or refuses an offer that cannot be accepted, and is over then.
  void begin();

  void hang_up() override;
  bool has(const Request& request) const override;
  void received(const Inbound& inbound) override;
  bool is_meant_by(const Request& cancel) const override;
  void cancelled(const Inbound& cancel) override;
  void network_changed() override;

 private:
  void answer();
  void refuse(unsigned status);
  void drop();
  datamodel::AccountCounters& count() { return router_.account_counters(); }

  RequestRouter& router_;
  Inbound invite_;
  SessionForm form_;
  std::string body_{};                      // of the 200
  std::unique_ptr<CallSession> session_{};  // once it is answered
  std::unique_ptr<Timer> rings_{};
};

}  // namespace lineman::sipcore
