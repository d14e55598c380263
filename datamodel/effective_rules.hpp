// The rules of effective(), by theme: each file gives those of its rows. A row without a rule acts
// as it is stored.
#pragma once

#include <cstdint>
#include <span>

#include "datamodel/effective.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel::effects {

using Rule = Effective (*)(const Values&, ParameterRef);

struct RuleOf {
  std::uint16_t row;
  Rule rule;
};

std::span<const RuleOf> phone_rules();
std::span<const RuleOf> registration_rules();  // of an account
std::span<const RuleOf> failover_rules();      // of its servers and outbound proxies

// A secret as stars.
Effective as_stored(const Values& values, ParameterRef ref);

// The stored value with the reason why it does not act; without one for the initial value, which
// nobody asked for.
Effective idle(const Values& values, ParameterRef ref, std::string reason);

// Another row of the same server or proxy; of its account; of the phone.
std::string_view beside(const Values& values, ParameterRef ref, std::uint16_t row);
std::string_view of_account(const Values& values, ParameterRef ref, std::uint16_t row);
std::string_view of_phone(const Values& values, std::uint16_t row);

// uses_outbound_proxies() of the parameter's account, and why not.
bool uses_proxies(const Values& values, ParameterRef ref);
std::string without_proxies(const Values& values, ParameterRef ref);

}  // namespace lineman::datamodel::effects
