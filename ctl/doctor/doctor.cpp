#include "ctl/doctor/examination.hpp"
#include "ctl/doctor/phone_options.hpp"
#include "ctl/doctor/report_views.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"

namespace lineman::ctl {

int run_doctor(const CommandLine& line, Console& console) {
  const auto report = doctor::examine(doctor::phone_options(line), console.now);
  show(
      doctor::json_of(report), [&] { return doctor::view_of_report(report); }, line, console);
  return doctor::findings_in(report) == 0 ? exit_done : exit_failed;
}

}  // namespace lineman::ctl
