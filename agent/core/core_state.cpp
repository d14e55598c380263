#include "agent/core/core_state.hpp"

#include <algorithm>
#include <set>

#include "datamodel/parameters.hpp"

namespace lineman::agent {
namespace {

// The parameters of account 1 by their names below it, in order; those of the others are called
// the same.
std::vector<std::pair<std::string, datamodel::ParameterRef>> names_in_account() {
  constexpr std::string_view prefix = "account.1.";
  std::vector<std::pair<std::string, datamodel::ParameterRef>> names;
  for (const auto ref : datamodel::all_of(1)) {
    if (ref.instance.account == 0) continue;
    names.emplace_back(datamodel::name_of(ref).substr(prefix.size()), ref);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

bool concerns_core(datamodel::ParameterRef ref) {
  return datamodel::runs_in_core(ref.parameter());
}

sipcore::AccountConfiguration account_state(const datamodel::Values& values, unsigned account) {
  static const auto names = names_in_account();
  sipcore::AccountConfiguration state{.account = account, .values = {}};
  for (const auto& [name, first] : names) {
    auto ref = first;
    ref.instance.account = static_cast<std::uint16_t>(account);
    state.values.emplace_hint(state.values.end(), name, values.get(ref));
  }
  return state;
}

sipcore::Globals globals_of(const datamodel::Values& values) {
  sipcore::Globals globals;
  for (std::uint16_t row = 0; row < datamodel::parameter_count; ++row) {
    const datamodel::ParameterRef ref{{}, row};
    const bool is_the_phones = ref.parameter().table == datamodel::Table::phone;
    if (is_the_phones && concerns_core(ref)) globals.emplace(ref.parameter().name, values.get(ref));
  }
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
