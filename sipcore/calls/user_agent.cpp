#include "sipcore/calls/user_agent.hpp"

#include <algorithm>
#include <utility>

#include "sipcore/message/token.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

namespace {

bool is_spoken(std::string_view method) {
  const auto known = datamodel::sip_method(method);
  return known && std::ranges::find(datamodel::supported_methods, *known) !=
                      std::end(datamodel::supported_methods);
}

std::string abilities() {
  return std::string(allow_line) + std::string(accept_line) + std::string(supported_line);
}

}  // namespace

UserAgent::UserAgent(Clock& clock, Transport& transport, Transactions& transactions,
                     const SipTimers& timers, Lines& lines, Hooks hooks)
    : clock_(clock),
      lines_(lines),
      hooks_(std::move(hooks)),
      meter_(transactions.meter()),
      incoming_(clock, transport, timers, meter_),
      loose_(clock, transactions),
      late_answers_(clock, transport, loose_, meter_),
      context_{.clock = clock,
               .transport = transport,
               .transactions = transactions,
               .incoming = incoming_,
               .loose = loose_,
               .late_answers = late_answers_},
      calls_(
          context_, lines,
          {.told = [this](const CallInfo& call,
                          const std::string& what) { tell("call", call.account, call.call, what); },
           .number_changed = [this](unsigned account,
                                    unsigned calls) { hooks_.calls_changed(account, calls); }}),
      subscriptions_(context_, lines, [this](const SubscriptionInfo& one, const std::string& what) {
        tell("subscription", one.account, one.subscription, what);
      }) {}

void UserAgent::tell(std::string_view kind, unsigned account, unsigned number,
                     const std::string& what) {
  hooks_.event({.kind = std::string(kind),
                .account = account,
                .detail = std::to_string(number) + " " + what,
                .time = wall_seconds(clock_)});
}

void UserAgent::received(const Target& from, const Request& request) {
  const Inbound inbound{.from = from, .request = request};
  switch (incoming_.arrived(inbound)) {
    case Incoming::Arrival::fresh:
      return fresh(inbound);
    case Incoming::Arrival::again:
      return;
    case Incoming::Arrival::merged:
      count(inbound);
      return refuse(inbound, 482);
    case Incoming::Arrival::full:
      count(inbound);
      return incoming_.send(inbound, {.status = 486, .to_tag = random_token(8)}, Pass::first);
  }
}

bool UserAgent::received(const Target& from, const Response& response) {
  return late_answers_.received(from, response);
}

void UserAgent::count(const Inbound& inbound) {
  auto* counters = lines_.counters_for(inbound.from, inbound.request.user);
  if (counters == nullptr) return;
  ++(*counters)[method_of(inbound.request.method)][datamodel::MethodCounter::requests_in];
}

void UserAgent::refuse(const Inbound& inbound, unsigned status, const std::string& headers) {
  incoming_.answer(inbound, {.status = status, .to_tag = random_token(8), .headers = headers});
}

void UserAgent::fresh(const Inbound& inbound) {
  const auto& request = inbound.request;
  if (request.method == "ACK") {
    calls_.received(inbound);
    return;
  }
  count(inbound);
  if (request.method == "CANCEL") return calls_.cancelled(inbound);
  if (refused_for_its_head(inbound)) return;
  if (request.to_tag.empty()) return outside(inbound);
  within(inbound);
}

// In the order of RFC 3261, 8.2.
bool UserAgent::refused_for_its_head(const Inbound& inbound) {
  const auto& request = inbound.request;
  if (!is_spoken(request.method)) {
    meter_.count(datamodel::TrafficCounter::unsupported_methods);
    refuse(inbound, datamodel::sip_method(request.method) ? 405 : 501, std::string(allow_line));
    return true;
  }
  if (request.scheme != "sip" && request.scheme != "sips") {
    meter_.count(datamodel::TrafficCounter::unsupported_uris);
    refuse(inbound, 416);
    return true;
  }
  if (request.require.empty()) return false;
  std::string options;
  for (const auto& option : request.require) options += (options.empty() ? "" : ", ") + option;
  refuse(inbound, 420, "Unsupported: " + options + "\r\n");
  return true;
}

void UserAgent::outside(const Inbound& inbound) {
  const auto& method = inbound.request.method;
  if (method == "INVITE") return calls_.invited(inbound);
  if (method == "OPTIONS") return refuse(inbound, 200, abilities());
  refuse(inbound, 481);
}

void UserAgent::within(const Inbound& inbound) {
  if (calls_.received(inbound) || subscriptions_.received(inbound)) return;
  refuse(inbound, 481);
}

tl::expected<unsigned, Error> UserAgent::dial(unsigned account, const std::string& uri) {
  return calls_.dial(account, uri);
}

tl::expected<void, Error> UserAgent::hang_up(unsigned call) {
  return calls_.hang_up(call);
}

std::vector<CallInfo> UserAgent::calls() const {
  return calls_.list();
}

tl::expected<unsigned, Error> UserAgent::subscribe(unsigned account, const std::string& event,
                                                   const std::string& uri) {
  return subscriptions_.begin(account, event, uri);
}

tl::expected<void, Error> UserAgent::unsubscribe(unsigned subscription) {
  return subscriptions_.end(subscription);
}

std::vector<SubscriptionInfo> UserAgent::subscriptions() const {
  return subscriptions_.list();
}

void UserAgent::leave(unsigned account) {
  subscriptions_.leave(account);
}

void UserAgent::move(unsigned account) {
  subscriptions_.move(account);
}

void UserAgent::stop() {
  calls_.clear();
  subscriptions_.clear();
  late_answers_.clear();
  loose_.clear();
  incoming_.clear();
}

void UserAgent::network_changed() {
  calls_.network_changed();
  subscriptions_.network_changed();
}

}  // namespace lineman::sipcore
