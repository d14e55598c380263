// The rows that there are, as the configuration and the SIP core have them.
#pragma once

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/object_tree.hpp"

namespace lineman::mibs {

class ExtentOfPhone : public Extent {
 public:
  // Both outlive it.
  ExtentOfPhone(const Configuration& configuration, const Status& status)
      : configuration_{configuration}, status_{status} {}

  unsigned accounts() const override { return configuration_.accounts(); }

  unsigned targets(unsigned account, unsigned server) const override {
    const auto accounts = status_.accounts();
    if (account > accounts.size()) return 0;
    return static_cast<unsigned>(accounts[account - 1].servers.at(server - 1).targets.size());
  }

 private:
  const Configuration& configuration_;
  const Status& status_;
};

}  // namespace lineman::mibs
