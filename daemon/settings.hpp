// The settings of the daemons: lineman.conf, what is beside it, and the command line.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "daemon/options.hpp"
#include "daemon/settings_table.hpp"

namespace lineman::daemon {

inline constexpr std::size_t maximum_settings_file = std::size_t{256} * 1024;  // octets
inline constexpr std::size_t maximum_settings_files = 64;                      // in FILE.d/

// A setting as the program's text names it ("snmp.user.N.name"); one that is not in the table does
// not compile.
class SettingName {
 public:
  template <std::size_t size>
  consteval SettingName(const char (&name)[size])  // NOLINT(google-explicit-constructor)
      : row_(setting_row({name, size - 1})) {
    if (row_ == settings_table.size()) throw std::logic_error("no such setting");
  }
  constexpr std::size_t row() const { return row_; }

 private:
  std::size_t row_;
};

// One thing that is wrong. `file` is "--set" and line 0 for the command line; line 0 where the
// whole file is meant.
struct SettingProblem {
  std::string file;
  unsigned line = 0;
  std::string sentence;
};

// "file:line: sentence", printable.
std::string to_string(const SettingProblem& problem);

// Values that are good. A value type.
class Settings {
 public:
  // What is said, or the initial value; empty for neither. `index` for names with N.
  std::string_view text(SettingName name, unsigned index = 0) const;
  bool is_set(SettingName name, unsigned index = 0) const;  // somebody said it
  bool yes(SettingName name, unsigned index = 0) const;
  std::uint32_t number(SettingName name, unsigned index = 0) const;
  std::uint32_t per_second(SettingName name) const;  // of a rate; 0: no limit
  // Words of a list, or of a command; none where it is empty or "off".
  std::vector<std::string> words(SettingName name, unsigned index = 0) const;

  // Which N there are of all names that begin like this one does before its N.
  std::vector<unsigned> indices(SettingName name) const;

  void set(std::size_t row, unsigned index, std::string value);
  void forget(std::size_t row, unsigned index);

  // What was said, by row and index.
  using Values = std::map<std::pair<std::size_t, unsigned>, std::string>;
  const Values& said() const { return values_; }

 private:
  Values values_;
};

// "snmp.user.2.name" of a row and an index.
std::string name_of(std::size_t row, unsigned index);

// The names of what is said differently, as files have them ("snmp.user.2.name").
std::vector<std::string> changed_settings(const Settings& before, const Settings& after,
                                          const std::function<bool(const Setting&)>& which);

using SettingProblems = std::vector<SettingProblem>;

// Reads the file, then FILE.d/*.conf in the order of their names, then the command line's; later
// ones win, and an empty value takes back what was said before. A file that was not named and is
// not there counts as empty. Everything that is wrong is reported, in that order: lines that are
// none, unknown names, a name twice in one file, values, and what does not go together (a user
// without a name, encryption without authentication).
tl::expected<Settings, SettingProblems> read_settings(const Options& options);

}  // namespace lineman::daemon
