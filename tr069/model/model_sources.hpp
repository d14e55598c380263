// What the model reads from.
#pragma once

#include "tr069/model/data_model.hpp"
#include "tr069/model/interface_table.hpp"

namespace lineman::cwmp {

struct ModelSources {
  const Configuration& configuration;
  const Status& status;
  const DeviceFacts& facts;
  const InterfaceTable& interfaces;
};

}  // namespace lineman::cwmp
