// NETWORK-SERVICES-MIB (RFC 2788): one application, the SIP core. Its associations are its
// registrations: it begins them all itself.
#include "mibs/standard/standard_tables.hpp"
#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

using datamodel::AccountCounter;
using Sources = const StandardSources&;

constexpr std::uint64_t up = 1;
constexpr std::uint64_t down = 2;

SnmpValue name(Sources /*sources*/, std::size_t /*place*/) {
  return octets("SIP user agent");
}

SnmpValue nothing(Sources /*sources*/, std::size_t /*place*/) {
  return octets("");
}

SnmpValue version(Sources /*sources*/, std::size_t /*place*/) {
  return octets(LINEMAN_VERSION);
}

SnmpValue status(Sources sources, std::size_t /*place*/) {
  return integer(sources.status.core_is_connected() ? up : down);
}

SnmpValue registered(Sources sources, std::size_t /*place*/) {
  return gauge32(static_cast<std::uint64_t>(
      std::ranges::count_if(sources.status.accounts(),
                            [](const auto& account) { return account.registered_since != 0; })));
}

SnmpValue registrations(Sources sources, std::size_t /*place*/) {
  std::uint64_t count = 0;
  for (const auto& account : sources.status.accounts()) {
    count += account.counters[AccountCounter::register_successes] -
             account.counters[AccountCounter::refreshes];
  }
  return counter32(count);
}

SnmpValue failures(Sources sources, std::size_t /*place*/) {
  std::uint64_t count = 0;
  for (const auto& account : sources.status.accounts())
    count += account.counters[AccountCounter::register_failures];
  return counter32(count);
}

SnmpValue last_registration(Sources sources, std::size_t /*place*/) {
  std::int64_t last = 0;
  for (const auto& account : sources.status.accounts())
    last = std::max(last, account.registered_since);
  return time_stamp(sources, last);
}

SnmpValue no_gauge(Sources /*sources*/, std::size_t /*place*/) {
  return gauge32(0);
}

SnmpValue no_counter(Sources /*sources*/, std::size_t /*place*/) {
  return counter32(0);
}

SnmpValue never(Sources sources, std::size_t /*place*/) {
  return time_stamp(sources, 0);
}

SnmpValue description(Sources sources, std::size_t /*place*/) {
  return octets(sources.description);
}

constexpr Arc entry[] = {27, 1, 1};
constexpr StandardColumn columns[] = {
    {2, name},         {3, nothing},  // applDirectoryName
    {4, version},      {5, core_start},
    {6, status},       {7, core_change},
    {8, no_gauge},     {9, registered},
    {10, no_counter},  {11, registrations},
    {12, never},       {13, last_registration},
    {14, no_counter},  {15, failures},
    {16, description}, {17, nothing},  // applURL
};

constexpr StandardTable tables[] = {{entry, columns, one_place, every_place, index_of_application}};

}  // namespace

std::span<const StandardTable> application_tables() {
  return tables;
}

}  // namespace lineman::mibs
