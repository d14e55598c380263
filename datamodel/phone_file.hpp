// The phone's own configuration files (`.cfg`): a version line, then `name = value`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "datamodel/instance.hpp"
#include "datamodel/parameter_ref.hpp"
#include "datamodel/problem.hpp"

namespace lineman::datamodel {

// Octets; print_phone_file() keeps below it whatever the values are.
inline constexpr std::size_t maximum_phone_file =
    std::max(std::size_t{1} << 20U, std::size_t{maximum_accounts} * 16'384);

// What is said of one file, of each sort, is at most this many; the first lines count.
inline constexpr std::size_t maximum_remarks = 100;

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

// What is wrong in one line. The problem's name is as the file has it, or empty; its value is
// masked for a secret.
struct FileProblem {
  unsigned line = 0;
  Problem problem{};

  bool operator==(const FileProblem&) const = default;
};

struct PhoneFile {
  std::vector<FileValue> values{};      // each parameter once, by the line of it that counts
  std::vector<FileProblem> problems{};  // by line; not empty: the file is refused whole
  unsigned problem_count = 0;           // of all, those beyond maximum_remarks too
  std::vector<FileRemark> remarks{};    // what was read otherwise than it stands there
  std::vector<FileRemark> unknown{};    // the lines that were skipped: their names are none of ours
  unsigned skipped = 0;                 // how many these are, those beyond maximum_remarks too
};

// What a value that is empty, %NULL% or %EMPTY% means where the kind is no string: nothing that
// could be stored, or the default of the row.
enum class Blank : std::uint8_t { is_wrong, is_default };

// `octets`: UTF-8 with or without a byte-order mark, or Latin-1. `accounts` of this model. The
// first line is "#!version:" and a version. Names are exact; those that are none of ours are
// skipped, since a phone's file has hundreds of them, whatever their values look like. Names of
// older phones (legacy_names.hpp) are taken; where the same file has today's name as well, that one
// counts. An empty value of a string clears it, as do %NULL% and %EMPTY%. ******** is what an
// export writes for a secret, and no value. A file with a NUL is no text.
PhoneFile read_phone_file(std::string_view octets, unsigned accounts,
                          Blank blank = Blank::is_wrong);

}  // namespace lineman::datamodel
