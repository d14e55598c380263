// The resolver by DNS, with a cache that keeps the times to live.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sipcore/dns/dns_cache.hpp"
#include "sipcore/dns/dns_lookup.hpp"
#include "sipcore/dns/resolver.hpp"

namespace lineman::sipcore {

// Pure. One thread: the loop's.
class DnsResolver : public Resolver {
 public:
  DnsResolver(Clock& clock, Ask ask, const DnsSettings& settings);
  ~DnsResolver() override;
  DnsResolver(const DnsResolver&) = delete;
  DnsResolver& operator=(const DnsResolver&) = delete;

  // Of the look-ups that begin from now on.
  void set_patience(Duration query_timeout, unsigned retry_times);

  // The network or the name servers are others than before: negative answers and failures count no
  // more, and what is under way is asked anew, at once. After AresChannel::reload().
  void forget_failures();

  std::unique_ptr<Query> addresses_of(const std::string& name, OnAddresses answer) override;
  std::unique_ptr<Query> services_of(const std::string& name, OnServices answer) override;
  std::unique_ptr<Query> pointers_of(const std::string& name, OnPointers answer) override;
  const datamodel::DnsCounters& counters() const override { return counters_; }

 private:
  class Waiter;
  using OnEntry = std::function<void(const DnsEntry&)>;

  std::unique_ptr<Query> look_up(const DnsKey& key, OnEntry answer);
  void begin(const DnsKey& key);
  void finished(const DnsKey& key, const LookupResult& result);
  DnsEntry entry_of(const DnsKey& key, const LookupResult& result) const;

  Clock& clock_;
  Ask ask_;
  DnsSettings settings_;
  datamodel::DnsCounters counters_{};
  DnsCache cache_{};
  std::map<DnsKey, std::shared_ptr<DnsLookup>> lookups_{};
  std::vector<Waiter*> waiters_{};
  TimePoint silent_until_{};  // nobody answered; until then what is known does without an answer
};

}  // namespace lineman::sipcore
