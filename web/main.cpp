// lineman-webd: the phone's own page.
#include "daemon/program.hpp"
#include "web/page.hpp"

int main(int count, char** arguments) {
  using namespace lineman;
  return daemon::run({.program = {.name = "lineman-webd",
                                  .summary = "The web page of a SIP desk phone",
                                  .has_state_dir = false},
                      .check = web::check,
                      .start = web::start},
                     count, arguments);
}
