#include "mibs/access_control.hpp"

#include <algorithm>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/host_modules.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

// Exported by the library, and declared in none of the headers that Debian installs.
extern "C" {
// NOLINTBEGIN(readability-identifier-naming): the library's
void netsnmp_udp_com2SecList_free(void);
void netsnmp_udp6_com2Sec6List_free(void);
int snmp_config_when(char* line, int when);
// NOLINTEND(readability-identifier-naming)
}

namespace lineman::mibs {
namespace {

void remember(const std::string& line) {
  std::string copy{line};
  netsnmp_config_remember(copy.data());
}

// netsnmp_config() would keep each line for ever, communities among them.
void configure(const std::string& line) {
  std::string copy{line};
  snmp_config_when(copy.data(), NORMAL_CONFIG);
}

std::string arcs(std::initializer_list<unsigned> after_enterprises) {
  std::string text = ".1.3.6.1.4.1";
  for (const auto arc : after_enterprises) text += '.' + std::to_string(arc);
  return text;
}

bool is_good_community(const std::string& name) {
  constexpr std::size_t longest = 64;
  if (name.empty() || name.size() > longest) return false;
  for (const char letter : name) {
    if (letter <= ' ' || letter > '~' || letter == '"' || letter == '\'' || letter == '\\' ||
        letter == '#') {
      return false;
    }
  }
  return true;
}

std::string group_of(const char* kind, SnmpAccess access) {
  return std::string{"group lineman_"} + kind + (access == SnmpAccess::write ? "writer" : "reader");
}

// With managers or with receivers of notifications: the library has one switch for both. Without a
// community no request gets in, whatever its version.
bool speaks_v2c(const SnmpSettings& settings) {
  return !settings.communities.empty() ||
         std::ranges::any_of(settings.receivers, [](const SnmpReceiver& receiver) {
           return receiver.version == ReceiverVersion::v2c;
         });
}

}  // namespace

void configure_views() {
  for (const char* const part :
       {".1.3.6.1.2.1.1", ".1.3.6.1.2.1.11", ".1.3.6.1.6.3.10.2.1", ".1.3.6.1.6.3.11.2.1",
        ".1.3.6.1.6.3.12.1.4", ".1.3.6.1.6.3.12.1.5", ".1.3.6.1.6.3.15.1.1"}) {
    remember(std::string{"view lineman_read included "} + part);
  }
  remember("view lineman_read included " + arcs({branding::enterprise}));
  // RFC 2788 and 4780. Nothing there can be written, and a writer is told so.
  for (const char* const module : {".1.3.6.1.2.1.27", ".1.3.6.1.2.1.149", ".1.3.6.1.2.1.150"}) {
    remember(std::string{"view lineman_read included "} + module);
    remember(std::string{"view lineman_write included "} + module);
  }
  remember("view lineman_write included " + arcs({branding::enterprise, datamodel::modules_arc}));
  // What the receivers of notifications may be told: our objects, and that we started. No object of
  // a notification is a secret (notifications/message.cpp), so all of them may be told alike.
  remember("view lineman_notify included " + arcs({branding::enterprise}));
  remember("view lineman_notify included .1.3.6.1.6.3.1.1.5");
  remember("view lineman_none excluded .1");
  remember(R"(access lineman_reader "" usm priv exact lineman_read lineman_none lineman_notify)");
  remember(R"(access lineman_writer "" usm priv exact lineman_read lineman_write lineman_notify)");
  remember(
      R"(access lineman_c_reader "" v2c noauth exact lineman_read lineman_none lineman_notify)");
  remember(
      R"(access lineman_c_writer "" v2c noauth exact lineman_read lineman_write lineman_notify)");
}

void configure_host_views() {
  for (const char* const part : host_subtrees()) {
    remember(std::string{"view lineman_read included "} + part);
  }
  // hrSWRunParameters: command lines may hold secrets of other programs.
  remember("view lineman_read excluded .1.3.6.1.2.1.25.4.2.1.5");
}

std::string problem_with_access(const SnmpSettings& settings) {
  const bool good =
      std::ranges::all_of(settings.communities, is_good_community, &SnmpCommunity::name);
  return good ? "" : "an SNMP community is not 1 to 64 plain characters";
}

void replace_access(const SnmpSettings& settings) {
  vacm_destroyAllGroupEntries();
  netsnmp_udp_com2SecList_free();
  netsnmp_udp6_com2Sec6List_free();
  for (const auto& user : settings.users) {
    configure(group_of("", user.access) + " usm \"" + user.name + '"');
  }
  // The source of a community is checked before this; here it is any.
  unsigned number = 0;
  for (const auto& community : settings.communities) {
    const auto name = "community" + std::to_string(++number);
    configure("com2sec " + name + " default " + community.name);
    configure("com2sec6 " + name + " default " + community.name);
    configure(group_of("c_", community.access) + " v2c " + name);
  }
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_V2c,
                         speaks_v2c(settings) ? 0 : 1);
}

}  // namespace lineman::mibs
