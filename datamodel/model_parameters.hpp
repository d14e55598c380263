// Every parameter of the TR-069 model, from whichever table it comes: what the device-type document
// lists and the ACS door walks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "datamodel/mib_layout.hpp"
#include "datamodel/parameter.hpp"

namespace lineman::datamodel {

enum class Source : std::uint8_t {
  standard,  // standard_parameters.hpp
  stored,    // parameters.hpp
  live,      // live_values.hpp
};

struct ModelParameter {
  Object object = Object::none;
  std::string name{};  // the last part of the path, with the vendor's prefix where it has one
  Source source = Source::standard;
  std::uint16_t row = 0;    // of its table; of the group's values where it is live
  GroupId group{};          // of a live one
  std::uint8_t method = 0;  // of a live one that is counted for each method: its row there, from 1
  bool view = false;        // a further path of a stored one: labels that are ours are not shown
  Kind kind{};
  Access access = Access::read_only;
  Notify notify = Notify::permitted;
  bool forced_inform = false;
  bool secret = false;
  std::string_view help{};
  std::string_view precondition{};  // of a stored one: when it acts; empty: always
  Applies applies = Applies::live;

  // What stands for the number of the server: its row's, or 1 where the row has none.
  Instance stored_instance(Instance row_of_object) const;
};

// Those of one object: the standard's, the stored ones, the live ones, each in the order of its
// table. Immutable after its first use, which has to come before a second thread's.
std::span<const ModelParameter> model_parameters(Object object);

}  // namespace lineman::datamodel
