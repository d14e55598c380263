// Step 1 of a transaction: what a request would make of the configuration, and everything that is
// wrong with it.
#pragma once

#include "agent/store/generation.hpp"
#include "datamodel/problem.hpp"

namespace lineman::agent {

// The name under which a problem speaks of TransactionRequest::config_serial and ::parameter_key.
inline constexpr std::string_view config_serial_name = "configSerialNo";
inline constexpr std::string_view parameter_key_name = "ParameterKey";

inline constexpr std::size_t maximum_parameter_key = 32;  // characters (TR-069, SetParameterValues)
inline constexpr std::size_t maximum_who = 256;           // octets; what is longer is cut

struct Plan {
  datamodel::Problems problems{};  // all of them, in the order of the changes; not empty: refused
  std::vector<datamodel::ParameterRef> changed{};  // what gets another value, in order
  bool makes_generation = false;                   // false: everything is as asked for already
  Generation next{};                               // without number and time
};

// Pure. `current` is what stands when the transaction's turn has come.
Plan plan_of(const TransactionRequest& request, const Generation& current, unsigned accounts);

// A problem of the whole request.
datamodel::Problem whole_problem(datamodel::ProblemCode code, std::string sentence);

// Masks what `problems` say of secrets.
void mask_secrets(datamodel::Problems& problems, unsigned accounts);

}  // namespace lineman::agent
