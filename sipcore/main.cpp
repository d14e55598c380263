// lineman-sipcored: the SIP core.
#include "daemon/program.hpp"
#include "sipcore/core.hpp"

int main(int count, char** arguments) {
  using namespace lineman;
  using namespace lineman::daemon;
  return run(
      {.program = {.name = "lineman-sipcored",
                   .summary = "The SIP core of a desk phone: registers, fails over, counts",
                   .has_state_dir = false},
       .check = [](const Options&, const Settings&) { return exit_done; },
       .start =
           [](boost::asio::io_context& loop, const Options& options, const Settings& settings) {
             return std::make_shared<sipcore::Core>(loop, options, settings);
           }},
      count, arguments);
}
