// Who has connections to the request server, as far as their number is bounded. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace lineman::cwmp {

// At a time; those beyond it are closed at once. One source cannot shut the others out.
inline constexpr std::size_t maximum_connections = 32;
inline constexpr std::size_t maximum_connections_of_source = 16;

class OpenConnections {
 public:
  // False where there is no room for one more of this source; else it is counted.
  bool add(const std::string& source);
  void remove(const std::string& source);  // one that was added

 private:
  std::map<std::string, std::size_t> by_source_;
  std::size_t all_ = 0;
};

}  // namespace lineman::cwmp
