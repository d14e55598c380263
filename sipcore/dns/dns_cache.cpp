#include "sipcore/dns/dns_cache.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

const DnsEntry* DnsCache::find(const DnsKey& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second;
}

void DnsCache::keep(const DnsKey& key, DnsEntry entry) {
  entries_[key] = std::move(entry);
  if (entries_.size() <= most_cached_names) return;
  const auto sooner = [](const auto& a, const auto& b) {
    return a.second.expires < b.second.expires;
  };
  entries_.erase(std::ranges::min_element(entries_, sooner));
}

void DnsCache::forget_failures(TimePoint now) {
  std::erase_if(entries_, [](const auto& one) { return one.second.records.empty(); });
  for (auto& [key, entry] : entries_) {
    if (entry.stale) entry.expires = now;
  }
}

}  // namespace lineman::sipcore
