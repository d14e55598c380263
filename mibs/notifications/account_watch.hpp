// What happened to the accounts since the last look at all of them. Pure.
#pragma once

#include <string>
#include <vector>

#include "agent/interfaces/status.hpp"
#include "mibs/notifications/account_events.hpp"

namespace lineman::mibs {

class AccountWatch {
 public:
  // Nothing while the SIP core has no configuration: what it says then is of no account of ours.
  std::vector<LoggedEvent> look(const Status& status, std::uint64_t generation);

 private:
  std::string core_;  // CoreStatus::instance of the last look
  std::vector<AccountEvents> accounts_;
};

}  // namespace lineman::mibs
