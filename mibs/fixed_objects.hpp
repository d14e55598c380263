// Read-only objects whose instances are known at the start: the scalars and small tables that every
// SNMP agent has.
#pragma once

#include <functional>
#include <vector>

#include "mibs/net_snmp/read_requests.hpp"

struct variable_list;

namespace lineman::mibs {

// One instance.
struct FixedObject {
  std::vector<Arc> name;  // below the place of all, its index included
  std::size_t object;     // how many of these arcs name the object itself
  std::function<void(variable_list*)> write;
};

// Registered with the library while it lives.
class FixedObjects : public ReadableObjects {
 public:
  // `objects` in the order of their names. Throws std::runtime_error where the library refuses the
  // registration.
  FixedObjects(std::vector<Arc> place, std::vector<FixedObject> objects);

  std::optional<Missing> get(variable_list* variable) const override;
  bool get_next(variable_list* variable) const override;

 private:
  std::vector<Arc> place_;
  std::vector<FixedObject> objects_;
  ReadRegistration registration_;
};

}  // namespace lineman::mibs
