#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

constexpr std::uint64_t largest = 0xFFFF'FFFF;

}  // namespace

SnmpValue counter32(std::uint64_t count) {
  return {Syntax::counter32, count & largest};
}

SnmpValue gauge32(std::uint64_t value) {
  return {Syntax::unsigned32, std::min(value, largest)};
}

SnmpValue integer(std::uint64_t value) {
  return {Syntax::integer, value};
}

SnmpValue octets(std::string_view text) {
  return {Syntax::octets, 0, std::string{text}};
}

SnmpValue bits(std::initializer_list<unsigned> set) {
  unsigned octet = 0;
  for (const auto number : set) octet |= 0x80U >> number;
  return {Syntax::octets, 0, std::string(1, static_cast<char>(octet))};
}

SnmpValue time_stamp(const StandardSources& sources, std::int64_t seconds) {
  const auto hundredths = sources.zero.uptime_at(seconds).count() / 10;
  return {Syntax::time_ticks, static_cast<std::uint64_t>(hundredths) & largest};
}

SnmpValue core_start(const StandardSources& sources, std::size_t /*place*/) {
  return time_stamp(sources, sources.status.core().started);
}

SnmpValue core_change(const StandardSources& sources, std::size_t /*place*/) {
  return time_stamp(sources, sources.status.connected_since());
}

}  // namespace lineman::mibs
