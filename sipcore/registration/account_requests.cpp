// Where the account's requests go, and what happens around them: calls, connections, the network.
#include <algorithm>
#include <utility>

#include "sipcore/registration/account.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;

// Server 2 follows server 1; while it has control itself, it is the only one. Where requests go to
// the registered target alone, it has to be registered as well.
std::vector<Hop> Account::hops() {
  std::vector<Hop> hops;
  if (control_ == 0) return hops;
  add_hops(control_, hops);
  const bool may_follow =
      !settings_.servers[0].only_signal_with_registered || is_registered(fallback);
  if (control_ == working && may_follow) add_hops(fallback, hops);
  return hops;
}

void Account::add_hops(unsigned number, std::vector<Hop>& hops) {
  if (server(number) == nullptr) return;
  const auto& settings = settings_.servers[number - 1];
  for (const auto& target : server(number)->request_targets()) {
    auto link = context_.transport.open(target, settings.address);
    hops.push_back({.server = number,
                    .link = link ? std::move(*link) : nullptr,
                    .target = target,
                    .identity = identity_of(settings_, settings),
                    .route = route_uri(settings),
                    .timers = context_.globals.timers,
                    .retry_counts = settings.retry_counts,
                    .invite_retry_counts = settings.invite_retry_counts,
                    .counters = &server_counters_[number - 1]});
  }
}

std::unique_ptr<RequestRouter::Ticket> Account::make_ready(const Hop& hop,
                                                           std::function<void(bool)> ready) {
  auto* server = this->server(hop.server);
  const bool needs_register = server != nullptr && server->target() != hop.target &&
                              settings_.servers[hop.server - 1].register_on_enable;
  if (needs_register) return server->move_to(hop.target, std::move(ready));
  auto answer = std::make_shared<OwedAnswer>(context_.clock, std::move(ready));
  answer->give(server != nullptr);
  return std::make_unique<OwedTicket>(std::move(answer));
}

void Account::answered(const Hop& hop, unsigned status) {
  if (auto* server = this->server(hop.server)) server->request_answered(hop.target, status);
}

void Account::failed(const Hop& hop, const AttemptFailure& failure) {
  if (auto* server = this->server(hop.server)) server->request_failed(hop.target, failure);
}

void Account::network_changed() {
  if (!runs()) return;
  bool moved = false;
  for (auto& server : servers_) moved = (server && server->network_changed()) || moved;
  if (moved) ++counters_[AccountCounter::address_changes];
  start_what_failed();
  show();
}

void Account::connection_closed(const Link& link) {
  for (auto& server : servers_) {
    if (server) server->connection_closed(link);
  }
}

void Account::pong(const Target& from) {
  for (auto& server : servers_) {
    if (server) server->pong(from);
  }
}

}  // namespace lineman::sipcore
