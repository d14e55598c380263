// Several phone configuration files as one: the common one, the phone's own, and what else there
// is. Later ones win.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "datamodel/phone_file.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel {

struct NamedFile {
  std::string_view name;    // for remarks alone
  std::string_view octets;  // as read_phone_file() takes them
};

// Where something stands. No file: nowhere, since no file names it.
struct Place {
  std::string file{};
  unsigned line = 0;

  bool operator==(const Place&) const = default;
};

struct PlacedValue {
  ParameterRef ref;
  std::string value;
  Place place;

  bool operator==(const PlacedValue&) const = default;
};

struct PlacedRemark {
  Place place;
  std::string sentence;

  bool operator==(const PlacedRemark&) const = default;
};

struct PlacedProblem {
  Place place;
  Problem problem;

  bool operator==(const PlacedProblem&) const = default;
};

// Of each sort of remarks and problems at most maximum_remarks; where there are more problems, the
// last one says how many.
struct MergedFiles {
  std::vector<PlacedValue> values{};      // each parameter once, in order
  std::vector<PlacedProblem> problems{};  // by file and line; not empty: all files are refused
  std::vector<PlacedRemark> remarks{};
  std::vector<PlacedRemark> unknown{};  // lines that were skipped
  unsigned skipped = 0;                 // how many these are
};

enum class Overwrite : std::uint8_t { no, yes };

// With Overwrite::yes, what no file names, or names without a value, goes back to its row's initial
// value. Secrets are excepted: they stay where no file names them, and an empty one clears. So do
// parameters that the phone's files do not have.
MergedFiles merge_phone_files(std::span<const NamedFile> files, unsigned accounts,
                              Overwrite overwrite);

// The rules between parameters that `base` with these values would break.
std::vector<PlacedProblem> conflicts_of(const MergedFiles& files, const Values& base,
                                        unsigned accounts);

// Finds for each problem the line that its name stands in.
std::vector<PlacedProblem> placed(const Problems& problems, const MergedFiles& files,
                                  unsigned accounts);

// "file:line: sentence", as compilers have it. A problem says its name and no value; one without a
// place has none before it.
std::string line_text(const PlacedRemark& remark);
std::string line_text(const PlacedProblem& problem);

}  // namespace lineman::datamodel
