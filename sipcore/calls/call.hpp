// A call of the phone, begun by either side: signalling only, no sound.
#pragma once

#include <functional>
#include <string>

#include "sipcore/calls/call_context.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

// Pure. Ended calls stay until their owner drops them, and do nothing.
class Call {
 public:
  struct News {
    std::function<void(const Call&)> changed;  // its state is another one
    // Once, with why in a few words where it came to nothing; the owner drops the call later, from
    // the loop.
    std::function<void(const Call&, const std::string& why)> ended;
  };

  virtual ~Call() = default;
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const CallInfo& info() const { return info_; }
  bool over() const { return over_; }

  // By CANCEL, BYE or 486, whichever fits its state; again: nothing.
  virtual void hang_up() = 0;
  // Whether the request belongs to its dialog.
  virtual bool has(const Request& request) const = 0;
  virtual void received(const Inbound& inbound) = 0;
  // Whether the CANCEL is for the INVITE that made it.
  virtual bool is_meant_by(const Request& cancel) const = 0;
  // Answers that CANCEL; an answered call goes on (RFC 3261, 9.2).
  virtual void cancelled(const Inbound& cancel) = 0;
  // Our addresses may be other ones: it ends where the other side knows one that is gone.
  virtual void network_changed() = 0;

 protected:
  Call(CallContext& context, CallInfo info, News news);

  void enter(CallState state);
  void set_target(const Target& target) { info_.target = to_string(target); }
  void end(const std::string& why = {});

  CallContext& context_;

 private:
  CallInfo info_;
  News news_;
  bool over_ = false;
};

}  // namespace lineman::sipcore
