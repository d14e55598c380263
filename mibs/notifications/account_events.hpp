// What happened to an account between two looks at its status. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/interfaces/notification_state.hpp"
#include "datamodel/status.hpp"

namespace lineman::mibs {

// Remembers one account. The counters tell of what came and went between two looks; where the SIP
// core started in between they began anew, and the states tell what became of the account.
//
// An account that is disabled or misconfigured has no events: that is what its operator did. The
// first look tells of nothing but a loss that still lasts and that the core counted: whoever told
// it may have died before. Until an account is registered again, or something else is configured,
// it is told once that its servers failed, and once that its password was refused.
class AccountEvents {
 public:
  struct Look {
    bool fresh_core = false;       // the SIP core started since the last look
    std::uint64_t generation = 0;  // of the configuration
  };

  // In the order in which they happened, as far as that can be told. Without time and index.
  std::vector<LoggedEvent> look(const datamodel::AccountStatus& now, const Look& look);

 private:
  struct Seen {
    datamodel::AccountState state{};
    datamodel::AccountCounters counters{};
    std::int64_t discontinuity = 0;
    std::uint64_t generation = 0;
  };

  datamodel::AccountCounters grown(const datamodel::AccountStatus& now, bool fresh_core) const;
  bool was_lost(const datamodel::AccountStatus& now, const datamodel::AccountCounters& grown,
                bool fresh_core) const;
  void note_loss(const datamodel::AccountStatus& now, const datamodel::AccountCounters& grown,
                 bool fresh_core, std::vector<LoggedEvent>& events);
  void note_failures(const datamodel::AccountStatus& now, const datamodel::AccountCounters& grown,
                     std::vector<LoggedEvent>& events);
  void note_return(const datamodel::AccountStatus& now, std::vector<LoggedEvent>& events);
  void remember(const datamodel::AccountStatus& now, std::uint64_t generation);

  std::optional<Seen> seen_;
  std::string place_;    // where it was registered last
  unsigned server_ = 0;  // with which server
  bool lost_ = false;    // and not registered since
  bool told_failed_ = false;
  bool told_refused_ = false;
};

}  // namespace lineman::mibs
