// The events of the daemons that have an entry in the journal's message catalogue (catalog/). The
// journal gets each with its MESSAGE_ID, by which `journalctl -x` explains it and a monitoring
// program finds it (systemd.journal-fields(7)).
#pragma once

#include <string>

namespace lineman::log {

// The number is the end of the MESSAGE_ID: it stays with the event for ever, and one that was
// released is not used again.
enum class Event : unsigned char {
  none = 0,  // explains itself
  ready = 1,
  ends = 2,
  cannot_run = 3,
  settings_read = 4,
  settings_refused = 5,
  settings_wait = 6,
  inherited_socket_unknown = 7,
  file_unreadable = 8,
  configuration_changed = 10,
  guard_runs = 11,
  guard_settled = 12,
  guard_expired = 13,
  stored_value_repaired = 14,
  disk_in_doubt = 15,
  state_not_written = 16,
  core_connected = 20,
  core_away = 21,
  commit_not_followed = 22,
  account_state = 23,
  account_moved = 24,
  call_changed = 25,
  agent_connected = 26,
  agent_refused = 27,
  agent_undecided = 28,
  account_beyond_model = 29,
  monitor_too_slow = 30,
  sip_not_listening = 31,
  sip_port_taken = 32,
  watch_missing = 33,
  network_changed = 34,
  door_open = 40,
  door_closed = 41,
  door_failed = 42,
  snmp_settings_unusable = 43,
  snmp_library_trouble = 44,
  snmp_boots_damaged = 45,
  snmp_boots_ended = 46,
  snmp_receiver = 47,
  acs_session_begins = 60,
  acs_session_ended = 61,
  acs_session_failed = 62,
  acs_event_lost = 63,
  acs_state_lost = 64,
  acs_found = 65,
  acs_file_unreadable = 66,
  connection_request = 67,
  connection_request_refused = 68,
  transfer_begins = 70,
  transfer_ended = 71,
  transfer_failed = 72,
  reboot_begins = 73,
  reboot_failed = 74,
  reset_begins = 75,
  reset_failed = 76,
  web_refused = 80,
  web_no_handshake = 81,
  web_certificate_over = 82,
  web_without_users = 83,
  web_login = 90,
  web_login_failed = 91,
  web_login_held_up = 92,
  web_logout = 93,
};

// 32 hexadecimal digits; empty for `none`.
std::string message_id_of(Event event);

}  // namespace lineman::log
