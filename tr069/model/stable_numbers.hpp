// Numbers for rows that come and go by themselves: a row keeps its number while it is there, and
// the number of one that is gone is not given to another one soon (TR-069, A.2.2.1).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lineman::cwmp {

// A value type, not synchronised.
class StableNumbers {
 public:
  // Names that are gone and keep their numbers; above it they are forgotten.
  static constexpr std::size_t most_remembered = 64;

  // The names that are there now. A name that was there before has its number again.
  void set(const std::vector<std::string>& names);

  // From 1; 0 for a name that is not there.
  std::uint16_t number_of(const std::string& name) const;

 private:
  std::uint16_t next_free();

  std::map<std::string, std::uint16_t> known_;
  std::map<std::string, std::uint16_t> there_;
  std::uint16_t last_ = 0;
};

}  // namespace lineman::cwmp
