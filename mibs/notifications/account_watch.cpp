#include "mibs/notifications/account_watch.hpp"

#include <iterator>
#include <utility>

namespace lineman::mibs {

std::vector<LoggedEvent> AccountWatch::look(const Status& status, std::uint64_t generation) {
  std::vector<LoggedEvent> events;
  const auto& core = status.core();
  if (core.generation == 0) return events;
  const auto before = std::exchange(core_, core.instance);
  const AccountEvents::Look look{!before.empty() && before != core.instance, generation};
  const auto accounts = status.accounts();
  accounts_.resize(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    auto of_account = accounts_[i].look(accounts[i], look);
    std::ranges::move(of_account, std::back_inserter(events));
  }
  return events;
}

}  // namespace lineman::mibs
