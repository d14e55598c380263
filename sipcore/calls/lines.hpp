// What calls and subscriptions see of the phone's accounts.
#pragma once

#include <string_view>

#include "sipcore/registration/request_router.hpp"

namespace lineman::sipcore {

// Implemented by the engine. One thread: the loop's.
class Lines {
 public:
  virtual ~Lines() = default;

  // Null: there is no such account, or it does not run. It outlives the calls and subscriptions.
  virtual RequestRouter* router(unsigned account) = 0;
  // The account that runs and has that user name; where several have it, the one of a server at
  // `from`. 0: none.
  virtual unsigned account_for(const Target& from, std::string_view user) = 0;
  // Where a message from there is counted; null: nowhere.
  virtual datamodel::ServerCounters* counters_for(const Target& from, std::string_view user) = 0;
};

}  // namespace lineman::sipcore
