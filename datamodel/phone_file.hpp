// The phone's own configuration files (`.cfg`): a version line, then `name = value`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::datamodel {

inline constexpr std::size_t maximum_phone_file = std::size_t{1024} * 1024;  // octets

// One parameter that the file gives a value; canonical.
struct FileValue {
  ParameterRef ref;
  std::string value;
  unsigned line = 0;

  bool operator==(const FileValue&) const = default;
};

// A sentence about one line of the file. It quotes names, never values.
struct FileRemark {
  unsigned line = 0;
  std::string sentence;

  bool operator==(const FileRemark&) const = default;
};

struct PhoneFile {
  std::vector<FileValue> values;     // each parameter once, the last line of it
  std::vector<FileRemark> problems;  // not empty: the file is refused whole
  std::vector<FileRemark> reports;   // names that are skipped, and duplicates
};

// `accounts` of this model. The first line is "#!version:" and a version. Names are exact; those
// that are none of ours are reported and skipped, since a phone's file has hundreds of them. An
// empty value of a string clears it, as do %NULL% and %EMPTY%; another kind cannot be empty.
// ******** is what an export writes for a secret, and refused as a value.
PhoneFile read_phone_file(std::string_view text, unsigned accounts);

}  // namespace lineman::datamodel
