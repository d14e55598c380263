// Read-only objects whose instances are known at the start: the scalars and small tables that every
// SNMP agent has.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "mibs/object_tree.hpp"

struct variable_list;

namespace lineman::mibs {

// One instance.
struct FixedObject {
  std::vector<Arc> name;  // below the place of all, its index included
  std::size_t object;     // how many of these arcs name the object itself
  std::function<void(variable_list*)> write;
};

// Registered with the library while it lives.
class FixedObjects {
 public:
  // `objects` in the order of their names. Throws std::runtime_error where the library refuses the
  // registration.
  FixedObjects(std::vector<Arc> place, std::vector<FixedObject> objects);
  ~FixedObjects();
  FixedObjects(const FixedObjects&) = delete;
  FixedObjects& operator=(const FixedObjects&) = delete;

 private:
  struct Registration;
  std::unique_ptr<Registration> registration_;
};

}  // namespace lineman::mibs
