#include "mibs/notifications/receiver_session.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/socket_flags.hpp"
#include "mibs/notifications/limits.hpp"

namespace lineman::mibs {
namespace {

u_char* octets_of(std::string& text) {
  return reinterpret_cast<u_char*>(text.data());
}

}  // namespace

long ReceiverSession::Request::message_id() const {
  return pdu_ == nullptr ? 0 : pdu_->msgid;
}

ReceiverSession::ReceiverSession(const SnmpReceiver& receiver, std::string engine_id,
                                 std::function<void(int)> forget)
    : receiver_{receiver}, engine_id_{std::move(engine_id)}, forget_{std::move(forget)} {
  open();
}

ReceiverSession::~ReceiverSession() {
  if (session_ == nullptr) return;
  closing_ = true;
  forget_(socket_);
  snmp_close(session_);
}

bool ReceiverSession::open() {
  if (session_ != nullptr) return true;
  errno = 0;
  auto* const transport = netsnmp_transport_open_client("snmptrap", receiver_.address.c_str());
  if (transport == nullptr) return failed();
  const auto peer = source_of(transport->remote, static_cast<int>(transport->remote_length));
  if (peer) peer_ = *peer;
  socket_ = transport->sock;
  set_non_blocking(socket_);
  add(transport);
  return session_ != nullptr || failed();
}

// The library copies the session, and takes the transport for its own.
void ReceiverSession::add(netsnmp_transport_s* transport) {
  netsnmp_session session;
  snmp_sess_init(&session);
  session.flags |= SNMP_FLAGS_DONT_PROBE;
  session.timeout = std::chrono::microseconds{inform_timeout}.count();
  session.retries = inform_retries;
  session.callback = came_to_something;
  session.callback_magic = this;
  session.isAuthoritative = SNMP_SESS_NONAUTHORITATIVE;
  if (receiver_.version == ReceiverVersion::v2c) {
    session.version = SNMP_VERSION_2c;
    session.community = octets_of(receiver_.community);
    session.community_len = receiver_.community.size();
  } else {
    session.version = SNMP_VERSION_3;
    session.securityModel = SNMP_SEC_MODEL_USM;
    session.securityLevel = SNMP_SEC_LEVEL_AUTHPRIV;
    session.securityName = receiver_.user.data();
    session.securityNameLen = receiver_.user.size();
    session.contextEngineID = octets_of(engine_id_);
    session.contextEngineIDLen = engine_id_.size();
    // Of a trap we are the authority, of an inform the receiver is (RFC 3414, 1.5.1).
    session.securityEngineID = receiver_.inform ? nullptr : octets_of(engine_id_);
    session.securityEngineIDLen = receiver_.inform ? 0 : engine_id_.size();
  }
  session_ = snmp_add(&session, transport, before_parsing, after_parsing);
  // The library takes it away again, and would ask for the engine ID with the next request.
  if (session_ != nullptr) session_->flags |= SNMP_FLAGS_DONT_PROBE;
}

bool ReceiverSession::failed() {
  const auto* const why = errno != 0 ? std::strerror(errno) : "the SNMP library refuses it";
  problem_ = std::string{"it cannot be sent to: "} + why;
  return false;
}

bool ReceiverSession::send(PduPointer pdu) {
  if (!open()) return false;
  errno = 0;
  if (snmp_send(session_, pdu.get()) == 0) return failed();
  static_cast<void>(pdu.release());
  return true;
}

bool ReceiverSession::ask(PduPointer pdu, Request& request) {
  if (!open()) return false;
  errno = 0;
  // What fails at once is told by the result alone.
  asking_ = true;
  request.pdu_ = pdu.get();
  const bool sent = snmp_async_send(session_, pdu.get(), came_to_something, &request) != 0;
  asking_ = false;
  if (!sent) return failed();
  static_cast<void>(pdu.release());
  await_answers();
  return true;
}

void ReceiverSession::await_answers() {
  answers_due_ = std::min(answers_due_ + answers_to_a_message, maximum_awaited_answers);
}

void ReceiverSession::forget_engine() {
  if (session_ == nullptr) return;
  SNMP_FREE(session_->securityEngineID);
  session_->securityEngineIDLen = 0;
}

int ReceiverSession::before_parsing(netsnmp_session* session, netsnmp_transport* /*transport*/,
                                    void* data, int length) noexcept {
  auto& self = *static_cast<ReceiverSession*>(session->callback_magic);
  const auto source = source_of(data, length);
  if (!source || source->address != self.peer_.address || source->port != self.peer_.port) return 0;
  if (self.answers_due_ == 0) return 0;
  --self.answers_due_;
  return 1;
}

// An unauthenticated word, and no more than a reason to ask for the engine anew.
int ReceiverSession::after_parsing(netsnmp_session* session, netsnmp_pdu* pdu,
                                   int problem) noexcept {
  const auto& self = *static_cast<const ReceiverSession*>(session->callback_magic);
  const bool is_of_stranger = problem == SNMPERR_USM_UNKNOWNSECURITYNAME &&
                              pdu->command == SNMP_MSG_REPORT &&
                              snmpv3_get_report_type(pdu) == SNMPERR_UNKNOWN_ENG_ID;
  if (is_of_stranger && self.on_other_engine_) self.on_other_engine_(pdu->msgid);
  return problem == 0 ? 1 : 0;
}

// Of requests of ours, and of messages that answer none: those have no `request`.
int ReceiverSession::came_to_something(int operation, netsnmp_session* session, int /*number*/,
                                       netsnmp_pdu* pdu, void* request) noexcept {
  auto& self = *static_cast<ReceiverSession*>(session->callback_magic);
  if (request == &self || self.asking_ || self.closing_) return 1;
  auto& asked = *static_cast<Request*>(request);
  switch (operation) {
    case NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE:
      return asked.answered(*pdu) ? 1 : 0;
    case NETSNMP_CALLBACK_OP_RESEND:
      self.await_answers();
      return 1;
    case NETSNMP_CALLBACK_OP_TIMED_OUT:
    case NETSNMP_CALLBACK_OP_SEND_FAILED:
      asked.given_up();
      return 1;
    // A report that tells of a problem comes as a message, too.
    default:
      return 1;
  }
}

}  // namespace lineman::mibs
