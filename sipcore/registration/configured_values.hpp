// What is configured for an account, beside what acts while a call keeps it from being taken over.
#pragma once

#include <vector>

#include "datamodel/status.hpp"
#include "sipcore/registration/server_settings.hpp"

namespace lineman::sipcore {

// Pure. Of one account; keeps only values that are not the initial ones.
class ConfiguredValues {
 public:
  // `settled`: what was configured until now acts; false: it still waits itself.
  void configure(const AccountValues& values, bool settled);

  // The values that act in place of other ones that are configured, under their complete names;
  // secrets are left out. Only while something waits.
  std::vector<datamodel::HeldValue> held(unsigned account) const;

 private:
  AccountValues acting_{};
  AccountValues configured_{};
};

}  // namespace lineman::sipcore
