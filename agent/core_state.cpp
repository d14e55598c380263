#include "agent/core_state.hpp"

#include <algorithm>
#include <set>

#include "datamodel/parameters.hpp"

namespace lineman::agent {
namespace {

// Every parameter of one account; account 0: of the phone.
template <typename Visit>
void for_each_of(unsigned account, Visit visit) {
  for (std::uint16_t row = 0; row < datamodel::parameter_count; ++row) {
    const auto table = datamodel::parameters[row].table;
    if ((table == datamodel::Table::phone) != (account == 0)) continue;
    const auto index = static_cast<std::uint16_t>(account);
    if (!datamodel::has_servers(table)) {
      visit(datamodel::ParameterRef{{index, 0}, row});
      continue;
    }
    for (std::uint16_t server = 1; server <= datamodel::servers_per_account; ++server) {
      visit(datamodel::ParameterRef{{index, server}, row});
    }
  }
}

}  // namespace

bool concerns_core(datamodel::ParameterRef ref) {
  return datamodel::runs_in_core(ref.parameter());
}

sipcore::AccountConfiguration account_state(const datamodel::Values& values, unsigned account) {
  const auto prefix = "account." + std::to_string(account) + '.';
  sipcore::AccountConfiguration state{.account = account, .values = {}};
  for_each_of(account, [&](datamodel::ParameterRef ref) {
    state.values.emplace(datamodel::name_of(ref).substr(prefix.size()), values.get(ref));
  });
  return state;
}

sipcore::Globals globals_of(const datamodel::Values& values) {
  sipcore::Globals globals;
  for_each_of(0, [&](datamodel::ParameterRef ref) {
    if (concerns_core(ref)) globals.emplace(datamodel::name_of(ref), values.get(ref));
  });
  return globals;
}

std::vector<sipcore::AccountConfiguration> changed_accounts(
    const datamodel::Values& values, std::span<const datamodel::ParameterRef> changed) {
  std::set<unsigned> numbers;
  for (const auto ref : changed) {
    if (ref.instance.account != 0) numbers.insert(ref.instance.account);
  }
  std::vector<sipcore::AccountConfiguration> states;
  states.reserve(numbers.size());
  for (const auto number : numbers) states.push_back(account_state(values, number));
  return states;
}

sipcore::Load load_of(const Generation& generation, unsigned accounts) {
  sipcore::Load load{.generation = generation.number,
                     .digest = datamodel::digest_of(generation.values, accounts),
                     .globals = globals_of(generation.values),
                     .accounts = {}};
  for (unsigned account = 1; account <= accounts; ++account) {
    load.accounts.push_back(account_state(generation.values, account));
  }
  return load;
}

}  // namespace lineman::agent
