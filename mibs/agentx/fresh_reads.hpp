// Reads that show counters wait until the SIP core has told them, for a moment, as they do without
// a master agent.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agent/interfaces/status.hpp"
#include "mibs/agentx/reads.hpp"
#include "mibs/door/waiting_room.hpp"

namespace lineman::mibs::agentx {

// One thread: the loop's.
class FreshReads {
 public:
  using Send = std::function<void(const std::string& response)>;

  // All of them outlive it; `send` is called with each response, from the loop or from take().
  FreshReads(Status& status, const ObjectSources& sources, Send send)
      : status_{status}, reads_{sources}, send_{std::move(send)} {}

  // A Get, GetNext or GetBulk.
  void take(const Frame& frame);

 private:
  bool has_to_wait(const ReadRequest& request);
  void refreshed();

  Status& status_;
  Reads reads_;
  Send send_;
  std::vector<ReadRequest> waiting_;
  WaitingRoom room_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace lineman::mibs::agentx
