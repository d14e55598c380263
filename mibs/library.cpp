#include "mibs/library.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/limits.hpp"
#include "mibs/net_snmp.hpp"
#include "mibs/persistent_file.hpp"
#include "mibs/users.hpp"

namespace lineman::mibs {
namespace {

// Where there is no file to read: it exists, and is no folder.
constexpr char no_folder[] = "/dev/null";

// More than fit a message are cut by the library in any case.
constexpr int bulk_responses = 1000;

// What the library's own headers call MASTER_AGENT, in one that is not installed.
constexpr int master_agent = 0;

// Takes away what would lead the library to files and modules of the system.
void forget_environment() {
  for (const char* const name : {"SNMPCONFPATH", "SNMP_PERSISTENT_FILE", "SNMP_PERSISTENT_DIR",
                                 "MIBDIRS", "MIBFILES", "SNMP_SHARE_PATH"}) {
    ::unsetenv(name);
  }
  ::setenv("MIBS", "", 1);
}

void set_folders(const std::string& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    throw std::runtime_error{folder + ": " + std::strerror(errno)};
  }
  set_persistent_directory(folder.c_str());
  // Never the persistent folder: what is read twice is refused the second time, and engineBoots
  // starts anew.
  set_configuration_directory(no_folder);
  netsnmp_set_mib_directory(no_folder);
}

void configure(const std::string& line) {
  std::string copy{line};
  netsnmp_config_remember(copy.data());
}

std::string arcs(std::initializer_list<unsigned> after_enterprises) {
  std::string text = ".1.3.6.1.4.1";
  for (const auto arc : after_enterprises) text += '.' + std::to_string(arc);
  return text;
}

// RFC 3415: who may read and write what.
void configure_views() {
  for (const char* const part :
       {".1.3.6.1.2.1.1", ".1.3.6.1.2.1.11", ".1.3.6.1.6.3.10.2.1", ".1.3.6.1.6.3.11.2.1",
        ".1.3.6.1.6.3.12.1", ".1.3.6.1.6.3.15.1.1"}) {
    configure(std::string{"view lineman_read included "} + part);
  }
  configure("view lineman_read included " + arcs({branding::enterprise}));
  configure("view lineman_write included " + arcs({branding::enterprise, datamodel::modules_arc}));
  configure("view lineman_none excluded .1");
  configure(R"(access lineman_reader "" usm priv exact lineman_read lineman_none lineman_read)");
  configure(R"(access lineman_writer "" usm priv exact lineman_read lineman_write lineman_read)");
  configure(
      R"(access lineman_c_reader "" v2c noauth exact lineman_read lineman_none lineman_read)");
  configure(
      R"(access lineman_c_writer "" v2c noauth exact lineman_read lineman_write lineman_read)");
}

void configure_access(const SnmpSettings& settings) {
  configure_views();
  for (const auto& user : settings.users) {
    const bool writes = user.access == SnmpAccess::write;
    configure("group lineman_" + std::string{writes ? "writer" : "reader"} + " usm \"" + user.name +
              '"');
  }
  // The source of a community is checked before this; here it is any.
  unsigned number = 0;
  for (const auto& community : settings.communities) {
    const auto name = "community" + std::to_string(++number);
    const bool writes = community.access == SnmpAccess::write;
    configure("com2sec " + name + " default " + community.name);
    configure("com2sec6 " + name + " default " + community.name);
    configure("group lineman_c_" + std::string{writes ? "writer" : "reader"} + " v2c " + name);
  }
}

void set_options(const SnmpSettings& settings) {
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_ROLE, master_agent);
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_DISABLE_PERL, 1);
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_NO_ROOT_ACCESS, 1);
  netsnmp_ds_set_int(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_MAX_GETBULKRESPONSES,
                     bulk_responses);
  // Without it the library believes that any answer fits a datagram, and sends none.
  netsnmp_ds_set_int(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MSG_SEND_MAX, largest_message);
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_V1, 1);
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_V2c,
                         settings.communities.empty() ? 1 : 0);
}

int on_log(int /*major*/, int /*minor*/, void* message, void* say) {
  const auto& log = *static_cast<snmp_log_message*>(message);
  std::string_view sentence{log.msg};
  while (sentence.ends_with('\n')) sentence.remove_suffix(1);
  if (!sentence.empty()) (*static_cast<Library::Say*>(say))(log.priority <= LOG_ERR, sentence);
  return SNMPERR_SUCCESS;
}

void set_log(Library::Say& say) {
  snmp_disable_log();
  snmp_enable_calllog();
  snmp_register_callback(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_LOGGING, on_log, &say);
}

void set_engine(const std::string& id) {
  constexpr std::size_t shortest = 5;
  constexpr std::size_t longest = 32;
  if (id.size() < shortest || id.size() > longest) {
    throw std::runtime_error{"an SNMP engine ID has 5 to 32 octets"};
  }
  set_exact_engineID(reinterpret_cast<const u_char*>(id.data()), id.size());
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

}  // namespace

Library::Library(const SnmpSettings& settings, Say say) : say_{std::move(say)} {
  for (const auto& community : settings.communities) {
    if (!is_good_community(community.name)) {
      throw std::runtime_error{"an SNMP community is not 1 to 64 plain characters"};
    }
  }
  forget_environment();
  set_folders(settings.folder);
  set_log(say_);
  set_options(settings);
  // The library's multiplexer of old would listen on TCP port 199.
  std::string no_smux = "-smux";
  add_to_init_list(no_smux.data());
  if (init_agent(application) != 0) {
    // Without access to /dev/kmem, which nothing of ours needs.
    errno = 0;
  }
  set_engine(settings.engine_id);
  configure_access(settings);
  init_snmp(application);
  netsnmp_set_lookup_cache_size(-1);
  for (const auto& user : settings.users) add_user(user);
  // engineBoots has to be on the disk before the first answer, or a kill would make it repeat
  // itself.
  store_engine_boots(settings.folder, engine_boots(), settings.engine_id);
  // From now on the library writes no file.
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
}

Library::~Library() {
  snmp_unregister_callback(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_LOGGING, on_log, &say_, 1);
  snmp_shutdown(application);
  shutdown_agent();
}

unsigned long Library::engine_boots() {
  return snmpv3_local_snmpEngineBoots();
}

}  // namespace lineman::mibs
