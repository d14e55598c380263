// Names to addresses by DNS, with a cache that keeps the times to live.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "datamodel/instance.hpp"
#include "sipcore/dns/ares_channel.hpp"
#include "sipcore/dns/dns_answer.hpp"
#include "sipcore/dns/resolver.hpp"

namespace lineman::sipcore {

// Twice as many as the names that can be configured; the one that ends first goes first.
inline constexpr std::size_t most_cached_names = 4UL * datamodel::maximum_accounts;
inline constexpr std::chrono::seconds shortest_ttl{1};
inline constexpr std::chrono::seconds longest_ttl{86'400};
// How long a stale list, or a failure without one, stands before the servers are asked again.
inline constexpr std::chrono::seconds stale_ttl{30};
// How long one family's addresses wait for the other's (RFC 8305, 3).
inline constexpr std::chrono::milliseconds second_family_wait{250};

struct DnsSettings {
  Duration query_timeout = std::chrono::seconds(3);
  unsigned retry_times = 2;
  bool v4 = true;  // which families are of use
  bool v6 = true;
};

// One question to some server; replaced in tests. The answer may come from within the call.
using Ask = std::function<void(const std::string& name, std::uint16_t type, OnDnsAnswer answer)>;

// One thread: the loop's.
class DnsResolver : public Resolver {
 public:
  DnsResolver(Clock& clock, Ask ask, const DnsSettings& settings);
  ~DnsResolver() override;
  DnsResolver(const DnsResolver&) = delete;
  DnsResolver& operator=(const DnsResolver&) = delete;

  // Of the questions that begin from now on.
  void set_patience(Duration query_timeout, unsigned retry_times);

  std::unique_ptr<Query> addresses_of(const std::string& name, OnAddresses answer) override;
  const datamodel::DnsCounters& counters() const override { return counters_; }

 private:
  class Waiter;
  struct Part;
  struct Lookup;

  void begin(const std::string& name);
  void ask(const std::shared_ptr<Lookup>& lookup, Part& part);
  void ask_later(const std::shared_ptr<Lookup>& lookup, Part& part);
  void answered(const std::shared_ptr<Lookup>& lookup, Part& part, DnsOutcome outcome,
                std::span<const std::uint8_t> message);
  void take(Part& part, std::span<const std::uint8_t> message);
  void check_done(const std::shared_ptr<Lookup>& lookup);
  void finish(const std::shared_ptr<Lookup>& lookup);
  Addresses conclude(const Lookup& lookup);
  void keep(const std::string& name, const Addresses& addresses);
  void tell(const std::string& name, const Addresses& addresses);

  Clock& clock_;
  Ask ask_;
  DnsSettings settings_;
  datamodel::DnsCounters counters_{};
  std::map<std::string, Addresses> cache_{};
  std::map<std::string, std::shared_ptr<Lookup>> lookups_{};
  std::vector<Waiter*> waiters_{};
};

}  // namespace lineman::sipcore
