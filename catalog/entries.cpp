// Whoever reads one of these is woken by it: what happened, what it means for the phone, what to
// do.
#include "catalog/entry.hpp"

namespace lineman::catalog {
namespace {

using log::Event;

constexpr std::string_view agent = "lineman-agentd(8)";
constexpr std::string_view core = "lineman-sipcored(8)";
constexpr std::string_view settings = "lineman.conf(5)";
constexpr std::string_view shell = "linemanctl(1)";
constexpr std::string_view page = "lineman-webd(8)";

constexpr Entry table[] = {
    {Event::ready, "ready", "Ready",
     "The daemon has started. The agent has loaded the stored configuration into the SIP core, if "
     "there is one.",
     "", agent},
    {Event::ends, "ends", "The daemon ends", "It was asked to end, and does so in order.", "",
     agent},
    {Event::cannot_run, "cannot_run", "The daemon cannot run: @LINEMAN_REASON@",
     "What the daemon needs is not there. systemd tries again. Without the agent the phone keeps "
     "its "
     "registrations, and nobody can manage it; without the SIP core it takes no calls; without "
     "lineman-webd "
     "there is no page.",
     "Put right what the reason names. lineman-agentd --check and lineman-sipcored --check (and "
     "lineman-webd --check) try the "
     "settings without starting anything.",
     agent},
    {Event::settings_read, "settings_read", "Settings read again",
     "lineman.conf and its drop-ins were read again, as asked by systemctl reload.", "", settings},
    {Event::settings_refused, "settings_refused", "The settings are refused",
     "lineman.conf or a drop-in has a fault, which the message names with file and line. None of "
     "the new settings "
     "acts; those from before do.",
     "Correct the line, try it with lineman-agentd --check, then systemctl reload lineman-agent.",
     settings},
    {Event::settings_wait, "settings_wait", "A setting waits for a restart",
     "It was changed, and cannot act while the daemon runs.",
     "systemctl restart the service when it suits: registrations survive a restart of the agent.",
     settings},
    {Event::inherited_socket_unknown, "inherited_socket_unknown",
     "A socket from systemd is not known: @LINEMAN_NAME@",
     "A socket unit hands over a socket under a name that the daemon does not know, or several "
     "where one is "
     "expected. It was closed, so that nobody waits there for an answer.",
     "Look at FileDescriptorName= in the socket units (systemctl cat).", agent},
    {Event::file_unreadable, "file_unreadable", "A file that the settings name cannot be used",
     "It is missing, not readable for the user lineman, or not in the form that it should have. "
     "What it was for "
     "is left out; everything else runs.",
     "The message names the file and why. linemanctl status shows what does not run for it.",
     settings},
    {Event::configuration_changed, "configuration_changed",
     "The configuration changed (@LINEMAN_GENERATION@)",
     "A transaction was committed: it is on the disk and stands as a whole. It came by the door "
     "@LINEMAN_DOOR@, "
     "from @LINEMAN_WHO@, and changed @LINEMAN_CHANGED@.",
     "linemanctl diff shows the values from before and after, linemanctl rollback takes it back.",
     shell},
    {Event::guard_runs, "guard_runs", "A guarded change waits for its proof (@LINEMAN_GENERATION@)",
     "The change acts. If the accounts that it could cut off do not register again in time, it is "
     "taken back.",
     "Nothing, or linemanctl guard confirm where somebody knows that it is good.", shell},
    {Event::guard_settled, "guard_settled", "The guarded change stands (@LINEMAN_GENERATION@)",
     "The accounts registered under the new configuration, or somebody confirmed it.", "", shell},
    {Event::guard_expired, "guard_expired",
     "The guarded change was taken back (@LINEMAN_GENERATION@)",
     "The accounts did not register in time under the new configuration. Its values are those from "
     "before again; "
     "the phone should be registered as it was.",
     "linemanctl history shows what was tried. Look whether the new server answers before it is "
     "tried again.",
     shell},
    {Event::stored_value_repaired, "stored_value_repaired",
     "Something stored could not be used as it was",
     "A generation was damaged or had a value that this version does not permit. It was set aside "
     "or took its "
     "initial value, as the message says; all other values are as they were.",
     "linemanctl history and linemanctl diff show what stands now. A damaged file, more than once, "
     "speaks of the "
     "flash memory.",
     agent},
    {Event::disk_in_doubt, "disk_in_doubt", "The agent ended without an answer: @LINEMAN_REASON@",
     "The disk failed at the moment in which a change is decided, so nobody can say whether it "
     "stands. The agent "
     "ended and reads the disk anew at its next start. The phone stays registered.",
     "Look at the kernel's messages about the file system (journalctl -k), and at free space.",
     agent},
    {Event::state_not_written, "state_not_written",
     "A file of the agent's state is not on the disk",
     "The agent goes on from memory. If it died now, the ACS or a manager might hear of something "
     "twice.",
     "Look for free space below /var/lib/lineman, and at journalctl -k.", agent},
    {Event::core_connected, "core_connected", "The SIP core is connected",
     "The agent has the core to load and to ask. Changes of the configuration can be made.", "",
     agent},
    {Event::core_away, "core_away", "The SIP core is away: @LINEMAN_REASON@",
     "The agent does not reach lineman-sipcored. Changes that need the core are refused until it "
     "is back; what is "
     "shown of registrations is what was last known. If the core has died, the phone takes no "
     "calls until it is "
     "started again, which systemd does.",
     "systemctl status lineman-sipcore; its messages before this one say why it ended.", core},
    {Event::commit_not_followed, "commit_not_followed",
     "What follows a committed change has not happened yet",
     "The change is stored and stands. The SIP core did not load it, or a door could not publish "
     "it; it is tried "
     "again.",
     "linemanctl status compares what is stored with what the core runs. A configuration that the "
     "core cannot run "
     "is put right with linemanctl rollback or linemanctl set --offline.",
     agent},
    {Event::account_state, "account_state", "Account @LINEMAN_ACCOUNT@ has another state",
     "Its registration came, went or is being tried, as the message says.",
     "linemanctl status shows all accounts with server and reason.", core},
    {Event::account_moved, "account_moved",
     "Account @LINEMAN_ACCOUNT@ is with server @LINEMAN_SERVER@ now",
     "It left the server that it had: a failover after the server failed, or the way back. The "
     "phone can be "
     "called, but lives without its reserve while the other server is away.",
     "See to the server that was left: the message says why. linemanctl counters shows how often "
     "it happened.",
     core},
    {Event::call_changed, "call_changed", "A call or a subscription changed",
     "It began, ended or changed, as the message says.", "", core},
    {Event::agent_connected, "agent_connected", "An agent is here: @LINEMAN_AGENT@",
     "The management agent has connected to the SIP core and will load it.", "", core},
    {Event::agent_refused, "agent_refused", "An agent speaks another protocol: @LINEMAN_AGENT@",
     "Agent and core are of versions that do not fit. The core keeps what it has; nothing can be "
     "changed.",
     "Install lineman and lineman-sipcore of one version.", core},
    {Event::agent_undecided, "agent_undecided", "The agent did not decide in time (@LINEMAN_TXN@)",
     "It prepared a change and then said neither yes nor no, most likely since it died. The core "
     "dropped what it "
     "had prepared; the agent loads it when it is back.",
     "systemctl status lineman-agent.", core},
    {Event::account_beyond_model, "account_beyond_model",
     "Account @LINEMAN_ACCOUNT@ is more than this phone has",
     "The agent and the core were built for different numbers of accounts.",
     "Install lineman and lineman-sipcore of one build.", core},
    {Event::monitor_too_slow, "monitor_too_slow", "A monitor reads too slowly and loses events",
     "Whoever watches the core's socket does not take what it is sent. It is told that it missed "
     "something; the "
     "phone is not affected.",
     "", core},
    {Event::sip_not_listening, "sip_not_listening", "The SIP core cannot listen: @LINEMAN_REASON@",
     "Without an address to listen at there are no registrations from there and no calls.",
     "Look whether the address of sip.bind exists on the phone (ip address).", settings},
    {Event::sip_port_taken, "sip_port_taken", "The SIP port is in use: @LINEMAN_ADDRESS@",
     "Another program has it. The core took a free port instead: it registers and takes calls, but "
     "firewalls and "
     "registrars that expect the usual port may object.",
     "ss -lnp shows who has the port. End that program, or change sip.listen_port.", core},
    {Event::watch_missing, "watch_missing", "Changes will not be noticed: @LINEMAN_REASON@",
     "The kernel gives no watch of a file or of the network. What is there now acts; a change acts "
     "at the next "
     "start only.",
     "Look at fs.inotify.max_user_watches and fs.inotify.max_user_instances.", agent},
    {Event::network_changed, "network_changed", "The network changed: @LINEMAN_REASON@",
     "An address or a route came or went. Accounts register anew where it concerns them.", "",
     core},
    {Event::door_open, "door_open", "A door is open", "The agent takes requests there.", "", agent},
    {Event::door_closed, "door_closed", "A door is closed",
     "As the configuration or the settings want it.", "", agent},
    {Event::door_failed, "door_failed", "A door does not open",
     "Its address is in use, does not exist or is not permitted. It is tried again; until then "
     "nobody can manage "
     "the phone through it. Registrations are not affected.",
     "linemanctl status lists the doors with their problems. ss -lnp shows who has the port.",
     agent},
    {Event::snmp_settings_unusable, "snmp_settings_unusable", "A setting of SNMP cannot be used",
     "The user, community, receiver or module that the message names is left out. The others act.",
     "Correct it in lineman.conf, then systemctl reload lineman-agent.", settings},
    {Event::snmp_library_trouble, "snmp_library_trouble", "Net-SNMP reports trouble",
     "A message could not be understood or sent. One line now and then is somebody's broken "
     "packet.",
     "Where it goes on, look at who sends (snmp.allow in lineman.conf narrows it).", settings},
    {Event::snmp_boots_damaged, "snmp_boots_damaged", "The count of SNMP engine boots was damaged",
     "It went on with a number that is certainly above all before (RFC 3414, 2.2.2); the file was "
     "set aside.",
     "Managers that keep engineBoots notice a jump once. Nothing else is to be done.", agent},
    {Event::snmp_boots_ended, "snmp_boots_ended", "The count of SNMP engine boots is at its end",
     "No request of SNMPv3 is in the time window any more (RFC 3414, 2.2.3).",
     "The engine ID is made of the phone's identity (device.* in lineman.conf). Give it another "
     "one, and tell the "
     "managers.",
     settings},
    {Event::snmp_receiver, "snmp_receiver", "A receiver of notifications",
     "Informs to it are acknowledged again, or are not, and some were lost, as the message says.",
     "Look whether the receiver runs and has the phone's user.", settings},
    {Event::acs_session_begins, "acs_session_begins", "A session with the ACS begins",
     "Because of @LINEMAN_EVENTS@ (TR-069, table 8).", "", agent},
    {Event::acs_session_ended, "acs_session_ended", "A session with the ACS ended", "In order.", "",
     agent},
    {Event::acs_session_failed, "acs_session_failed",
     "A session with the ACS failed: @LINEMAN_REASON@",
     "It is tried again after a while that grows with each failure (TR-069, 3.2.1.1). What the ACS "
     "has to hear is "
     "kept. The phone's service is not affected.",
     "linemanctl status shows the ACS, how often it failed and when the next attempt is due. The "
     "reason names "
     "what is wrong: name, address, certificate or credentials.",
     agent},
    {Event::acs_event_lost, "acs_event_lost", "The ACS will not hear of everything",
     "More happened than is kept for it while it was away, so a detail was left out.",
     "Let the ACS read the values anew when it is back.", agent},
    {Event::acs_state_lost, "acs_state_lost", "What was kept for the ACS is lost: @LINEMAN_REASON@",
     "The file was damaged. The phone tells the ACS 0 BOOTSTRAP, as a new one would.",
     "The ACS provisions it anew by itself. More than once speaks of the flash memory.", agent},
    {Event::acs_found, "acs_found", "DHCP speaks of the ACS", "Its URL from there: @LINEMAN_URL@.",
     "It acts only while no URL is configured.", agent},
    {Event::acs_file_unreadable, "acs_file_unreadable", "What DHCP says of the ACS cannot be read",
     "The hook's file is not as it should be. What DHCP said before stands.",
     "Look at the file that cwmp.dhcp_file names, and at the hook that writes it.", settings},
    {Event::connection_request, "connection_request", "The ACS asks for a session",
     "Its connection request was genuine.", "", agent},
    {Event::connection_request_refused, "connection_request_refused",
     "A connection request was refused",
     "It had no right credentials, came too often or was no HTTP, as the message says.",
     "A few are scanners. Where it is your ACS: compare the ConnectionRequestUsername and password "
     "there.",
     agent},
    {Event::transfer_begins, "transfer_begins", "A file transfer of the ACS begins",
     "@LINEMAN_FILE_TYPE@, with the key @LINEMAN_COMMAND_KEY@.", "", agent},
    {Event::transfer_ended, "transfer_ended", "A file transfer of the ACS ended well",
     "The ACS hears of it in the next session.", "", agent},
    {Event::transfer_failed, "transfer_failed",
     "A file transfer of the ACS failed (fault @LINEMAN_FAULT@)",
     "Nothing of the file acts; the ACS hears the fault in the next session.",
     "The reason names what is wrong with the server or the file.", agent},
    {Event::reboot_begins, "reboot_begins", "The phone restarts, as the ACS asked",
     "Calls end. The ACS hears M Reboot when the phone is back.", "", agent},
    {Event::reboot_failed, "reboot_failed", "The phone does not restart",
     "The ACS asked for a restart that the phone could not carry out.",
     "Look at cwmp.reboot_command in lineman.conf, and at systemctl status lineman-reboot.path.",
     settings},
    {Event::reset_begins, "reset_begins", "Factory reset, as the ACS asked",
     "The configuration becomes that of a new phone.", "", agent},
    {Event::reset_failed, "reset_failed", "The factory reset failed",
     "The values stand as they were.",
     "Look at the factory values that device.factory_file names, and at the disk.", settings},
    {Event::web_refused, "web_refused", "A browser's request was refused",
     "What came to the phone's page was too large, too slow, from too many connections, or no "
     "HTTP, "
     "as the message says. The phone does not suffer from it.",
     "A few are scanners. Where they are many, see who can reach the page, and close its port for "
     "others.",
     page},
    {Event::web_no_handshake, "web_no_handshake", "A browser does not come to terms over TLS",
     "It speaks no TLS at this port, or none that the phone still speaks (TLS 1.2 and 1.3), or it "
     "does not trust the phone's certificate.",
     "Open the page with https. A certificate that the phone made for itself has to be accepted in "
     "the browser once.",
     page},
    {Event::web_certificate_over, "web_certificate_over", "The page's certificate is over",
     "Browsers warn whoever opens the page. It is served all the same.",
     "Put a new certificate and key where web.certificate and web.key name them, then systemctl "
     "reload lineman-web (restart, where they lie in /etc/lineman/web).",
     page},
    {Event::web_without_users, "web_without_users", "Nobody may log in to the phone's page",
     "It is served, and the settings name no user.",
     "Name one (web.user.1.name and web.user.1.password_file, which lineman-web-password makes), "
     "then "
     "systemctl reload lineman-web.",
     page},
    {Event::web_login, "web_login", "@LINEMAN_USER@ logged in to the phone's page",
     "The name and the password were right. The session ends by itself after 15 minutes without a "
     "click, and after 12 hours.",
     "", page},
    {Event::web_login_failed, "web_login_failed",
     "A login to the phone's page failed (@LINEMAN_SOURCE@)",
     "The name or the password was wrong. A name that no user has is not shown: it may be a "
     "password.",
     "Many of these from one address are somebody who guesses: each further attempt has to wait "
     "longer. Keep the page to networks that you trust (web.listen, a firewall).",
     page},
    {Event::web_login_held_up, "web_login_held_up",
     "Logins from @LINEMAN_SOURCE@ have to wait for @LINEMAN_SECONDS@ seconds",
     "There were several wrong passwords from this address, or for this name. Who comes from "
     "another "
     "address may log in at once.",
     "A user who has forgotten the password needs a new one: lineman-web-password, then systemctl "
     "reload lineman-web.",
     page},
    {Event::web_logout, "web_logout", "@LINEMAN_USER@ logged out of the phone's page",
     "The session is over, and its cookie is worth nothing any more.", "", page},
};

}  // namespace

std::span<const Entry> entries() {
  return table;
}

}  // namespace lineman::catalog
