// A million phones and their ACS: how many sessions arrive at it in each ten seconds.
//
//   build/release/bin/bench_phones SCENARIO [PHONES]
//
// Writes lines of CSV: seconds since the beginning, sessions a second that the ACS answered, and
// that found it away. bench/phones/plot.py makes pictures of them.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>

#include "bench/phones/simulation.hpp"

namespace lineman::bench {
namespace {

using std::chrono::seconds;

const std::map<std::string, Scenario> scenarios = {
    // Power comes back everywhere, and all phones are up within the same minute.
    {"boot", {.duration = seconds{3000}, .all_boot = true, .boot_spread = seconds{60}}},
    // The same, while the ACS is still starting: it answers from the tenth minute on.
    {"boot-before-acs",
     {.duration = seconds{3000},
      .all_boot = true,
      .boot_spread = seconds{60},
      .outage_end = seconds{600}}},
    // Nobody answers for an hour, and each phone has a phase of its own.
    {"outage",
     {.duration = seconds{14'400}, .outage_begin = seconds{3600}, .outage_end = seconds{7200}}},
    // The same where no phone was given a phase: all began to count when they were switched on.
    {"outage-without-phases",
     {.duration = seconds{14'400},
      .spread_phases = false,
      .all_boot = true,
      .boot_spread = seconds{60},
      .outage_begin = seconds{3600},
      .outage_end = seconds{7200}}},
};

int write(const Scenario& scenario) {
  Simulation simulation{scenario};
  const auto& counts = simulation.run();
  std::puts("seconds,answered_per_second,refused_per_second");
  const auto bucket = static_cast<double>(scenario.bucket.count());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::printf("%lld,%.1f,%.1f\n",
                static_cast<long long>(scenario.bucket.count()) * static_cast<long long>(i),
                static_cast<double>(counts[i].answered) / bucket,
                static_cast<double>(counts[i].refused) / bucket);
  }
  return 0;
}

int usage() {
  std::fputs("bench_phones SCENARIO [PHONES]; scenarios:\n", stderr);
  for (const auto& [name, scenario] : scenarios) std::fprintf(stderr, "  %s\n", name.c_str());
  return 2;
}

}  // namespace
}  // namespace lineman::bench

int main(int argc, char** argv) {
  using namespace lineman::bench;
  const auto found = argc < 2 ? scenarios.end() : scenarios.find(argv[1]);
  if (found == scenarios.end()) return usage();
  auto scenario = found->second;
  if (argc > 2) scenario.phones = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
  return write(scenario);
}
