#include "mibs/door/waiting_room.hpp"

#include "mibs/door/limits.hpp"

namespace lineman::mibs {

bool WaitingRoom::take(std::size_t variables) {
  if (requests_ >= maximum_queued_requests) return false;
  if (variables > maximum_queued_variables - variables_) return false;
  ++requests_;
  variables_ += variables;
  return true;
}

}  // namespace lineman::mibs
