// The standard tables in the library's tree: NETWORK-SERVICES-MIB, SIP-COMMON-MIB, SIP-UA-MIB.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "mibs/standard/standard_tree.hpp"

namespace lineman::mibs {

class StandardObjects {
 public:
  // Everything outlives it. Throws std::runtime_error where the library refuses a registration.
  // sysUpTime is the library's: the objects are made after it has started.
  StandardObjects(const Configuration& configuration, const Status& status, Clock& clock,
                  std::string description);
  ~StandardObjects();
  StandardObjects(const StandardObjects&) = delete;
  StandardObjects& operator=(const StandardObjects&) = delete;

 private:
  class Module;

  std::string description_;
  UptimeZero zero_;
  StandardSources sources_;
  StandardTree tree_;
  std::vector<std::unique_ptr<Module>> modules_;
};

}  // namespace lineman::mibs
