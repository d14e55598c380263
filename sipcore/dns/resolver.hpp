// What a name stands for. Asked by the engine, answered by DNS, or by a test.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/counters.hpp"
#include "sipcore/dns/records.hpp"

namespace lineman::sipcore {

// How long an answer stands, whatever its time to live.
inline constexpr std::chrono::seconds shortest_ttl{1};
inline constexpr std::chrono::seconds longest_ttl{86'400};
// How long one that no resolver gave stands before the servers are asked again.
inline constexpr std::chrono::seconds stale_ttl{30};

// The records of a name, in the order of the answer.
template <typename Record>
struct Found {
  std::vector<Record> list{};  // empty: there are none, or none are known
  TimePoint expires{};         // end of the shortest TTL, or of the negative answer
  bool stale = false;          // no resolver answered: what was known before
};

using Addresses = Found<IpAddress>;
using Services = Found<SrvRecord>;
using Pointers = Found<NaptrRecord>;

using OnAddresses = std::function<void(const Addresses&)>;
using OnServices = std::function<void(const Services&)>;
using OnPointers = std::function<void(const Pointers&)>;

// One thread: that of the loop.
class Resolver {
 public:
  // A look-up under way; destroying it drops the answer.
  class Query {
   public:
    virtual ~Query() = default;
  };

  virtual ~Resolver() = default;

  // Each answers from the loop, exactly once, never from within the call. Names are of any case,
  // with or without a dot at the end.
  virtual std::unique_ptr<Query> addresses_of(const std::string& name, OnAddresses answer) = 0;
  virtual std::unique_ptr<Query> services_of(const std::string& name, OnServices answer) = 0;
  virtual std::unique_ptr<Query> pointers_of(const std::string& name, OnPointers answer) = 0;
  virtual const datamodel::DnsCounters& counters() const = 0;
};

}  // namespace lineman::sipcore
