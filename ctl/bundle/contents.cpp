#include "ctl/bundle/contents.hpp"

#include <boost/json/serialize.hpp>
#include <sstream>

#include "agent/identity.hpp"
#include "ctl/bundle/agent_files.hpp"
#include "ctl/bundle/masking.hpp"
#include "ctl/bundle/system_files.hpp"
#include "ctl/doctor/examination.hpp"
#include "ctl/doctor/report_views.hpp"
#include "ctl/printers.hpp"

namespace lineman::ctl::bundle {
namespace {

constexpr unsigned text_width = 80;

void add_settings(const daemon::Options& options, Contents& contents) {
  const auto settings = daemon::read_settings(options);
  if (!settings) {
    // Sentences that quote no secret.
    std::string problems;
    for (const auto& problem : settings.error()) problems += to_string(problem) + '\n';
    contents.files.push_back({"settings-problems.txt", std::move(problems)});
    return;
  }
  contents.device = agent::identity_of(*settings).serial;
  contents.files.push_back({"settings.conf", settings_text(*settings)});
  if (!settings->indices("snmp.user.N.name").empty())
    contents.tells_of.emplace_back("names of SNMP users");
}

void add_findings(const daemon::Options& options, std::int64_t now, Contents& contents) {
  const auto report = doctor::examine(options, now);
  std::ostringstream text;
  print_text(doctor::view_of_report(report), text, false, text_width);
  contents.files.push_back({"doctor.txt", text.str()});
  contents.files.push_back({"doctor.json", boost::json::serialize(doctor::json_of(report)) + '\n'});
}

}  // namespace

Contents gather(const daemon::Options& options, std::int64_t now) {
  Contents contents{.device = "phone"};
  add_findings(options, now, contents);
  add_agent_files(options.runtime_dir, contents);
  add_settings(options, contents);
  add_system_files(contents);
  contents.tells_of.emplace_back("the network around the phone: addresses, name servers, ports");
  for (auto& file : contents.files) file.text = without_url_passwords(file.text);
  return contents;
}

}  // namespace lineman::ctl::bundle
