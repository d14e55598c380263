// Objects below one place, as the master agent asks for them: by whole names. Pure.
#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "mibs/agentx/pdu.hpp"

namespace lineman::mibs::agentx {

class ObjectSource {
 public:
  struct Found {
    Oid name;
    SnmpValue value;
  };

  virtual ~ObjectSource() = default;

  // What is registered; every name of the source begins with it.
  virtual const Oid& place() const = 0;

  virtual tl::expected<SnmpValue, Missing> get(Arcs name) const = 0;

  // The first instance whose name is greater.
  virtual std::optional<Found> next(Arcs name) const = 0;

  // Whether what get(), or next(), answers there is told by the SIP core.
  virtual bool get_tells_of_core(Arcs name) const = 0;
  virtual bool next_tells_of_core(Arcs name) const = 0;
};

}  // namespace lineman::mibs::agentx
