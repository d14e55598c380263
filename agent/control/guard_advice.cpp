#include "agent/control/guard_advice.hpp"

#include <algorithm>

#include "sipcore/transaction/give_up_time.hpp"

namespace lineman::agent {
namespace {

using datamodel::Values;

std::string_view value_of(const Values& values, const std::string& name) {
  return values.get(datamodel::find_by_name(name, datamodel::maximum_accounts).value());
}

std::chrono::milliseconds time_of(const Values& values, const std::string& name) {
  return std::chrono::milliseconds(datamodel::to_milliseconds(value_of(values, name)).value_or(0));
}

}  // namespace

std::chrono::milliseconds longest_search(const Values& values,
                                         const datamodel::AccountStatus& status) {
  std::vector<unsigned> resends;  // of each target, in the order of the search
  for (unsigned server = 1; server <= status.servers.size(); ++server) {
    const auto prefix =
        "account." + std::to_string(status.account) + ".sip_server." + std::to_string(server) + '.';
    if (value_of(values, prefix + "address").empty()) continue;
    const auto targets = std::max<std::size_t>(1, status.servers[server - 1].targets.size());
    const auto count = datamodel::to_integer(value_of(values, prefix + "retry_counts")).value_or(0);
    resends.insert(resends.end(), targets, static_cast<unsigned>(count));
  }
  sipcore::Patience patience;
  patience.timers = {.t1 = time_of(values, "sip.timer_t1"), .t2 = time_of(values, "sip.timer_t2")};
  Duration sum{};
  for (std::size_t i = 0; i < resends.size(); ++i) {
    patience.resends = resends[i];
    patience.last = i + 1 == resends.size();
    sum += sipcore::give_up_time(patience);
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(sum);
}

std::vector<std::string> guard_advice(const Configuration& configuration, const Status& status) {
  const auto guard = configuration.guard();
  if (!guard.runs()) {
    return {"No guard runs: none of the accounts that were registered has to register again"};
  }
  std::vector<std::string> advice;
  for (const auto account : guard.waiting_for) {
    if (account == 0 || account > status.accounts().size()) continue;
    const auto needs = std::chrono::ceil<std::chrono::seconds>(
        longest_search(configuration.values(), status.accounts()[account - 1]));
    if (needs.count() <= guard.seconds_left) continue;
    advice.push_back("The guard is short: account " + std::to_string(account) + " may need " +
                     std::to_string(needs.count()) + " s to try all its servers");
  }
  return advice;
}

}  // namespace lineman::agent
