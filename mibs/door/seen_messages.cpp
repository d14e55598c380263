#include "mibs/door/seen_messages.hpp"

#include <algorithm>

#include "mibs/door/limits.hpp"

namespace lineman::mibs {

bool SeenMessages::is_new(const MessageDigest& digest, TimePoint now) {
  while (!seen_.empty() && seen_.front().until <= now) seen_.pop_front();
  if (std::ranges::find(seen_, digest, &Seen::digest) != seen_.end()) return false;
  if (seen_.size() >= maximum_remembered_sets) seen_.pop_front();
  seen_.push_back({digest, now + copies_refused_for});
  return true;
}

}  // namespace lineman::mibs
