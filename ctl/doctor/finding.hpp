// What the doctor's checks come to. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lineman::ctl::doctor {

// Each has a row in finding_table.cpp, in this order.
enum class FindingId : std::uint8_t {
  agent_not_running,
  agent_not_answering,
  core_away,
  core_behind,
  settings_wrong,
  clock_not_set,
  clock_behind,
  clock_unsynchronised,
  state_missing,
  state_not_ours,
  state_open,
  state_not_writable,
  disk_full,
  disk_low,
  runtime_missing,
  control_group_missing,
  control_group_other,
  file_missing,
  file_not_readable,
  secret_file_open,
  secret_file_unusable,
  certificate_unusable,
  certificate_expired,
  certificate_not_yet_valid,
  certificate_ends_soon,
  certificate_other_key,
  port_taken,
  door_closed,
  sip_port_taken,
  sip_not_listening,
  page_not_listening,
  dns_none,
  dns_silent,
  dns_server_silent,
  dns_fails,
  name_unknown,
  account_misconfigured,
  account_password,
  account_rejected,
  account_unreachable,
  account_not_registered,
  account_on_backup,
  registrar_certificate,
  acs_no_url,
  acs_name,
  acs_unreachable,
  acs_certificate,
  acs_password,
  acs_fails,
};

// `where` is a file with its line, a setting, an account or an address.
struct Finding {
  FindingId id;
  std::string what;  // of this very case: a sentence without a full stop
  std::string where{};
  std::string command{};  // what to type; empty: what the table says
};

// What could not be looked at, and what it takes.
struct Unchecked {
  std::string what;
  std::string why;
};

// Of one check. `summary` says in a few words what was looked at, or found.
struct Result {
  std::string_view check;
  std::string summary{};
  std::vector<Finding> findings{};
  std::vector<Unchecked> unchecked{};
};

using Report = std::vector<Result>;

}  // namespace lineman::ctl::doctor
