#include "ctl/doctor/examination.hpp"

#include "ctl/doctor/accounts_check.hpp"
#include "ctl/doctor/acs_check.hpp"
#include "ctl/doctor/agent_check.hpp"
#include "ctl/doctor/certificates_check.hpp"
#include "ctl/doctor/clock_check.hpp"
#include "ctl/doctor/dns_check.hpp"
#include "ctl/doctor/doors_check.hpp"
#include "ctl/doctor/files_check.hpp"
#include "ctl/doctor/folders_check.hpp"
#include "ctl/doctor/settings_check.hpp"
#include "datamodel/validation.hpp"

namespace lineman::ctl::doctor {
namespace {

// What the SIP core listens at where sip.bind names no port.
std::uint16_t listen_port(const ParameterValues& values) {
  constexpr std::uint16_t usual = 5060;
  const auto port = datamodel::to_integer(value_of(values, "sip.listen_port"));
  return static_cast<std::uint16_t>(port.value_or(usual));
}

}  // namespace

Report examine(const daemon::Options& options, std::int64_t now) {
  const auto read = daemon::read_settings(options);
  const auto settings = usable(read);
  const auto agent = look_at_agent(options);
  ParameterValues values;
  if (agent.reach == Reach::answers) values = ask_for_values(options.runtime_dir);
  const bool systems = options.state_dir == daemon::default_state_dir;
  const auto user = agent_user(agent.socket, systems);
  const auto& status = agent.status;

  Report report;
  report.push_back(judge_agent(agent));
  report.push_back(judge_settings(options.config, read));
  report.push_back(judge_clock(look_at_clock(now)));
  report.push_back(judge_folders(look_at_folders(options, settings, user)));
  report.push_back(judge_files(look_at_files(settings, user)));
  report.push_back(judge_certificates(look_at_certificates(settings), now));
  report.push_back(judge_doors(look_at_doors(status, settings, listen_port(values))));
  report.push_back(
      judge_dns(look_at_dns(settings.words("sip.dns_servers"), names_to_look_up(values))));
  report.push_back(judge_accounts({status, look_at_registrars(status, values, settings)}));
  report.push_back(judge_acs(look_at_acs(status, values, settings)));
  return report;
}

}  // namespace lineman::ctl::doctor
