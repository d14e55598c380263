#include "mibs/notifications/account_events.hpp"

#include <algorithm>
#include <utility>

#include "mibs/notifications/event_details.hpp"

namespace lineman::mibs {
namespace {

using datamodel::AccountCounter;
using datamodel::AccountCounters;
using datamodel::AccountMode;
using datamodel::AccountState;
using datamodel::AccountStatus;
using datamodel::NotificationId;

using Events = std::vector<LoggedEvent>;

// Not meant to be registered.
bool is_off(AccountState state) {
  return state == AccountState::disabled || state == AccountState::misconfigured ||
         state == AccountState::unregistering;
}

bool is_down(AccountState state) {
  return !is_off(state) && state != AccountState::registered;
}

void add(Events& events, NotificationId kind, const AccountStatus& now, unsigned server,
         std::string detail) {
  events.push_back(
      {.kind = kind, .account = now.account, .server = server, .detail = std::move(detail)});
}

struct Place {
  const std::string& target;
  unsigned server;
};

// Moves to another target of the server, or to server 2.
void note_failover(const AccountStatus& now, const AccountCounters& grown, const Place& from,
                   Events& events) {
  const auto moves = grown[AccountCounter::failovers] + grown[AccountCounter::fallbacks];
  if (moves == 0) return;
  add(events, NotificationId::failover, now, now.server,
      place_text(from.target, from.server) + " to " + place_text(now.target, now.server) + ": " +
          cause_text(now, grown) + times_text(moves));
}

void note_failback(const AccountStatus& now, const AccountCounters& grown, const Place& from,
                   Events& events) {
  const auto moves = grown[AccountCounter::failbacks];
  if (moves == 0) return;
  add(events, NotificationId::failback, now, now.server,
      place_text(from.target, from.server) + " to " + place_text(now.target, now.server) +
          times_text(moves));
}

// Where both happened, the place where the account is now tells which came last.
void note_moves(const AccountStatus& now, const AccountCounters& grown, const Place& from,
                Events& events) {
  const bool is_home = now.mode == AccountMode::primary;
  if (!is_home) note_failback(now, grown, from, events);
  note_failover(now, grown, from, events);
  if (is_home) note_failback(now, grown, from, events);
}

}  // namespace

// What was counted since the last look: all of it where the counters began anew.
AccountCounters AccountEvents::grown(const AccountStatus& now, bool fresh_core) const {
  AccountCounters grown = now.counters;
  if (fresh_core || seen_->discontinuity != now.discontinuity) return grown;
  std::ranges::transform(
      now.counters, seen_->counters, grown.begin(),
      [](std::uint64_t is, std::uint64_t was) { return is < was ? is : is - was; });
  return grown;
}

bool AccountEvents::was_lost(const AccountStatus& now, const AccountCounters& grown,
                             bool fresh_core) const {
  if (grown[AccountCounter::registration_lost] > 0) return true;
  return fresh_core && seen_->state == AccountState::registered && is_down(now.state);
}

void AccountEvents::note_loss(const AccountStatus& now, const AccountCounters& grown,
                              bool fresh_core, Events& events) {
  if (!was_lost(now, grown, fresh_core)) return;
  lost_ = true;
  const auto why = fresh_core ? "the SIP core started again" : failure_text(now);
  add(events, NotificationId::registration_lost, now, server_,
      "it was registered with " + place_text(place_, server_) + ": " + why +
          times_text(grown[AccountCounter::registration_lost]));
}

// A refused password is told as such, not as a failure of the servers.
void AccountEvents::note_failures(const AccountStatus& now, const AccountCounters& grown,
                                  Events& events) {
  const bool refused = grown[AccountCounter::auth_failures] > 0;
  if (refused && !std::exchange(told_refused_, true)) {
    add(events, NotificationId::authentication_failed, now, now.server, failure_text(now));
  }
  if (refused || now.state == AccountState::auth_failed) return;
  if (grown[AccountCounter::all_servers_failed] > 0 && !std::exchange(told_failed_, true)) {
    add(events, NotificationId::all_servers_failed, now, 0, failure_text(now));
  }
}

void AccountEvents::note_return(const AccountStatus& now, Events& events) {
  if (now.state != AccountState::registered || !std::exchange(lost_, false)) return;
  add(events, NotificationId::registration_restored, now, now.server,
      "it is registered with " + place_text(now.target, now.server));
}

void AccountEvents::remember(const AccountStatus& now, std::uint64_t generation) {
  const bool was_registered = seen_ && seen_->state == AccountState::registered;
  const bool is_registered = now.state == AccountState::registered;
  const bool is_new = seen_ && seen_->generation != generation;
  if (is_off(now.state)) lost_ = false;
  if ((is_registered && !was_registered) || is_new || is_off(now.state)) {
    told_failed_ = told_refused_ = false;
  }
  if (!now.target.empty()) place_ = now.target;
  if (now.server != 0) server_ = now.server;
  seen_ = {now.state, now.counters, now.discontinuity, generation};
}

std::vector<LoggedEvent> AccountEvents::look(const AccountStatus& now, const Look& look) {
  Events events;
  const Place from{place_, server_};
  if (!seen_) {
    const bool lasts = is_down(now.state) && now.counters[AccountCounter::registration_lost] > 0;
    if (lasts) {
      lost_ = true;
      add(events, NotificationId::registration_lost, now, now.server, failure_text(now));
    }
  } else if (!is_off(now.state)) {
    const auto grown = this->grown(now, look.fresh_core);
    note_loss(now, grown, look.fresh_core, events);
    note_failures(now, grown, events);
    note_moves(now, grown, from, events);
    note_return(now, events);
  }
  remember(now, look.generation);
  return events;
}

}  // namespace lineman::mibs
