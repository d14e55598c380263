// LINEMAN-SIP-MIB's objects in the library's tree: one registration for all of them, which reads by
// computing and hands each phase of a SET to its SetRequest.
#pragma once

#include <memory>

#include "agent/interfaces/live_readings.hpp"
#include "mibs/object_tree.hpp"
#include "mibs/read_requests.hpp"
#include "mibs/snmp_value.hpp"

struct variable_list;

namespace lineman::mibs {

// The arcs of a variable after linemanSipObjects; none where it stands before or elsewhere.
Arcs below_objects(const variable_list& variable);

class ObjectHandler : public ReadableObjects {
 public:
  // Everything outlives the handler. Throws std::runtime_error where the library refuses the
  // registration.
  ObjectHandler(const ObjectTree& tree, LiveSources sources);
  ~ObjectHandler() override;
  ObjectHandler(const ObjectHandler&) = delete;
  ObjectHandler& operator=(const ObjectHandler&) = delete;

  SnmpValue read(const Cell& cell) const;

  std::optional<Missing> get(variable_list* variable) const override;
  bool get_next(variable_list* variable) const override;

 private:
  struct Registration;

  const ObjectTree& tree_;
  LiveSources sources_;
  std::unique_ptr<Registration> registration_;
};

}  // namespace lineman::mibs
