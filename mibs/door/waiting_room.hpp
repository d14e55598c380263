// How much may wait: requests are few octets on the wire, and a kilobyte for each variable here.
#pragma once

#include <cstddef>

namespace lineman::mibs {

// Bounded in requests and in variables (limits.hpp). Pure.
class WaitingRoom {
 public:
  // Whether a request with so many variables may wait; then it does.
  bool take(std::size_t variables);

  // Nothing waits any more.
  void clear() { *this = {}; }

 private:
  std::size_t requests_ = 0;
  std::size_t variables_ = 0;
};

}  // namespace lineman::mibs
