#include "datamodel/values.hpp"

#include <algorithm>

namespace lineman::datamodel {

std::string_view Values::get(ParameterRef ref) const {
  const auto at = std::ranges::lower_bound(entries_, ref, {}, &Entry::ref);
  if (at != entries_.end() && at->ref == ref) return at->value;
  return ref.parameter().initial;
}

void Values::set(ParameterRef ref, std::string_view value) {
  const auto at = std::ranges::lower_bound(entries_, ref, {}, &Entry::ref);
  const bool there = at != entries_.end() && at->ref == ref;
  if (value == ref.parameter().initial) {
    if (there) entries_.erase(at);
  } else if (there) {
    at->value = value;
  } else {
    entries_.insert(at, {ref, std::string{value}});
  }
}

std::span<const Values::Entry> Values::entries_of(unsigned account) const {
  const auto of_account = [](const Entry& entry) { return unsigned{entry.ref.instance.account}; };
  const auto first = std::ranges::lower_bound(entries_, account, {}, of_account);
  const auto last = std::ranges::upper_bound(entries_, account, {}, of_account);
  return {first, last};
}

}  // namespace lineman::datamodel
