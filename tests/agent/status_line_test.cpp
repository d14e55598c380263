// What systemctl shows of the agent.
#include "agent/status_line.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lineman::agent {
namespace {

using datamodel::AccountState;

class GivenStatus : public Status {
 public:
  explicit GivenStatus(const std::vector<AccountState>& states, bool connected = true)
      : connected_{connected} {
    for (const auto state : states) accounts_.emplace_back().state = state;
  }
  bool core_is_connected() const override { return connected_; }
  std::int64_t connected_since() const override { return 0; }
  const datamodel::CoreStatus& core() const override { return core_; }
  std::span<const datamodel::AccountStatus> accounts() const override { return accounts_; }
  AcsState acs() const override { return {}; }
  std::chrono::milliseconds age() const override { return {}; }
  void refresh(std::function<void()> done) override { done(); }

 private:
  bool connected_;
  datamodel::CoreStatus core_;
  std::vector<datamodel::AccountStatus> accounts_;
};

TEST(StatusLine, CountsTheAccountsThatAreEnabled) {
  const GivenStatus status{{AccountState::registered, AccountState::disabled,
                            AccountState::registered, AccountState::auth_failed}};
  EXPECT_EQ(status_line(status, 12, 12), "registered 2 of 3, generation 12, SIP core connected");
}

TEST(StatusLine, SaysWhereTheCoreIs) {
  const GivenStatus connected{{}};
  EXPECT_EQ(status_line(connected, 2, 1),
            "registered 0 of 0, generation 2, SIP core still at generation 1");
  EXPECT_EQ(status_line(connected, 2, 0), "registered 0 of 0, generation 2, SIP core not loaded");
  const GivenStatus away{{AccountState::disabled}, false};
  EXPECT_EQ(status_line(away, 2, 0), "registered 0 of 0, generation 2, SIP core away");
}

}  // namespace
}  // namespace lineman::agent
