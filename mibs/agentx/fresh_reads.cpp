#include "mibs/agentx/fresh_reads.hpp"

#include <utility>

#include "mibs/agentx/response.hpp"

namespace lineman::mibs::agentx {

bool FreshReads::has_to_wait(const ReadRequest& request) {
  if (!status_.core_is_connected() || status_.age() <= Status::fresh_enough) return false;
  return reads_.tells_of_core(request) && room_.take(request.ranges.size());
}

void FreshReads::take(const Frame& frame) {
  auto request = read_request(frame);
  if (!request) return send_(error_response(frame.header, ResponseError::parse_error));
  if (!has_to_wait(*request)) return send_(reads_.answer(*request));
  waiting_.push_back(std::move(*request));
  if (waiting_.size() > 1) return;
  status_.refresh([this, alive = std::weak_ptr<bool>{alive_}] {
    if (!alive.expired()) refreshed();
  });
}

void FreshReads::refreshed() {
  room_.clear();
  for (const auto& request : std::exchange(waiting_, {})) send_(reads_.answer(request));
}

}  // namespace lineman::mibs::agentx
