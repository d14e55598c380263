#include "sipcore/calls/late_answers.hpp"

#include <algorithm>
#include <utility>

#include "sipcore/calls/dialog.hpp"
#include "sipcore/calls/loose_requests.hpp"
#include "sipcore/message/invite_forms.hpp"

namespace lineman::sipcore {

LateAnswers::Entry& LateAnswers::remember(const SentInvite& invite, Duration time) {
  if (entries_.size() == most_late_invites) entries_.pop_front();
  entries_.emplace_back(Entry{.until = clock_.now() + time, .invite = invite});
  forget_old();
  return entries_.back();
}

void LateAnswers::forget_old() {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.until < clock_.now(); });
  forget_.reset();
  if (entries_.empty()) return;
  const auto next = std::ranges::min_element(entries_, {}, &Entry::until);
  // They hold to the very end of their time.
  forget_ = clock_.at(next->until + Duration(1), [this] { forget_old(); });
}

void LateAnswers::clear() {
  entries_.clear();
  forget_.reset();
}

void LateAnswers::accepted(const SentInvite& invite, const Response& response,
                           std::shared_ptr<Link> link, const RequestForm& ack) {
  Ack sent{.link = std::move(link), .text = request_text(ack)};
  // An ACK that is lost is asked for again by the same 2xx.
  send(sent, Pass::first);
  remember(invite, 64 * invite.timers.t1).acks.emplace(response.to_tag, std::move(sent));
}

void LateAnswers::left(const SentInvite& invite) {
  remember(invite, left_invites_are_kept);
}

bool LateAnswers::received(const Target& from, const Response& response) {
  if (response.method != "INVITE") return false;
  const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
    const auto& form = entry.invite.form;
    return form.branch == response.branch && form.call_id == response.call_id &&
           form.cseq == response.cseq && form.from_tag == response.from_tag &&
           entry.invite.link->target().address == from.address;
  });
  if (found == entries_.end()) return false;
  if (response.status < 200) return true;
  if (response.status >= 300) {
    meter_.request_out("ACK", Pass::first);
    found->invite.link->send(request_text(ack_of(found->invite.form, response)));
    return true;
  }
  if (const auto ack = found->acks.find(response.to_tag); ack != found->acks.end()) {
    send(ack->second, Pass::again);
    return true;
  }
  if (found->acks.size() < most_forks) end_fork(*found, response);
  return true;
}

// The ACK of a 2xx is a transaction of its own.
void LateAnswers::send(const Ack& ack, Pass pass) {
  meter_.request_out("ACK", pass);
  if (pass == Pass::first) meter_.count(datamodel::TrafficCounter::transactions);
  ack.link->send(ack.text);
}

void LateAnswers::end_fork(Entry& entry, const Response& response) {
  auto dialog = std::make_shared<Dialog>(entry.invite.form, response, entry.invite.link);
  auto link = dialog->link(transport_);
  Ack ack{.link = link, .text = request_text(dialog->ack(entry.invite.form, link->local()))};
  send(ack, Pass::first);
  entry.acks.emplace(response.to_tag, std::move(ack));
  loose_.send({.link = link,
               .patience = {.timers = entry.invite.timers, .last = true},
               .counters = entry.invite.counters,
               .make = [dialog, link] { return dialog->next("BYE", link->local()); }},
              entry.invite.credentials);
}

}  // namespace lineman::sipcore
