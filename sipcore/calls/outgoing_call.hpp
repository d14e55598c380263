// A call that the phone begins: its INVITE goes from hop to hop until one answers.
#pragma once

#include <memory>
#include <optional>

#include "sipcore/calls/call.hpp"
#include "sipcore/calls/call_session.hpp"
#include "sipcore/calls/hop_walk.hpp"
#include "sipcore/calls/invite_attempt.hpp"

namespace lineman::sipcore {

// Pure.
class OutgoingCall : public Call {
 public:
  // `router` outlives it. `dialled` is good for dialled_uri().
  OutgoingCall(CallContext& context, RequestRouter& router, CallInfo info, std::string dialled,
               News news);

  // False: there is nowhere to send to; it never began.
  bool begin();

  void hang_up() override;
  bool has(const Request& request) const override { return session_ && session_->has(request); }
  void received(const Inbound& inbound) override { session_->received(inbound); }
  bool is_meant_by(const Request&) const override { return false; }
  void cancelled(const Inbound&) override {}
  void network_changed() override;

 private:
  void hop_ready();
  void send_invite();
  SentInvite invite();
  void provisional(const Response& response);
  void ended(const TransactionEnd& how);
  void answered(const Response& response);
  void accepted(const Response& response);
  void challenged(const Response& response);
  // The hop failed in a way that lets another one be tried.
  void hop_failed(const AttemptFailure& failure);
  void fail(const std::string& why);
  void drop(const std::string& why);

  RequestRouter& router_;
  HopWalk walk_;
  std::string dialled_;
  std::string call_id_;
  std::string from_tag_;
  std::uint32_t cseq_ = 0;
  Authenticator authenticator_;
  SdpSession sdp_;
  std::string last_failure_{};
  bool sent_before_ = false;  // an INVITE went to another hop
  bool hangs_up_ = false;
  std::unique_ptr<InviteAttempt> attempt_{};
  std::unique_ptr<CallSession> session_{};
};

}  // namespace lineman::sipcore
