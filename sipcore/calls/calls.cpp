#include "sipcore/calls/calls.hpp"

#include <algorithm>
#include <utility>

#include "sipcore/calls/incoming_call.hpp"
#include "sipcore/calls/outgoing_call.hpp"
#include "sipcore/message/sip_uri.hpp"
#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;

namespace {

tl::unexpected<Error> not_possible(std::string sentence) {
  return tl::unexpected(Error{.code = ErrorCode::not_possible, .sentence = std::move(sentence)});
}

}  // namespace

Calls::Calls(CallContext& context, Lines& lines, Hooks hooks)
    : context_(context), lines_(lines), hooks_(std::move(hooks)) {}

unsigned Calls::number_of(unsigned account) const {
  return static_cast<unsigned>(std::ranges::count_if(
      calls_, [&](const auto& entry) { return entry.second->info().account == account; }));
}

// Why there cannot be another call; empty where there can.
std::string Calls::reason_against(unsigned account) const {
  if (calls_.size() >= most_calls)
    return "there are " + std::to_string(most_calls) + " calls, which is the most";
  if (number_of(account) >= most_calls_of_an_account)
    return "account " + std::to_string(account) + " has " +
           std::to_string(most_calls_of_an_account) + " calls, which is the most";
  return {};
}

tl::expected<unsigned, Error> Calls::dial(unsigned account, const std::string& uri) {
  const auto name = "account " + std::to_string(account);
  auto* router = lines_.router(account);
  if (router == nullptr) return not_possible(name + " is not in service");
  if (auto reason = reason_against(account); !reason.empty()) return not_possible(reason);
  const auto hops = router->hops();
  if (hops.empty()) return not_possible(name + " has no server to send a call to at present");
  const auto peer = dialled_uri(uri, hops.front().identity.domain);
  if (!peer) return not_possible(peer.error());
  const CallInfo info{
      .call = last_number_ + 1, .account = account, .outgoing = true, .peer = *peer};
  auto call = std::make_unique<OutgoingCall>(context_, *router, info, uri, news());
  if (!call->begin()) return not_possible(name + " has no server to send a call to at present");
  begun(std::move(call));
  return last_number_;
}

tl::expected<void, Error> Calls::hang_up(unsigned call) {
  const auto found = calls_.find(call);
  if (found == calls_.end())
    return tl::unexpected(
        Error{.code = ErrorCode::no_call, .sentence = "there is no call " + std::to_string(call)});
  found->second->hang_up();
  return {};
}

std::vector<CallInfo> Calls::list() const {
  std::vector<CallInfo> all;
  for (const auto& [number, call] : calls_) all.push_back(call->info());
  return all;
}

Call::News Calls::news() {
  return {.changed =
              [this](const Call& call) {
                hooks_.told(call.info(), std::string(to_string(call.info().state)));
              },
          .ended = [this](const Call& call, const std::string& why) { ended(call, why); }};
}

void Calls::begun(std::unique_ptr<Call> call) {
  const auto& info = call->info();
  last_number_ = info.call;
  calls_.emplace(info.call, std::move(call));
  hooks_.told(info, std::string(to_string(info.state)));
  hooks_.number_changed(info.account, number_of(info.account));
}

void Calls::ended(const Call& call, const std::string& why) {
  const auto& info = call.info();
  const auto found = calls_.find(info.call);
  over_.push_back(std::move(found->second));
  calls_.erase(found);
  sweep_ = context_.clock.after({}, [this] { over_.clear(); });
  hooks_.told(info, why.empty() ? "ended" : "ended: " + why);
  hooks_.number_changed(info.account, number_of(info.account));
}

// ---- from outside

void Calls::refuse(const Inbound& invite, unsigned account, unsigned status,
                   const std::string& headers) {
  context_.incoming.answer(invite,
                           {.status = status, .to_tag = random_token(8), .headers = headers});
  auto* router = lines_.router(account);
  if (router == nullptr) return;
  ++router->account_counters()[AccountCounter::incoming_calls_received];
  ++router->account_counters()[AccountCounter::incoming_calls_failed];
}

// The hop that the INVITE came from; where it is none of the account's, the first one with a way of
// its own. Or the status to refuse it with.
tl::expected<Hop, unsigned> Calls::hop_towards(const Inbound& invite, RequestRouter& router) {
  constexpr unsigned unavailable = 480;
  const auto hops = router.hops();
  if (hops.empty()) return tl::unexpected(unavailable);
  const auto from_there = [&](const Hop& hop) {
    return hop.link && hop.target.address == invite.from.address &&
           hop.target.protocol == invite.from.protocol;
  };
  const auto found = std::ranges::find_if(hops, from_there);
  if (found != hops.end()) return *found;
  auto hop = hops.front();
  auto link = context_.transport.open(invite.from, to_string(invite.from.address));
  if (!link) return tl::unexpected(unavailable);
  hop.link = std::move(*link);
  return hop;
}

void Calls::invited(const Inbound& invite) {
  const auto& request = invite.request;
  const auto account = lines_.account_for(invite.from, request.user);
  auto* router = account == 0 ? nullptr : lines_.router(account);
  if (router == nullptr) return refuse(invite, 0, 404);
  if (!request.body.text.empty() && request.body.type != sdp_type)
    return refuse(invite, account, 415, std::string(accept_line));
  if (!reason_against(account).empty()) return refuse(invite, account, 486);
  const auto hop = hop_towards(invite, *router);
  if (!hop) return refuse(invite, account, hop.error());
  const CallInfo info{.call = last_number_ + 1,
                      .account = account,
                      .outgoing = false,
                      .peer = request.from_uri,
                      .state = CallState::ringing};
  auto call = std::make_unique<IncomingCall>(context_, *router, info, invite, *hop, news());
  auto& begins = *call;
  begun(std::move(call));
  begins.begin();
}

void Calls::cancelled(const Inbound& cancel) {
  const auto is_its = [&](const auto& entry) { return entry.second->is_meant_by(cancel.request); };
  const auto found = std::ranges::find_if(calls_, is_its);
  if (found != calls_.end()) return found->second->cancelled(cancel);
  context_.incoming.answer(cancel, {.status = 481, .to_tag = random_token(8)});
}

bool Calls::received(const Inbound& inbound) {
  const auto is_its = [&](const auto& entry) { return entry.second->has(inbound.request); };
  const auto found = std::ranges::find_if(calls_, is_its);
  if (found == calls_.end()) return false;
  found->second->received(inbound);
  return true;
}

void Calls::network_changed() {
  for (const auto& info : list()) {  // the map changes
    if (const auto found = calls_.find(info.call); found != calls_.end())
      found->second->network_changed();
  }
}

void Calls::clear() {
  calls_.clear();
  over_.clear();
  sweep_.reset();
}

}  // namespace lineman::sipcore
