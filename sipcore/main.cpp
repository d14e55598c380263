// lineman-sipcored: the SIP core.
#include <cstdio>

#include "daemon/log.hpp"
#include "daemon/program.hpp"
#include "sipcore/core.hpp"
#include "sipcore/tls_settings.hpp"

namespace {

// What would keep the core from starting, besides its settings themselves.
int check(const lineman::daemon::Options& options, const lineman::daemon::Settings& settings) {
  static_cast<void>(options);
  const auto problems = problems_of(lineman::sipcore::tls_files(settings));
  for (const auto& problem : problems)
    std::fprintf(stderr, "%s\n", lineman::log::printable(problem).c_str());
  return problems.empty() ? lineman::daemon::exit_done : lineman::daemon::exit_failed;
}

}  // namespace

int main(int count, char** arguments) {
  using namespace lineman;
  using namespace lineman::daemon;
  return run(
      {.program = {.name = "lineman-sipcored",
                   .summary = "The SIP core of a desk phone: registers, fails over, counts",
                   .has_state_dir = false},
       .check = check,
       .start =
           [](boost::asio::io_context& loop, const Options& options, const Settings& settings) {
             return Running{std::make_shared<sipcore::Core>(loop, options, settings)};
           }},
      count, arguments);
}
