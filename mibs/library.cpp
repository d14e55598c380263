#include "mibs/library.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "daemon/log.hpp"
#include "mibs/access_control.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/host_modules.hpp"
#include "mibs/net_snmp/engine_boots.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/persistent_file.hpp"

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

void set_options() {
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_ROLE, master_agent);
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_DISABLE_PERL, 1);
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_NO_ROOT_ACCESS, 1);
  netsnmp_ds_set_int(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_MAX_GETBULKRESPONSES,
                     bulk_responses);
  // Without it the library believes that any answer fits a datagram, and sends none.
  netsnmp_ds_set_int(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MSG_SEND_MAX, largest_message);
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_V1, 1);
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

// A phone without it is a phone all the same.
void show_host() {
  if (const auto problem = load_host_modules(); !problem.empty()) {
    log::error(log::Event::snmp_settings_unusable,
               "SNMP shows nothing of the host (snmp.host): " + problem);
    return;
  }
  configure_host_views();
}

}  // namespace

Library::Library(const SnmpSettings& settings, Say say) : say_{std::move(say)} {
  forget_environment();
  set_folders(settings.folder);
  prepare_engine_boots(settings.folder, settings.engine_id, std::chrono::system_clock::now());
  set_log(say_);
  set_options();
  // The library's multiplexer of old would listen on TCP port 199.
  std::string no_smux = "-smux";
  add_to_init_list(no_smux.data());
  if (init_agent(application) != 0) {
    // Without access to /dev/kmem, which nothing of ours needs.
    errno = 0;
  }
  set_engine(settings.engine_id);
  configure_views();
  if (settings.host) show_host();
  init_snmp(application);
  netsnmp_set_lookup_cache_size(-1);
  if (const auto problem = apply(settings); !problem.empty()) throw std::runtime_error{problem};
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

std::string Library::apply(const SnmpSettings& settings) {
  if (auto problem = problem_with_access(settings); !problem.empty()) return problem;
  auto users = users_.prepare(settings.users);
  if (!users) return users.error();
  users_.replace(std::move(*users));
  replace_access(settings);
  return {};
}

unsigned long Library::engine_boots() {
  return snmpv3_local_snmpEngineBoots();
}

}  // namespace lineman::mibs
