#include "sipcore/transaction/incoming.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::TrafficCounter;

namespace {

// An ACK and a CANCEL have all of this from their INVITE (RFC 3261, 17.2.3).
std::string key_of(const Request& request) {
  return request.branch + " " + request.via_host + " " + std::to_string(request.via_port) + " " +
         request.call_id + " " + std::to_string(request.cseq);
}

std::string key_with_method(const Request& request) {
  return request.method + " " + key_of(request);
}

std::string merge_key_of(const Request& request, const std::string& method) {
  return method + " " + request.call_id + " " + request.from_tag + " " +
         std::to_string(request.cseq);
}

}  // namespace

Incoming::Invites::iterator Incoming::find(const std::string& key) {
  return std::ranges::find(invites_, key, &Invite::key);
}

bool same_transaction(const Request& one, const Request& other) {
  return key_of(one) == key_of(other);
}

Incoming::Arrival Incoming::arrived(const Inbound& inbound) {
  std::erase_if(kept_, [&](const Kept& kept) { return kept.until < clock_.now(); });
  if (inbound.request.method == "ACK") return acknowledged(inbound.request);
  const auto arrival = take(inbound);
  const bool again = arrival == Arrival::again;
  meter_.request_in(inbound.request.method, again ? Pass::again : Pass::first);
  if (!again) meter_.count(TrafficCounter::transactions);
  return arrival;
}

Incoming::Arrival Incoming::take(const Inbound& inbound) {
  const auto& request = inbound.request;
  const auto merge_key = merge_key_of(request, request.method);
  if (request.method == "INVITE") {
    const auto key = key_of(request);
    if (find(key) == invites_.end() && is_merged(request, merge_key)) return Arrival::merged;
    const auto arrival = arrived_invite(key, merge_key);
    if (arrival == Arrival::fresh) invites_.back().to = answer_target(request, inbound.from);
    return arrival;
  }
  const auto found = std::ranges::find(kept_, key_with_method(request), &Kept::key);
  if (found != kept_.end()) {
    transport_.reply(found->to, found->text);
    meter_.response_out(found->method, found->status, Pass::again);
    return Arrival::again;
  }
  return is_merged(request, merge_key) ? Arrival::merged : Arrival::fresh;
}

bool Incoming::is_merged(const Request& request, const std::string& merge_key) const {
  if (!request.to_tag.empty() || request.method == "CANCEL") return false;
  return std::ranges::find(invites_, merge_key, &Invite::merge_key) != invites_.end() ||
         std::ranges::find(kept_, merge_key, &Kept::merge_key) != kept_.end();
}

Incoming::Arrival Incoming::arrived_invite(const std::string& key, const std::string& merge_key) {
  const auto found = find(key);
  if (found == invites_.end()) {
    if (!make_room()) return Arrival::full;
    invites_.push_back({.key = key, .merge_key = merge_key});
    return Arrival::fresh;
  }
  const bool repeats =
      found->state == Invite::State::proceeding || found->state == Invite::State::completed;
  if (repeats && !found->text.empty()) repeat(*found);
  return Arrival::again;
}

void Incoming::repeat(const Invite& invite) {
  transport_.reply(invite.to, invite.text);
  meter_.response_out("INVITE", invite.status, Pass::again);
}

// The ACK of a 2xx has a branch of its own, and is a transaction of its own.
Pass Incoming::ack_of_success(const Request& ack) {
  const auto merge_key = merge_key_of(ack, "INVITE");
  const auto found = std::ranges::find_if(invites_, [&](const Invite& invite) {
    return invite.state == Invite::State::accepted && invite.merge_key == merge_key;
  });
  if (found == invites_.end()) return Pass::first;
  if (std::exchange(found->acknowledged, true)) return Pass::again;
  meter_.count(TrafficCounter::transactions);
  return Pass::first;
}

Incoming::Arrival Incoming::acknowledged(const Request& ack) {
  const auto found = find(key_of(ack));
  if (found == invites_.end() || found->state == Invite::State::accepted) {
    meter_.request_in("ACK", ack_of_success(ack));
    return Arrival::fresh;
  }
  const bool first = found->state == Invite::State::completed;
  meter_.request_in("ACK", first ? Pass::first : Pass::again);
  if (first) {
    found->state = Invite::State::confirmed;
    found->resender.reset();
    end_after(found, timers_.t4);
  }
  return Arrival::again;
}

bool Incoming::make_room() {
  if (invites_.size() < most_incoming_invites) return true;
  const auto is_answered = [](const Invite& invite) {
    return invite.state != Invite::State::proceeding;
  };
  const auto oldest = std::ranges::find_if(invites_, is_answered);
  if (oldest == invites_.end()) return false;
  invites_.erase(oldest);
  return true;
}

void Incoming::send(const Inbound& inbound, const AnswerForm& form, Pass pass) {
  meter_.response_out(inbound.request.method, form.status, pass);
  transport_.reply(answer_target(inbound.request, inbound.from),
                   answer_text(inbound.request, inbound.from, form));
}

void Incoming::answer(const Inbound& inbound, const AnswerForm& form) {
  const auto& request = inbound.request;
  const auto to = answer_target(request, inbound.from);
  const auto text = answer_text(request, inbound.from, form);
  transport_.reply(to, text);
  meter_.response_out(request.method, form.status, Pass::first);
  if (request.method == "INVITE") {
    const auto invite = find(key_of(request));
    if (invite == invites_.end() || invite->state != Invite::State::proceeding) return;
    invite->text = text;
    invite->status = form.status;
    if (form.status >= 200) finish(invite, form.status);
    return;
  }
  if (kept_.size() == most_kept_answers) kept_.pop_front();
  kept_.push_back({.until = clock_.now() + answers_are_kept,
                   .key = key_with_method(request),
                   .merge_key = merge_key_of(request, request.method),
                   .to = to,
                   .text = text,
                   .method = request.method,
                   .status = form.status});
}

std::size_t Incoming::waiting() const {
  return static_cast<std::size_t>(
      std::ranges::count(invites_, Invite::State::proceeding, &Invite::state));
}

void Incoming::clear() {
  kept_.clear();
  invites_.clear();
}

void Incoming::finish(Invites::iterator invite, unsigned status) {
  if (status < 300) {
    invite->state = Invite::State::accepted;
    return end_after(invite, 64 * timers_.t1);  // timer L
  }
  invite->state = Invite::State::completed;
  Resender::Calls calls{.send = nullptr, .give_up = [this, invite] { invites_.erase(invite); }};
  if (invite->to.protocol == Protocol::udp) calls.send = [this, invite] { repeat(*invite); };
  invite->resender = std::make_unique<Resender>(clock_, timers_, std::move(calls));
}

void Incoming::end_after(Invites::iterator invite, Duration wait) {
  invite->end = clock_.after(wait, [this, invite] { invites_.erase(invite); });
}

}  // namespace lineman::sipcore
