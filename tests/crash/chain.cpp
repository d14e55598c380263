#include "tests/crash/chain.hpp"

#include <algorithm>

#include "datamodel/differences.hpp"

namespace lineman::test {

using agent::Generation;

std::string who_of(unsigned number) {
  return "ask " + std::to_string(number);
}

bool has_values_of(const Generation& generation, const Ask& ask) {
  return std::ranges::all_of(ask.request.changes, [&](const Change& change) {
    return generation.values.get(change.parameter) == change.value;
  });
}

void Chain::take(const Generation& generation) {
  if (previous_ == nullptr) {
    previous_ = &generation;
    return;
  }
  if (generation.asker.door == Door::guard) {
    take_reverted(generation);
  } else if (const auto* const ask = origin_of(generation)) {
    take_asked(generation, *ask);
  } else {
    violate(generation, "is nobody's");
  }
  previous_ = &generation;
}

const Ask* Chain::origin_of(const Generation& generation) const {
  const auto at = std::ranges::find_if(
      asks_, [&](const Ask& ask) { return who_of(ask.number) == generation.asker.who; });
  return at == asks_.end() ? nullptr : &*at;
}

void Chain::take_asked(const Generation& generation, const Ask& ask) {
  auto wanted = previous_->values;
  for (const auto& change : ask.request.changes) wanted.set(change.parameter, change.value);
  if (wanted != generation.values) violate(generation, "is not all of what somebody asked for");
  if (ask.answers > 0 && !ask.yes) violations_.emplace_back("a no was kept");
  if (ask.number <= last_ask_) {
    violations_.emplace_back("the order of the changes is not that of the generations");
  }
  last_ask_ = ask.number;
  if (generation.parameter_key != ask.request.parameter_key.value_or(previous_->parameter_key)) {
    violate(generation, "has another ParameterKey");
  }
  const auto serial = previous_->config_serial + (ask.request.config_serial ? 1U : 0U);
  if (generation.config_serial != serial) violate(generation, "has another serial number");
  follow_guard(generation, ask);
}

void Chain::follow_guard(const Generation& generation, const Ask& ask) {
  const auto changed = datamodel::differing(previous_->values, generation.values);
  const bool begins = generation.guard && generation.guard->generation == generation.number;
  if (begins && !ask.request.guard) violate(generation, "is guarded, and nobody asked for it");
  if (!generation.guard || (begins && !is_carried_on(*generation.guard))) {
    end_guard(generation, begins ? std::vector<datamodel::ParameterRef>{} : changed);
  }
  for (const auto ref : changed) {
    if (begins) {
      before_.try_emplace(ref, Before{std::string{previous_->values.get(ref)}, generation.number});
    } else {
      before_.erase(ref);
    }
  }
  if (begins) guard_ = generation.number;
}

bool Chain::is_carried_on(const agent::GuardRecord& record) const {
  if (guards_.settled.contains(guard_)) return false;
  return std::ranges::all_of(before_, [&](const auto& each) {
    const datamodel::Values::Entry entry{each.first, each.second.value};
    return std::ranges::find(record.restore, entry) != record.restore.end();
  });
}

// Without a word of the store, a guard ends only when others have changed all of it.
void Chain::end_guard(const Generation& generation,
                      const std::vector<datamodel::ParameterRef>& changed) {
  for (const auto ref : changed) before_.erase(ref);
  if (!before_.empty() && !guards_.settling.contains(guard_)) {
    violate(generation, "has lost the guard");
  }
  before_.clear();
  guard_ = 0;
}

// Whether what was guarded first by generation `since` was said to stand for good, by a guard that
// was there before generation `before`.
bool Chain::is_settled(std::uint64_t since, std::uint64_t before) const {
  const auto at = guards_.settled.lower_bound(since);
  return at != guards_.settled.end() && *at < before;
}

void Chain::take_reverted(const Generation& generation) {
  for (const auto ref : datamodel::differing(previous_->values, generation.values)) {
    const auto name = datamodel::name_of(ref);
    const auto before = before_.find(ref);
    if (before == before_.end()) {
      violate(generation, "takes back what it does not guard: " + name);
    } else if (generation.values.get(ref) != before->second.value) {
      violate(generation, "takes " + name + " back to another value than it had");
    }
  }
  for (const auto& [ref, before] : before_) {
    if (generation.values.get(ref) != before.value) {
      violate(generation, "leaves a guarded value: " + datamodel::name_of(ref));
    }
    if (is_settled(before.since, generation.number)) {
      violate(generation, "takes back what stood for good: " + datamodel::name_of(ref));
    }
  }
  if (generation.guard) violate(generation, "has a guard still");
  if (generation.parameter_key != previous_->parameter_key ||
      generation.config_serial != previous_->config_serial) {
    violate(generation, "takes back more than values");
  }
  before_.clear();
  guard_ = 0;
}

void Chain::violate(const Generation& generation, std::string_view what) {
  violations_.push_back("generation " + std::to_string(generation.number) + ' ' +
                        std::string{what});
}

}  // namespace lineman::test
