// What the kernel says of the phone's network, as far as it decides from where we send.
#pragma once

#include <optional>
#include <set>
#include <string>

namespace lineman::sipcore {

// One line each: addresses that can be used ("address 10.0.0.2/24 dev 2"), routes of the main table
// ("route 0.0.0.0/0 via 10.0.0.1 dev 2 metric 100"), and links that carry ("link 2"). Life times
// and whatever else moves by itself are left out, and so are routes of other tables.
using NetworkFacts = std::set<std::string>;

// More of them than a phone has are not looked at.
inline constexpr std::size_t most_network_facts = 1024;

// As of now (rtnetlink(7)); the kernel answers at once. Nothing where it does not.
std::optional<NetworkFacts> network_facts();

// What the second has and the first has not, and the other way round: "+address ..., -route ...".
std::string difference(const NetworkFacts& before, const NetworkFacts& after);

}  // namespace lineman::sipcore
