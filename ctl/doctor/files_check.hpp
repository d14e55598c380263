// Are the files there that the settings name, for the agent and, where they are secrets, for nobody
// else?
#pragma once

#include <string>
#include <vector>

#include "ctl/doctor/finding.hpp"
#include "ctl/doctor/folders_check.hpp"
#include "ctl/doctor/owner.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

struct FileFacts {
  std::string setting{};  // "snmp.user.1.auth_key_file"
  std::string path{};
  User reader{};             // whose program needs it
  bool secret = false;       // a pass phrase, a password or a private key
  bool pass_phrase = false;  // one of which only one line of text is a good one
  bool credential = false;   // systemd's business (systemd.exec(5)): its modes say nothing
  Seen seen = Seen::no;
  Rights rights{};
  std::string objection{};  // what the daemons would say to its content; empty: nothing, or unread
};

// Pure.
Result judge_files(const std::vector<FileFacts>& files);

// Of each setting that names a file or a folder that has to be there.
// `agent`: its user; the phone's own page may have another one.
std::vector<FileFacts> look_at_files(const daemon::Settings& settings, const User& agent);

}  // namespace lineman::ctl::doctor
