#include "agent/transaction/guard_plan.hpp"

#include <algorithm>
#include <set>

#include "agent/core/core_state.hpp"
#include "datamodel/branding.hpp"

namespace lineman::agent {
namespace {

using datamodel::ParameterRef;
using Entry = datamodel::Values::Entry;

bool is_from_afar(Door door) {
  return door == Door::snmp || door == Door::cwmp || door == Door::web;
}

std::vector<unsigned> to_watch(const GuardRecord* running, const datamodel::Values& values,
                               std::span<const Registered> registered) {
  std::set<unsigned> accounts;
  if (running != nullptr) accounts.insert(running->accounts.begin(), running->accounts.end());
  for (const auto& each : registered) accounts.insert(each.account);
  std::erase_if(accounts, [&](unsigned account) { return !can_register(values, account); });
  return {accounts.begin(), accounts.end()};
}

bool restores(const GuardRecord& guard, ParameterRef ref) {
  return std::ranges::binary_search(guard.restore, ref, {}, &Entry::ref);
}

// What was there before the first of the guarded changes.
void add_changed(GuardRecord& guard, const Plan& plan, const datamodel::Values& before) {
  for (const auto ref : plan.changed) {
    if (restores(guard, ref)) continue;
    const auto at = std::ranges::lower_bound(guard.restore, ref, {}, &Entry::ref);
    guard.restore.insert(at, {ref, std::string{before.get(ref)}});
  }
}

// What another version would have taken back.
bool is_restored_value(const KeptLine& line) {
  return line.name == "restore";
}

void take_out_changed(GuardRecord& guard, const Plan& plan) {
  std::erase_if(guard.restore, [&](const Entry& entry) {
    return std::ranges::find(plan.changed, entry.ref) != plan.changed.end();
  });
}

}  // namespace

std::string guard_seconds_name() {
  return std::string{"Device."}.append(branding::vendor_prefix).append("Guard.Seconds");
}

std::uint32_t guard_seconds(const TransactionRequest& request, const datamodel::Values& values) {
  if (request.guard) return *request.guard;
  if (!is_from_afar(request.asker.door)) return 0;
  static const auto row = datamodel::find_by_name(guard_seconds_name(), 1);
  if (!row) return 0;
  return static_cast<std::uint32_t>(datamodel::to_integer(values.get(*row)).value_or(0));
}

void plan_guard(Plan& plan, const TransactionRequest& request, const Generation& current,
                bool running, std::span<const Registered> registered) {
  const bool takes_back = running && request.asker.door == Door::guard;
  if (takes_back) plan.makes_generation = true;
  if (!plan.makes_generation) return;
  auto& guard = plan.next.guard;
  guard = running && !takes_back ? current.guard : std::nullopt;
  const auto seconds = guard_seconds(request, plan.next.values);
  const bool guarded = seconds != 0 && std::ranges::any_of(plan.changed, concerns_core);
  auto watched = guarded ? to_watch(guard ? &*guard : nullptr, plan.next.values, registered)
                         : std::vector<unsigned>{};
  if (!watched.empty()) {
    GuardRecord record{.generation = plan.next.number,
                       .seconds = seconds,
                       .accounts = std::move(watched),
                       .restore = guard ? guard->restore : std::vector<Entry>{}};
    add_changed(record, plan, current.values);
    guard = std::move(record);
  } else if (guard) {
    take_out_changed(*guard, plan);
  }
  if (guard && guard->restore.empty()) guard.reset();
  if (!guard) std::erase_if(plan.next.kept_fields, is_restored_value);
}

std::vector<Change> changes_back(const GuardRecord& guard) {
  std::vector<Change> changes;
  changes.reserve(guard.restore.size());
  for (const auto& [ref, value] : guard.restore) changes.push_back({ref, value});
  return changes;
}

}  // namespace lineman::agent
