// Every setting of the daemons: the only place where these facts stand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "daemon/setting_kind.hpp"
#include "datamodel/branding.hpp"
#include "datamodel/instance.hpp"

namespace lineman::daemon {

// A name with ".N." stands for as many as there are numbers: snmp.user.1.name, snmp.user.2.name.
struct Setting {
  std::string_view name;
  SettingKind kind;
  std::string_view initial{};  // what counts where nothing is said; empty: nothing
  std::string_view help{};     // one line
  std::uint8_t marks = 0;      // of setting_marks

  constexpr bool secret() const;
  constexpr bool live() const;
};

namespace setting_marks {

// Never quoted; a file of a secret is one too, since people write the secret there.
inline constexpr std::uint8_t secret = 1;
// Acts when the settings are read again (SIGHUP); the others act at the next start.
inline constexpr std::uint8_t live = 2;

}  // namespace setting_marks

constexpr bool Setting::secret() const {
  return (marks & setting_marks::secret) != 0;
}
constexpr bool Setting::live() const {
  return (marks & setting_marks::live) != 0;
}

// N is 1 to this.
inline constexpr unsigned maximum_setting_index = 32;

namespace setting_kinds {

inline constexpr std::string_view access_words[] = {"read", "write"};
inline constexpr std::string_view auth_words[] = {"SHA-256", "SHA-512"};
inline constexpr std::string_view priv_words[] = {"AES", "AES-256"};
inline constexpr std::string_view version_words[] = {"2c", "3"};
inline constexpr std::string_view level_words[] = {"trace", "debug",    "info", "warning",
                                                   "error", "critical", "off"};
inline constexpr std::string_view target_words[] = {"auto", "stderr", "journal"};

constexpr SettingKind choice(std::span<const std::string_view> words) {
  return {.form = Form::choice, .choices = words};
}
constexpr SettingKind text(std::int64_t minimum, std::int64_t maximum) {
  return {.form = Form::parameter, .values = datamodel::text(minimum, maximum)};
}
constexpr SettingKind number(std::int64_t minimum, std::int64_t maximum,
                             std::string_view unit = {}) {
  return {.form = Form::parameter, .values = datamodel::unsigned_integer(minimum, maximum, unit)};
}
inline constexpr SettingKind networks{.form = Form::parameter, .values = datamodel::networks()};
inline constexpr SettingKind yes_no{.form = Form::yes_no};
inline constexpr SettingKind path{.form = Form::path};
inline constexpr SettingKind command{.form = Form::command};
inline constexpr SettingKind endpoints{.form = Form::endpoints};
inline constexpr SettingKind endpoints_or_off{.form = Form::endpoints, .or_off = true};
inline constexpr SettingKind addresses{.form = Form::addresses};
inline constexpr SettingKind transports{.form = Form::transports};
inline constexpr SettingKind receiver{.form = Form::receiver};
inline constexpr SettingKind master_agent_or_off{.form = Form::master_agent, .or_off = true};
inline constexpr SettingKind http_proxy{.form = Form::http_proxy};
inline constexpr SettingKind rate{.form = Form::rate};

#define LINEMAN_TEXT_OF(number) #number
#define LINEMAN_NUMBER_TEXT(macro) LINEMAN_TEXT_OF(macro)
inline constexpr std::string_view most_accounts = LINEMAN_NUMBER_TEXT(LINEMAN_MAX_ACCOUNTS);
#undef LINEMAN_NUMBER_TEXT
#undef LINEMAN_TEXT_OF
// As a phone of this kind has, where the build can serve as many.
inline constexpr std::string_view usual_accounts =
    datamodel::maximum_accounts >= 16 ? "16" : most_accounts;

}  // namespace setting_kinds

// One setting, one line.
// clang-format off
inline constexpr auto settings_table = [] {
  using namespace setting_kinds;
  using namespace setting_marks;
  return std::to_array<Setting>({
    {"device.manufacturer", text(1, 64), branding::manufacturer, "Manufacturer (TR-181 Device.DeviceInfo.)"},
    {"device.oui", {.form = Form::oui}, branding::oui, "Organizationally unique identifier of the manufacturer"},
    {"device.product_class", text(1, 64), branding::product_class, "Class of product; serial numbers are unique within it"},
    {"device.model", text(1, 64), branding::model, "Model name"},
    {"device.hardware_version", text(1, 64), "1.0", "Version of the hardware"},
    {"device.serial", text(1, 64), {}, "Serial number; where nothing is said the MAC address of the first network interface"},
    {"device.mac", {.form = Form::mac}, {}, "MAC address, which names <MAC>.cfg; where nothing is said the first network interface's"},
    {"device.accounts", number(1, datamodel::maximum_accounts), usual_accounts, "Accounts of this model"},
    {"device.factory_file", path, {}, "A phone file with this model's factory values"},

    {"snmp.listen", transports, "udp:0.0.0.0 udp6:[::]", "Where the SNMP agent listens; network.snmp.port counts where an address names no port"},
    {"snmp.agentx", master_agent_or_off, "off", "Address of a master agent (AgentX), as in unix:/var/agentx/master; then there are no listener and no users of our own"},
    {"snmp.user.N.name", text(1, 32), {}, "Name of an SNMPv3 user", live},
    {"snmp.user.N.access", choice(access_words), "read", "What the user may do", live},
    {"snmp.user.N.auth", choice(auth_words), {}, "How the user authenticates", live},
    {"snmp.user.N.auth_key_file", path, {}, "File with the pass phrase of authentication", secret | live},
    {"snmp.user.N.priv", choice(priv_words), {}, "How the user's messages are encrypted", live},
    {"snmp.user.N.priv_key_file", path, {}, "File with the pass phrase of encryption", secret | live},
    {"snmp.community.N.name", text(1, 32), {}, "A community of SNMPv2c; none is there by itself", secret | live},
    {"snmp.community.N.access", choice(access_words), "read", "What the community may do", live},
    {"snmp.community.N.source", networks, {}, "From where: addresses or CIDR blocks; 0.0.0.0/0 ::/0 is anywhere", live},
    {"snmp.notify.N.target", receiver, {}, "Receiver of notifications", live},
    {"snmp.notify.N.version", choice(version_words), "3", "Version of SNMP towards the receiver", live},
    {"snmp.notify.N.user", text(1, 32), {}, "User of version 3", live},
    {"snmp.notify.N.community", text(1, 32), {}, "Community of version 2c", secret | live},
    {"snmp.notify.N.inform", yes_no, "no", "Whether the receiver confirms", live},
    {"snmp.host", yes_no, "no", "Whether readers see the machine's interfaces, processes and disks too"},
    {"snmp.rate_limit", rate, "2000/s", "Requests that one source may send; 0: any number", live},

    {"cwmp.listen", endpoints, "0.0.0.0:7547 [::]:7547", "Where connection requests of the ACS are taken"},
    {"cwmp.dhcp_file", path, {}, "File in which a DHCP client's hook says where the ACS is; where nothing is said `dhcp` in the runtime directory"},
    {"cwmp.ca_file", path, {}, "Certificates of the authorities that the ACS's certificate is held against, as one file"},
    {"cwmp.ca_path", path, "/etc/ssl/certs", "The same, as a hashed folder"},
    {"cwmp.client_certificate", path, {}, "Our certificate towards the ACS"},
    {"cwmp.client_key", path, {}, "Its private key"},
    {"cwmp.allow_basic_over_http", yes_no, "no", "Whether a password may go to an ACS unencrypted"},
    {"cwmp.proxy", http_proxy, {}, "HTTP proxy towards the ACS; the environment of the daemon says nothing"},
    {"cwmp.proxy_exceptions", text(1, 512), {}, "Hosts that are reached without it, with commas between them; a domain stands for all below it"},
    {"cwmp.proxy_credentials_file", path, {}, "File with user:password for the proxy", secret},
    {"cwmp.reboot_command", command, {}, "What restarts the phone"},
    {"cwmp.firmware_command", command, {}, "What installs a firmware file, whose path comes as its last word; 0 says that it did, 18 that the file is corrupted, 19 that it is not authentic"},
    {"cwmp.firmware_limit", number(1, 4096, "MiB"), "256", "Largest firmware file that is fetched"},
    {"cwmp.log_command", command, "/usr/bin/journalctl --quiet --no-pager --lines=2000 --unit=lineman-agent --unit=lineman-sipcore", "What prints the log that the ACS may ask for"},
    {"cwmp.upload_secrets", yes_no, "no", "Whether a configuration that the ACS asks for holds its passwords, over https alone"},

    {"web.listen", endpoints_or_off, "off", "Where the phone's own page is served"},
    {"web.certificate", path, {}, "Certificate of the phone's own page, with its chain behind it", live},
    {"web.key", path, {}, "Its private key", live},
    {"web.plain", yes_no, "no", "Whether the page may be served without a certificate where others reach it"},
    {"web.user.N.name", text(1, 32), {}, "Name of a user of the phone's own page", live},
    {"web.user.N.password_file", path, {}, "File with the user's password", secret | live},
    {"web.user.N.access", choice(access_words), "read", "What the user may do", live},

    {"sip.bind", addresses, "0.0.0.0 [::]", "Local addresses, with :port in place of sip.listen_port"},
    {"sip.dns_servers", addresses, {}, "Resolvers; where nothing is said the system's"},
    {"sip.ca_file", path, {}, "Certificates of the authorities that registrars' certificates are held against, as one file"},
    {"sip.ca_path", path, "/etc/ssl/certs", "The same, as a hashed folder"},
    {"sip.client_certificate", path, {}, "Our certificate towards registrars"},
    {"sip.client_key", path, {}, "Its private key"},
    {"sip.keepalive_interval", number(0, 3600, "seconds"), "0", "Interval of keepalives towards servers; 0: none"},
    {"sip.icmp_fast_fail", yes_no, "yes", "Whether an ICMP error fails a request at once"},

    {"history.generations", number(1, 1000), "20", "Generations of the configuration that are kept"},
    {"control.group", text(1, 32), "lineman", "Whose members may read over the control socket"},
    {"control.write_group", text(1, 32), "lineman", "Whose members may change over the control socket"},
    {"control.web_user", text(1, 32), "lineman-web", "As whom the phone's own page runs; it says over the control socket for which of its users it asks"},
    {"log.level", choice(level_words), "info", "From which level on messages are logged", live},
    {"log.target", choice(target_words), "auto", "Where messages go; auto: the journal where there is one, else standard error", live},
  });
}();
// clang-format on

// The row of a name as it stands in the table (with N); the number of rows where there is none.
constexpr std::size_t setting_row(std::string_view name) {
  const auto* const row = std::ranges::find(settings_table, name, &Setting::name);
  return static_cast<std::size_t>(row - settings_table.begin());
}

}  // namespace lineman::daemon
