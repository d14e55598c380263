// What a name stands for. Asked by the engine, answered by DNS, or by a test.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/counters.hpp"
#include "sipcore/network/target.hpp"

namespace lineman::sipcore {

// The addresses of a name, in the order of the answer.
struct Addresses {
  std::vector<IpAddress> list{};  // empty: the name did not resolve
  TimePoint expires{};            // end of the shortest TTL, or of the negative answer
  bool stale = false;             // an expired list, because no resolver answered
};

using OnAddresses = std::function<void(const Addresses&)>;

// One thread: that of the loop.
class Resolver {
 public:
  // A look-up under way; destroying it drops the answer.
  class Query {
   public:
    virtual ~Query() = default;
  };

  virtual ~Resolver() = default;

  // Answers from the loop, exactly once, never from within the call. The engine asks for SRV and
  // NAPTR by a later addition to this interface.
  virtual std::unique_ptr<Query> addresses_of(const std::string& name, OnAddresses answer) = 0;
  virtual const datamodel::DnsCounters& counters() const = 0;
};

}  // namespace lineman::sipcore
