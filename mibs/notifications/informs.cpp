#include "mibs/notifications/informs.hpp"

#include <algorithm>

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/notifications/limits.hpp"

namespace lineman::mibs {
namespace {

// What a report says of our message, as a clause.
std::string words_of(int report) {
  switch (report) {
    case SNMPERR_UNKNOWN_USER_NAME:
      return "it does not know the user";
    case SNMPERR_AUTHENTICATION_FAILURE:
      return "it has another authentication key of the user";
    case SNMPERR_DECRYPTION_ERR:
      return "it has another privacy key of the user";
    case SNMPERR_UNSUPPORTED_SEC_LEVEL:
      return "it does not take the user's protocols";
    case SNMPERR_NOT_IN_TIME_WINDOW:
      return "it takes no time of its engine for its own";
    case SNMPERR_UNKNOWN_ENG_ID:
      return "it names one engine ID and takes another";
    default:
      return "it refuses them";
  }
}

}  // namespace

// One that was sent.
class Informs::Inform final : public ReceiverSession::Request {
 public:
  // `again` is the same once more, for an engine that has changed; none for a last try.
  Inform(Informs& owner, PduPointer again) : owner_{owner}, again_{std::move(again)} {}

  bool answered(snmp_pdu& answer) override {
    if (answer.command == SNMP_MSG_REPORT && !reported(snmpv3_get_report_type(&answer))) {
      return false;
    }
    if (answer.command != SNMP_MSG_REPORT && !left_) note(answer.errstat);
    owner_.ended(*this);
    return true;
  }

  void given_up() override {
    if (!left_) owner_.record_.lost(why_);
    owner_.ended(*this);
  }

  // Goes to the receiver's other engine, once: what becomes of this message does not matter any
  // more.
  void leave() {
    if (!again_) return;
    left_ = true;
    owner_.wait_for_engine({std::move(again_), true});
  }

  bool has_left() const { return left_; }

 private:
  void note(long status) {
    if (status == SNMP_ERR_NOERROR) return owner_.record_.acknowledged();
    owner_.record_.lost("it answers with error " + std::to_string(status));
  }

  // Whether the message is over. A report may be anybody's who listens on the way: what is not to
  // be mended is no more than a reason why no acknowledgement will come.
  bool reported(int what) {
    why_ = words_of(what);
    if (what == SNMPERR_UNKNOWN_ENG_ID) leave();
    return left_;
  }

  Informs& owner_;
  PduPointer again_;
  bool left_ = false;
  std::string why_ = "it does not answer";
};

Informs::Informs(ReceiverSession& session, ReceiverRecord& record, const SnmpUser* user)
    : session_{session}, record_{record}, engine_{session, [this](const std::string& why) {
                                                    engine_found(why);
                                                  }} {
  if (user == nullptr) return;
  user_.emplace(*user);
  session_.on_other_engine([this](long message_id) { other_engine(message_id); });
}

Informs::~Informs() {
  session_.on_other_engine({});
}

bool Informs::is_of(const SnmpUser* user) const {
  if (user == nullptr || !is_secured()) return user == nullptr && !is_secured();
  return user_->is(*user);
}

void Informs::send(PduPointer pdu) {
  if (pending() >= maximum_pending_informs) {
    return record_.lost("too many wait for their acknowledgement");
  }
  if (is_secured() && engine_.id().empty()) return wait_for_engine({std::move(pdu)});
  launch(std::move(pdu), true);
}

void Informs::wait_for_engine(Waiting inform) {
  waiting_.push_back(std::move(inform));
  if (!engine_.discover()) lose_waiting(session_.problem());
  count();
}

void Informs::other_engine(long message_id) {
  const auto found = std::ranges::find(sent_, message_id, &Inform::message_id);
  if (found != sent_.end()) found->leave();
}

void Informs::engine_found(const std::string& why) {
  if (!why.empty()) return lose_waiting(why);
  auto waiting = std::move(waiting_);
  waiting_.clear();
  for (auto& inform : waiting) launch(std::move(inform.pdu), !inform.was_sent);
}

void Informs::launch(PduPointer pdu, bool is_first_try) {
  PduPointer again{is_secured() && is_first_try ? snmp_clone_pdu(pdu.get()) : nullptr};
  auto& inform = sent_.emplace_back(*this, std::move(again));
  if (!address(*pdu)) {
    record_.lost("the user's keys cannot be made");
    return ended(inform);
  }
  if (!session_.ask(std::move(pdu), inform)) {
    record_.lost(session_.problem());
    return ended(inform);
  }
  if (is_first_try) record_.sent();
  count();
}

// The receiver is the authority of an inform, and we are its context (RFC 3413, 3.2).
bool Informs::address(snmp_pdu& pdu) {
  if (!is_secured()) return true;
  auto id = engine_.id();
  return user_->join(id) &&
         snmpv3_clone_engineID(&pdu.securityEngineID, &pdu.securityEngineIDLen,
                               reinterpret_cast<u_char*>(id.data()), id.size()) != 0;
}

void Informs::ended(const Inform& inform) {
  sent_.remove_if([&](const Inform& one) { return &one == &inform; });
  count();
}

void Informs::lose_waiting(const std::string& why) {
  for (; !waiting_.empty(); waiting_.pop_front()) record_.lost(why);
  count();
}

std::size_t Informs::pending() const {
  const auto here = std::ranges::count_if(sent_, [](const Inform& one) { return !one.has_left(); });
  return waiting_.size() + static_cast<std::size_t>(here);
}

void Informs::count() {
  record_.pending(pending());
}

}  // namespace lineman::mibs
