#include "sipcore/registration/lease.hpp"

namespace lineman::sipcore {

std::chrono::milliseconds time_to_refresh(std::chrono::seconds lease,
                                          std::chrono::seconds overlap) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  if (overlap > seconds(0) && overlap < lease) return lease - overlap;
  if (lease <= seconds(1200)) return milliseconds(lease) / 2;
  return lease - seconds(600);
}

}  // namespace lineman::sipcore
