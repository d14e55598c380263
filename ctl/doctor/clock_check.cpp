#include "ctl/doctor/clock_check.hpp"

#include "datamodel/time_text.hpp"

namespace lineman::ctl::doctor {
namespace {

// The first of January 2000: a clock without a battery begins long before it.
constexpr std::int64_t earliest_sensible = 946'684'800;

}  // namespace

Result judge_clock(const ClockFacts& facts) {
  const auto now = datamodel::utc_text(facts.now);
  Result result{.check = "clock", .summary = now};
  const auto find = [&](FindingId id, std::string what) {
    result.findings.push_back({.id = id, .what = std::move(what), .where = "the system's clock"});
  };
  if (facts.now < earliest_sensible) {
    find(FindingId::clock_not_set, "the clock says " + now);
  } else if (facts.now < facts.built) {
    find(FindingId::clock_behind, "the clock says " + now + ", and this program was made at " +
                                      datamodel::utc_text(facts.built));
  } else if (!facts.synchronised) {
    result.unchecked.push_back({"whether the clock is kept right", "the system does not say"});
  } else if (!*facts.synchronised) {
    find(FindingId::clock_unsynchronised,
         "the clock says " + now + ", and no time server keeps it right");
  }
  return result;
}

}  // namespace lineman::ctl::doctor
