// One INVITE at one hop, until its final response: with CANCEL and timer C (RFC 3261, 9.1, 16.6).
#pragma once

#include <functional>
#include <memory>

#include "sipcore/calls/call_context.hpp"
#include "sipcore/calls/sent_invite.hpp"

namespace lineman::sipcore {

// Timer C: a call that was heard of rings that long at most without further news.
inline constexpr std::chrono::minutes longest_ringing{3};

// Pure. Destroying it before its end abandons the INVITE.
class InviteAttempt {
 public:
  struct News {
    std::function<void(const Response&)> provisional;  // must not destroy the attempt
    std::function<void(TransactionEnd)> ended;         // once, from the loop; may destroy it
  };

  InviteAttempt(CallContext& context, SentInvite invite, const Patience& patience, News news);

  // Ends it by CANCEL: at once where a provisional response has come, otherwise with the first one.
  // The end comes by the final response, or 64*T1 later.
  void cancel();

  const SentInvite& invite() const { return invite_; }
  bool heard() const { return heard_; }  // any provisional response, 100 included

 private:
  void provisional(const Response& response);
  void send_cancel();

  CallContext& context_;
  SentInvite invite_;
  News news_;
  std::unique_ptr<Transactions::Pending> request_{};
  std::unique_ptr<Timer> timer_c_{};
  bool heard_ = false;
  bool wants_cancel_ = false;
  bool cancelled_ = false;
};

}  // namespace lineman::sipcore
