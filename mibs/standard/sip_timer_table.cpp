// SIP-COMMON-MIB (RFC 4780), sipCommonCfgTimerTable: the timers of RFC 3261 as the core runs them
// over UDP. The module's ranges are narrower than the phone's: a value outside shows as the nearest
// one that the object can have.
#include "datamodel/parameters.hpp"
#include "mibs/standard/standard_tables.hpp"
#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

using datamodel::row_named;
using Sources = const StandardSources&;

// Milliseconds of one of the phone's timers.
std::uint64_t timer(Sources sources, std::uint16_t row) {
  const datamodel::ParameterRef parameter{{}, row};
  const auto& stored = sources.configuration.values().get(parameter);
  return to_snmp(parameter.parameter(), stored).number;
}

std::uint64_t t1(Sources sources) {
  return timer(sources, row_named("sip.timer_t1"));
}

std::uint64_t t2(Sources sources) {
  return std::max(t1(sources), timer(sources, row_named("sip.timer_t2")));
}

std::uint64_t t4(Sources sources) {
  return timer(sources, row_named("sip.timer_t4"));
}

std::uint64_t transaction_timeout(Sources sources) {
  return 64 * t1(sources);
}

// Timer C is a proxy's alone: what RFC 3261 gives it.
std::uint64_t proxy_timeout(Sources /*sources*/) {
  return 180'000;
}

// Timers D and J: how long the core keeps what it answered with.
std::uint64_t kept(Sources /*sources*/) {
  return 32'000;
}

template <std::uint64_t (*value)(Sources), std::uint64_t minimum, std::uint64_t maximum>
SnmpValue within(Sources sources, std::size_t /*place*/) {
  return gauge32(std::clamp(value(sources), minimum, maximum));
}

constexpr Arc entry[] = {149, 1, 2, 1, 1};
constexpr StandardColumn columns[] = {{1, within<t1, 100, 1'000>},                        // A
                                      {2, within<transaction_timeout, 32'000, 300'000>},  // B
                                      {3, within<proxy_timeout, 180'000, 300'000>},       // C
                                      {4, within<kept, 0, 300'000>},                      // D
                                      {5, within<t1, 100, 1'000>},                        // E
                                      {6, within<transaction_timeout, 32'000, 300'000>},  // F
                                      {7, within<t1, 0, 1'000>},                          // G
                                      {8, within<transaction_timeout, 32'000, 300'000>},  // H
                                      {9, within<t4, 0, 10'000>},                         // I
                                      {10, within<kept, 32'000, 300'000>},                // J
                                      {11, within<t4, 0, 10'000>},                        // K
                                      {12, within<t1, 200, 10'000>},
                                      {13, within<t2, 200, 10'000>},
                                      {14, within<t4, 200, 10'000>}};

constexpr StandardTable tables[] = {{entry, columns, one_place, every_place, index_of_application}};

}  // namespace

std::span<const StandardTable> sip_timer_tables() {
  return tables;
}

}  // namespace lineman::mibs
