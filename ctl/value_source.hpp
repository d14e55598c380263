// Where the values of `set` come from: the command line, files, standard input.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace lineman::ctl {

struct NamedValue {
  std::string name;
  std::string value;
};

struct SourceError {
  std::string sentence;  // without a full stop; never with a value
  bool usage = false;    // the command line is wrong, rather than a file
};

// Octets of a value from a file or standard input. No parameter takes as many.
inline constexpr std::size_t longest_value = 65'536;

// Words of the form NAME=VALUE, NAME=@FILE and NAME=-.
tl::expected<std::vector<NamedValue>, SourceError> read_changes(std::span<const std::string> words,
                                                                std::istream& in);

}  // namespace lineman::ctl
