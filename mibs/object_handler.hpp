// LINEMAN-SIP-MIB's objects in the library's tree: one registration for all of them, which reads by
// computing and hands each phase of a SET to its SetRequest.
#pragma once

#include <memory>

#include "mibs/net_snmp/read_requests.hpp"
#include "mibs/objects/object_reader.hpp"
#include "mibs/objects/object_tree.hpp"

namespace lineman::mibs {

class ObjectHandler : public ReadableObjects {
 public:
  // Everything outlives the handler. Throws std::runtime_error where the library refuses the
  // registration.
  ObjectHandler(const ObjectTree& tree, LiveSources sources);
  ~ObjectHandler() override;
  ObjectHandler(const ObjectHandler&) = delete;
  ObjectHandler& operator=(const ObjectHandler&) = delete;

  SnmpValue read(const Cell& cell) const { return reader_.read(cell); }
  const ObjectReader& reader() const { return reader_; }

  std::optional<Missing> get(variable_list* variable) const override;
  bool get_next(variable_list* variable) const override;

 private:
  struct Registration;

  const ObjectTree& tree_;
  ObjectReader reader_;
  std::unique_ptr<Registration> registration_;
};

}  // namespace lineman::mibs
