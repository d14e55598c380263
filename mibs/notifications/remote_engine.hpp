// The engine of a receiver of version 3 informs: its ID is asked for without waiting (RFC 3414, 4).
#pragma once

#include <functional>
#include <string>

#include "mibs/notifications/receiver_session.hpp"

namespace lineman::mibs {

class RemoteEngine final : public ReceiverSession::Request {
 public:
  // Called from the loop, once for each discover() that was sent. `why` is empty where the engine
  // is known now; else a clause: "it does not answer".
  using Found = std::function<void(const std::string& why)>;

  // The session outlives it.
  RemoteEngine(ReceiverSession& session, Found found)
      : session_{session}, found_{std::move(found)} {}

  // 5 to 32 octets (RFC 3411, 5); empty while it is not known.
  const std::string& id() const { return id_; }

  // Asks, unless it does so already. Another engine than before may be there. False where the
  // question did not leave the machine.
  bool discover();

  bool answered(snmp_pdu& answer) override;
  void given_up() override;

 private:
  ReceiverSession& session_;
  Found found_;
  std::string id_;
  std::string why_not_;
  bool asked_ = false;
};

}  // namespace lineman::mibs
