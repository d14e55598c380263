#include "ctl/doctor/finding_table.hpp"

namespace lineman::ctl::doctor {
namespace {

using enum FindingId;
using enum Severity;

constexpr FindingRow table[] = {
    {agent_not_running, "agent-not-running", "agent", error, "The agent is not running",
     "Nobody can manage the phone; its accounts stay registered. Start the agent. Where it ends "
     "again, its last messages say why.",
     "systemctl restart lineman-agent; journalctl -x -u lineman-agent -n 20"},
    {agent_not_answering, "agent-not-answering", "agent", error, "The agent does not answer",
     "It runs and does not serve its control socket: it hangs, is of another version, or uses "
     "another runtime directory. Restart it; registrations survive that.",
     "systemctl restart lineman-agent"},
    {core_away, "core-away", "agent", error, "The SIP core is not connected",
     "The phone takes no calls while the SIP core does not run. Start it. Where it ends again, its "
     "last messages say why.",
     "systemctl restart lineman-sipcore; journalctl -x -u lineman-sipcore -n 20"},
    {core_behind, "core-behind", "agent", error, "The SIP core runs another configuration",
     "It has not taken over the last change. It does within seconds, or the journal says what it "
     "refuses.",
     "journalctl -x -u lineman-agent -u lineman-sipcore -n 20"},
    {settings_wrong, "settings-wrong", "settings", error, "A setting is wrong",
     "The daemons do not start with it, and a reload takes nothing over. Correct the line; `man "
     "lineman.conf` has every setting with what it permits.",
     "lineman-agentd --check"},
    {clock_not_set, "clock-not-set", "clock", error, "The clock is not set",
     "Certificates are not valid at such a time, so that TLS to the ACS and to registrars fails. "
     "See that NTP works (a name server, UDP port 123), or set the clock by hand.",
     "timedatectl set-ntp true"},
    {clock_behind, "clock-behind", "clock", error, "The clock is behind this program's own date",
     "It cannot be right: certificates may seem to begin in the future. See that NTP works (a name "
     "server, UDP port 123), or set the clock by hand.",
     "timedatectl set-ntp true"},
    {clock_unsynchronised, "clock-unsynchronised", "clock", warning, "Nobody keeps the clock right",
     "It drifts, and certificates are judged by it. Run an NTP client, and see that it reaches its "
     "server.",
     "timedatectl timesync-status"},
    {state_missing, "state-missing", "folders", error, "The state directory is not there",
     "The agent keeps the configuration in it, and makes it at its start where it may. Look at its "
     "path and the folder above, then start the agent."},
    {state_not_ours, "state-not-ours", "folders", error,
     "The state directory is not the agent's own",
     "The agent cannot read or change the stored configuration. Give everything in it back to the "
     "agent's user, then restart the agent."},
    {state_open, "state-open", "folders", warning, "Others may look into the state directory",
     "The configuration has passwords. Take the rights of group and others away."},
    {state_not_writable, "state-not-writable", "folders", error,
     "The state directory cannot be written",
     "Changes are refused. Where the file system is read-only, look in `dmesg` for what made it "
     "so; "
     "where the modes forbid it, give the owner his rights back."},
    {disk_full, "disk-full", "folders", error, "The disk is full",
     "Changes are refused until there is room; what is stored is safe. Remove what is not needed, "
     "old journals first.",
     "journalctl --vacuum-size=16M"},
    {disk_low, "disk-low", "folders", warning, "The disk is nearly full",
     "Changes will be refused soon. Remove what is not needed, old journals first.",
     "journalctl --vacuum-size=16M"},
    {runtime_missing, "runtime-missing", "folders", error, "The runtime directory is not there",
     "The sockets belong in it. systemd makes it when a service starts; or name the right one with "
     "--runtime-dir.",
     "systemctl restart lineman-control.socket lineman-agent"},
    {control_group_missing, "control-group-missing", "folders", warning,
     "A group of the settings does not exist",
     "Nobody but root and the agent's user reaches the control socket. Make the group, or name "
     "another one in the settings, and restart the agent."},
    {control_group_other, "control-group-other", "folders", warning,
     "The control socket belongs to another group than the settings say",
     "Where systemd opens the socket, SocketGroup= in a drop-in of lineman-control.socket has to "
     "name the group too.",
     "systemctl edit lineman-control.socket"},
    {file_missing, "file-missing", "files", error, "A file that the settings name is not there",
     "What it is for is left out. Put the file there, or correct the setting."},
    {file_not_readable, "file-not-readable", "files", error,
     "A daemon cannot read a file that the settings name",
     "Give it to the daemon's user, or hand it over as a systemd credential (man lineman-agentd)."},
    {secret_file_open, "secret-file-open", "files", error, "Others may read the file of a secret",
     "The daemons refuse a pass phrase or password that others may read. Take the rights of group "
     "and others away; where others may have read it, choose a new secret."},
    {secret_file_unusable, "secret-file-unusable", "files", error,
     "The file of a secret holds none",
     "Write the secret into it: one line of text, not empty, at most 1024 octets."},
    {certificate_unusable, "certificate-unusable", "certificates", error,
     "A certificate or key cannot be used",
     "It has to be PEM, the key without a pass phrase. Convert it, or take the right file."},
    {certificate_expired, "certificate-expired", "certificates", error,
     "A certificate of the phone has expired",
     "The other side refuses it, and the phone refuses what only it vouches for. Have a new one "
     "issued, put it in the place of the old one and restart the daemons."},
    {certificate_not_yet_valid, "certificate-not-yet-valid", "certificates", error,
     "A certificate of the phone is not valid yet",
     "Look at the clock first (`date`). Where the clock is right, take a certificate that is valid "
     "now."},
    {certificate_ends_soon, "certificate-ends-soon", "certificates", warning,
     "A certificate of the phone ends soon",
     "Have a new one issued, put it in the place of the old one and restart the daemons."},
    {certificate_other_key, "certificate-other-key", "certificates", error,
     "A key does not belong to its certificate",
     "TLS does not work with them. Take the key with which the certificate was asked for."},
    {port_taken, "port-taken", "doors", error, "Another program has the port",
     "The door stays closed until the port is free; the agent tries again by itself. Stop the "
     "other "
     "program, or have one of the two use another port."},
    {door_closed, "door-closed", "doors", error, "A door does not open",
     "The reason is the system's or the library's. Correct the listening address in the settings, "
     "and restart the agent."},
    {sip_port_taken, "sip-port-taken", "doors", warning, "Another program has the SIP port",
     "The phone registers with a port that the system chose. Whoever calls it at the configured "
     "one "
     "reaches the other program. Stop that, then restart the SIP core; or set sip.listen_port."},
    {sip_not_listening, "sip-not-listening", "doors", error, "Nobody listens at the SIP port",
     "Look at sip.bind: the address has to be one of this machine. Then restart the SIP core.",
     "journalctl -x -u lineman-sipcore -n 20"},
    {page_not_listening, "page-not-listening", "doors", error, "The phone's own page is not served",
     "web.listen asks for it, and nobody listens there. Start its service; its last messages say "
     "why it ended."},
    {dns_none, "dns-none", "dns", error, "There is no name server",
     "Servers with names are not found. Name one in sip.dns_servers, or have DHCP write "
     "/etc/resolv.conf."},
    {dns_silent, "dns-silent", "dns", error, "No name server answers",
     "What is known goes on being used; new names are not found. See that the network is up and "
     "the "
     "address is right; a firewall has to let UDP port 53 through."},
    {dns_server_silent, "dns-server-silent", "dns", warning, "A name server does not answer",
     "The others do its work, and each look-up waits for it first. Put it right, or take it out of "
     "the list."},
    {dns_fails, "dns-fails", "dns", error, "A name server refuses to answer",
     "It answers with a failure: it does not serve this phone, or does not reach others. Ask who "
     "runs it, or name another one."},
    {name_unknown, "name-unknown", "dns", error, "A server's name does not exist",
     "The name servers answer, and none of them knows an address for it. Correct the name, or have "
     "it put into DNS."},
    {account_misconfigured, "account-misconfigured", "accounts", error,
     "An account's configuration cannot work",
     "The reason names what is missing. Set it; nothing is sent for the account before."},
    {account_password, "account-password", "accounts", error,
     "The registrar refuses an account's password",
     "User, authentication name or password are wrong, or the registrar knows another realm. Ask "
     "who runs it, and set the password anew; it is tried at once."},
    {account_rejected, "account-rejected", "accounts", error, "The registrar rejects an account",
     "The password is not the point: it does not know the user or the domain, or does not want "
     "this phone. Compare user name and server address with what the provider says."},
    {account_unreachable, "account-unreachable", "accounts", error,
     "None of an account's servers can be reached",
     "Address, port or transport are wrong, or something between refuses. See that the server runs "
     "and a firewall lets it through; the account tries again by itself."},
    {account_not_registered, "account-not-registered", "accounts", warning,
     "An account is not registered yet",
     "It is on its way, or waits before the next try. Run the doctor again in a minute."},
    {account_on_backup, "account-on-backup", "accounts", warning,
     "An account is not where it belongs",
     "It works with another server or another address of it, since the first one failed. See that "
     "the first one runs again; the account goes back by itself."},
    {registrar_certificate, "registrar-certificate", "accounts", error,
     "A registrar's certificate is not accepted",
     "Where it has expired or shows another name, only who runs the registrar can renew it. Where "
     "the authority is unknown, put its certificate into sip.ca_file. Look at the clock as well."},
    {acs_no_url, "acs-no-url", "acs", warning, "The ACS is wanted and not known",
     "static.managementserver.enable is 1. Set the URL, or have DHCP name it (contrib/dhcp)."},
    {acs_name, "acs-name", "acs", error, "The ACS's name does not exist",
     "Correct static.managementserver.url, or have the name put into DNS. Where other names are "
     "not "
     "found either, look at the name servers."},
    {acs_unreachable, "acs-unreachable", "acs", error, "The ACS cannot be reached",
     "See that it runs, that host and port in static.managementserver.url are right, and that a "
     "firewall lets it through."},
    {acs_certificate, "acs-certificate", "acs", error, "The ACS's certificate is not accepted",
     "Where it has expired or shows another name, only who runs the ACS can renew it. Where the "
     "authority is unknown, put its certificate into cwmp.ca_file. Look at the clock as well."},
    {acs_password, "acs-password", "acs", error, "The ACS refuses the phone's credentials",
     "Set static.managementserver.username and .password as the ACS knows them.",
     "linemanctl set static.managementserver.password=-"},
    {acs_fails, "acs-fails", "acs", error, "Sessions with the ACS fail",
     "The last session's reason stands above; the ACS's own log has the other half. Try again when "
     "it is put right.",
     "linemanctl inform"},
};

// The rows stand in the order of the identifiers, so that row_of() needs no search.
constexpr bool in_order() {
  for (std::size_t at = 0; at < std::size(table); ++at) {
    if (static_cast<std::size_t>(table[at].id) != at) return false;
  }
  return std::size(table) == static_cast<std::size_t>(acs_fails) + 1;
}
static_assert(in_order());

}  // namespace

std::span<const FindingRow> finding_table() {
  return table;
}

const FindingRow& row_of(FindingId id) {
  return table[static_cast<std::size_t>(id)];
}

std::string_view to_string(Severity severity) {
  return severity == error ? "error" : "warning";
}

}  // namespace lineman::ctl::doctor
