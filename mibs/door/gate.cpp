#include "mibs/door/gate.hpp"

#include <openssl/crypto.h>

namespace lineman::mibs {
namespace {

bool is_same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

Gate::Gate(const Clock& clock, SnmpDoorCounters& counters, const SnmpSettings& settings)
    : clock_{clock}, counters_{counters}, rate_{settings.rate_limit} {
  apply(settings);
}

void Gate::apply(const SnmpSettings& settings) {
  rate_ = RateLimit{settings.rate_limit};
  communities_.clear();
  for (const auto& community : settings.communities) {
    communities_.push_back({community.name, NetworkList{community.source}});
  }
}

bool Gate::permits(const SourceAddress& source) {
  if (!trusted_.empty() && !trusted_.holds(source)) {
    ++counters_.untrusted;
    return false;
  }
  if (!rate_.permits(source, clock_.now())) {
    ++counters_.rate_limited;
    return false;
  }
  return true;
}

bool Gate::knows(std::string_view community, const SourceAddress& source) const {
  bool known = false;
  for (const auto& one : communities_) {
    const bool same = is_same(one.name, community);
    known = known || (same && one.sources.holds(source));
  }
  return known;
}

}  // namespace lineman::mibs
