// Whose messages are looked at: the trust list and the rate limit before anything is parsed, the
// communities after it. Knows nothing of Net-SNMP.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agent/interfaces/live_readings.hpp"
#include "daemon/clock.hpp"
#include "mibs/door/snmp_settings.hpp"
#include "mibs/door/source_filter.hpp"

namespace lineman::mibs {

class Gate {
 public:
  // What is dropped is counted in `counters`, which outlives it, as `clock` does.
  Gate(const Clock& clock, SnmpDoorCounters& counters, const SnmpSettings& settings);

  // Communities and rate limit as they are from now on.
  void apply(const SnmpSettings& settings);

  // Sources as network.snmp.trust_ip has them; empty: any.
  void trust(std::string_view networks) { trusted_ = NetworkList{networks}; }

  // Whether a message of that source is parsed.
  bool permits(const SourceAddress& source);

  // Whether such a community counts for that source. Takes as long for a wrong one as for a right
  // one of the same length.
  bool knows(std::string_view community, const SourceAddress& source) const;

 private:
  struct Community {
    std::string name;
    NetworkList sources;
  };

  const Clock& clock_;
  SnmpDoorCounters& counters_;
  std::vector<Community> communities_;
  NetworkList trusted_;
  RateLimit rate_;
};

}  // namespace lineman::mibs
