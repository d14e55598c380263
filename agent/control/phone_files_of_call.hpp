// The phone configuration files of a call, and what is said of their lines.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "agent/control/parameters_of_call.hpp"
#include "datamodel/merged_files.hpp"

namespace lineman::agent {

inline constexpr std::size_t maximum_files = 32;
inline constexpr std::size_t maximum_file_name = 255;  // octets

// Views of the call's own texts: the call outlives them. A name that is longer is answered as
// wrong.
Read<std::vector<datamodel::NamedFile>> read_files(const varlink::Object& parameters,
                                                   std::string_view name);

// Their names, separated by blanks, with '?' for control characters: for the history.
std::string names_of(const std::vector<datamodel::NamedFile>& files);

// Refused, with all problems and their lines.
varlink::Reply refusal(const std::vector<datamodel::PlacedProblem>& problems);

boost::json::array remarks_of(const std::vector<datamodel::PlacedRemark>& remarks);

}  // namespace lineman::agent
