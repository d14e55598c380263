// The answered part of a call, begun by either side: its dialog, its BYE, and the re-INVITEs of the
// other side.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sipcore/calls/call_context.hpp"
#include "sipcore/calls/challenged_request.hpp"
#include "sipcore/calls/dialog.hpp"
#include "sipcore/calls/sdp.hpp"

namespace lineman::sipcore {

// A call that hears nothing from the other side for that long asks for it by OPTIONS. Where it is
// gone, which nobody else would tell us, the call is dropped.
inline constexpr std::chrono::minutes calls_are_asked_after{5};

struct SessionForm {
  Dialog dialog;
  SdpSession sdp;
  SipTimers timers{};
  datamodel::ServerCounters* counters = nullptr;  // outlive the session
  Credentials credentials{};
};

// Pure.
class CallSession {
 public:
  struct News {
    std::function<void(const std::string& reason)> dropped;  // neither side ended it; BYE is out
    std::function<void()> ended;  // by either side's BYE, answered; may destroy the session
  };

  CallSession(CallContext& context, SessionForm form, News news);

  bool has(const Request& request) const { return form_.dialog.has(request); }
  // A request within the dialog. An ACK is not answered, everything else is.
  void received(const Inbound& inbound);
  // Answers an INVITE with 200 and `body`, until its ACK comes; without one for 64*T1 the call is
  // dropped.
  void accept(const Inbound& invite, std::string body);
  // A BYE; its answer, or the lack of one, is the end.
  void hang_up();
  // The call is dropped where the other side knows another address of ours.
  void network_changed();

 private:
  void reinvited(const Inbound& inbound);
  void bye_received(const Inbound& inbound);
  void ask_later();
  void ask();
  void told(const TransactionEnd& how);
  void drop(const std::string& reason);

  CallContext& context_;
  SessionForm form_;
  News news_;
  Authenticator authenticator_;
  std::shared_ptr<Link> link_;
  Target told_;  // our address, as the other side knows it
  std::unique_ptr<Timer> asks_{};
  std::unique_ptr<ChallengedRequest> question_{};
  std::unique_ptr<ChallengedRequest> bye_{};
  std::unique_ptr<Resender> awaits_ack_{};
  std::uint32_t awaited_cseq_ = 0;
};

// Contact, Record-Route, Allow and Supported of an answer that makes or refreshes a dialog.
std::string dialog_headers(const Request& request, std::string_view contact_user,
                           const Target& local);

}  // namespace lineman::sipcore
