#include "datamodel/rules.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "datamodel/inform_rules.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

using Changed = std::span<const ParameterRef>;

constexpr auto address_row = row_named("account.X.sip_server.Y.address");
constexpr auto port_row = row_named("account.X.sip_server.Y.port");
constexpr auto transport_row = row_named("account.X.sip_server.Y.transport_type");

// The first of the changed parameters that is one of `involved`: it is the one that a problem
// names.
std::optional<ParameterRef> involved_in(Changed changed, std::span<const ParameterRef> involved) {
  const auto at = std::ranges::find_if(changed, [&](ParameterRef ref) {
    return std::ranges::find(involved, ref) != involved.end();
  });
  if (at == changed.end()) return std::nullopt;
  return *at;
}

Problem conflict(const Values& values, ParameterRef ref, std::string sentence) {
  return {ProblemCode::conflict, name_of(ref), std::string{values.get(ref)}, std::move(sentence)};
}

// The two servers of an account are two: the same address, port and transport twice would register
// one binding twice, and falling back to it would change nothing (TR-106, functional keys of
// FQDNServer).
void check_servers_differ(const Values& values, unsigned account, Changed changed,
                          Problems& problems) {
  const auto server = [&](std::uint16_t number, std::uint16_t row) {
    return ParameterRef{{static_cast<std::uint16_t>(account), number}, row};
  };
  const ParameterRef involved[] = {server(1, address_row),   server(2, address_row),
                                   server(1, port_row),      server(2, port_row),
                                   server(1, transport_row), server(2, transport_row)};
  const auto asked = involved_in(changed, involved);
  if (!asked || values.get(involved[0]).empty()) return;
  for (std::size_t i = 0; i < std::size(involved); i += 2) {
    if (values.get(involved[i]) != values.get(involved[i + 1])) return;
  }
  problems.push_back(conflict(values, *asked,
                              "would make servers 1 and 2 of account " + std::to_string(account) +
                                  " the same: address, port and transport"));
}

}  // namespace

Problems broken_rules(const Values& values, Changed changed) {
  Problems problems;
  std::vector<unsigned> accounts;
  for (const auto ref : changed) accounts.push_back(ref.instance.account);
  std::ranges::sort(accounts);
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  for (const auto account : accounts) {
    if (account != 0) check_servers_differ(values, account, changed, problems);
  }
  check_inform_parameters(values, changed, problems);
  return problems;
}

}  // namespace lineman::datamodel
