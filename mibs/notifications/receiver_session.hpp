// The socket towards one receiver, as a session of Net-SNMP's.
#pragma once

#include <functional>
#include <string>

#include "mibs/door/snmp_settings.hpp"
#include "mibs/net_snmp/message.hpp"
#include "mibs/notifications/notification_pdu.hpp"

struct snmp_session;
struct netsnmp_transport_s;

namespace lineman::mibs {

// Nothing here waits: no engine is asked for its ID when the session is opened, and the socket does
// not block. Only the receiver itself is heard, from the address and port where it is sent to, and
// only as long as an answer of it is due. One thread: the loop's.
class ReceiverSession {
 public:
  // What wants an answer. Called from the loop, and not before ask() returns.
  class Request {
   public:
    virtual ~Request() = default;
    // A response or a report (RFC 3412, 7.2). Whether the request is over with it.
    virtual bool answered(snmp_pdu& answer) = 0;
    // No answer came, however often it was sent.
    virtual void given_up() = 0;

    // Of the message that carried it last; each resend has another one (RFC 3412, 6.2).
    long message_id() const;

   private:
    friend class ReceiverSession;
    const snmp_pdu* pdu_ = nullptr;  // the library's
  };
  // What the receiver says of a message of ours: that its engine is another one. The library
  // refuses such a report where it names the user, whom it does not know at that engine.
  using OnOtherEngine = std::function<void(long message_id)>;

  // `engine_id` is ours. `forget` is called with the socket before it is closed.
  ReceiverSession(const SnmpReceiver& receiver, std::string engine_id,
                  std::function<void(int)> forget);
  ~ReceiverSession();
  ReceiverSession(const ReceiverSession&) = delete;
  ReceiverSession& operator=(const ReceiverSession&) = delete;

  // False where it did not leave the machine; problem() says why.
  bool send(PduPointer pdu);
  // As send(); then the request is there until it is over, or this session is.
  bool ask(PduPointer pdu, Request& request);

  // Called from the loop, while something is asked.
  void on_other_engine(OnOtherEngine call) { on_other_engine_ = std::move(call); }

  // The next request without an engine ID of its own has none (RFC 3414, 4).
  void forget_engine();

  // A clause: "it cannot be sent to: Network is unreachable".
  const std::string& problem() const { return problem_; }
  const std::string& own_engine() const { return engine_id_; }

 private:
  static int before_parsing(snmp_session* session, netsnmp_transport_s* transport, void* data,
                            int length) noexcept;
  static int after_parsing(snmp_session* session, snmp_pdu* pdu, int problem) noexcept;
  static int came_to_something(int operation, snmp_session* session, int number, snmp_pdu* pdu,
                               void* request) noexcept;

  bool open();
  void add(netsnmp_transport_s* transport);
  void await_answers();
  bool failed();

  SnmpReceiver receiver_;
  std::string engine_id_;
  std::function<void(int)> forget_;
  OnOtherEngine on_other_engine_;
  snmp_session* session_ = nullptr;
  int socket_ = -1;
  Source peer_{};
  unsigned answers_due_ = 0;
  bool asking_ = false;
  bool closing_ = false;
  std::string problem_;
};

}  // namespace lineman::mibs
