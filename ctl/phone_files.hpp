// Reads the phone configuration files that a command line names.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "ctl/value_source.hpp"

namespace lineman::ctl {

// More files than a phone has, and what the agent takes at once.
inline constexpr std::size_t maximum_files = 32;

struct GivenFile {
  std::string name;    // as it was given; "(standard input)" for "-"
  std::string octets;  // at most datamodel::maximum_phone_file
};

// In the order of `words`; "-" is `in`, once.
tl::expected<std::vector<GivenFile>, SourceError> read_files(std::span<const std::string> words,
                                                             std::istream& in);

}  // namespace lineman::ctl
