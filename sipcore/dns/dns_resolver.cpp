#include "sipcore/dns/dns_resolver.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::DnsCounter;
using Outcome = LookupResult::Outcome;

// Whoever waits for a name. Told from the loop.
class DnsResolver::Waiter : public Resolver::Query {
 public:
  Waiter(DnsResolver& resolver, DnsKey key, OnEntry answer)
      : resolver_(resolver), key_(std::move(key)), answer_(std::move(answer)) {
    resolver_.waiters_.push_back(this);
  }
  ~Waiter() override { std::erase(resolver_.waiters_, this); }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  bool waits_for(const DnsKey& key) const { return key_ == key && !timer_; }

  void tell(const DnsEntry& entry) {
    if (entry.stale && !entry.records.empty()) ++resolver_.counters_[DnsCounter::stale_uses];
    timer_ = resolver_.clock_.at(resolver_.clock_.now(), [this, entry] {
      const auto answer = std::move(answer_);  // the waiter may be destroyed in it
      answer(entry);
    });
  }

 private:
  DnsResolver& resolver_;
  DnsKey key_;
  OnEntry answer_;
  std::unique_ptr<Timer> timer_{};
};

DnsResolver::DnsResolver(Clock& clock, Ask ask, const DnsSettings& settings)
    : clock_(clock), ask_(std::move(ask)), settings_(settings) {}

DnsResolver::~DnsResolver() = default;

void DnsResolver::set_patience(Duration query_timeout, unsigned retry_times) {
  settings_.query_timeout = query_timeout;
  settings_.retry_times = retry_times;
}

void DnsResolver::forget_failures() {
  cache_.forget_failures(clock_.now());
  silent_until_ = {};
  const auto under_way = lookups_;  // an answer from within the call ends its look-up
  for (const auto& [key, lookup] : under_way) lookup->ask_anew();
}

std::unique_ptr<Resolver::Query> DnsResolver::addresses_of(const std::string& name,
                                                           OnAddresses answer) {
  return look_up({canonical_name(name), RecordKind::addresses},
                 [answer = std::move(answer)](const DnsEntry& entry) {
                   answer({entry.records.addresses, entry.expires, entry.stale});
                 });
}

std::unique_ptr<Resolver::Query> DnsResolver::services_of(const std::string& name,
                                                          OnServices answer) {
  return look_up({canonical_name(name), RecordKind::services},
                 [answer = std::move(answer)](const DnsEntry& entry) {
                   answer({entry.records.services, entry.expires, entry.stale});
                 });
}

std::unique_ptr<Resolver::Query> DnsResolver::pointers_of(const std::string& name,
                                                          OnPointers answer) {
  return look_up({canonical_name(name), RecordKind::pointers},
                 [answer = std::move(answer)](const DnsEntry& entry) {
                   answer({entry.records.pointers, entry.expires, entry.stale});
                 });
}

std::unique_ptr<Resolver::Query> DnsResolver::look_up(const DnsKey& key, OnEntry answer) {
  auto waiter = std::make_unique<Waiter>(*this, key, std::move(answer));
  const auto* cached = cache_.find(key);
  if (cached != nullptr && clock_.now() < cached->expires) {
    if (!cached->stale) ++counters_[DnsCounter::cache_hits];
    waiter->tell(*cached);
    return waiter;
  }
  // A chain of look-ups must not wait for the same dead servers at each step (RFC 8767, 5): it goes
  // on with what is known, and the answer, if one comes, is for the next time.
  if (cached != nullptr && cached->known && clock_.now() < silent_until_) {
    auto entry = *cached;
    entry.stale = true;
    entry.expires = clock_.now() + stale_ttl;
    waiter->tell(entry);
  }
  if (!lookups_.contains(key)) begin(key);
  return waiter;
}

void DnsResolver::begin(const DnsKey& key) {
  const auto lookup =
      std::make_shared<DnsLookup>(clock_, ask_, settings_, counters_, key.name, key.kind);
  lookups_[key] = lookup;
  lookup->begin([this, key](const LookupResult& result) { finished(key, result); });
}

void DnsResolver::finished(const DnsKey& key, const LookupResult& result) {
  if (result.outcome == Outcome::answered) silent_until_ = {};
  if (result.outcome == Outcome::silent) silent_until_ = clock_.now() + stale_ttl;
  const auto entry = entry_of(key, result);
  cache_.keep(key, entry);
  lookups_.erase(key);
  for (auto* waiter : waiters_) {
    if (waiter->waits_for(key)) waiter->tell(entry);
  }
}

DnsEntry DnsResolver::entry_of(const DnsKey& key, const LookupResult& result) const {
  const auto now = clock_.now();
  if (result.outcome == Outcome::answered) {
    const auto ttl = std::clamp(std::chrono::seconds(result.ttl), shortest_ttl, longest_ttl);
    return {.records = result.records, .expires = now + ttl};
  }
  const auto* old = cache_.find(key);
  if (old == nullptr || !old->known)
    return {.expires = now + shortest_ttl, .stale = true, .known = false};
  return {.records = old->records, .expires = now + stale_ttl, .stale = true};
}

}  // namespace lineman::sipcore
