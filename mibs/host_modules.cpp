#include "mibs/host_modules.hpp"

#include <dlfcn.h>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

// Loaded when it is asked for: it costs 1.5 MB, and would make all its modules ours.
constexpr char library[] = "libnetsnmpmibs.so.40";

// IF-MIB, the scalars of IP-MIB, TCP-MIB and UDP-MIB, HOST-RESOURCES-MIB, and memory, load,
// processors and block devices of UCD-SNMP-MIB, each with what it stands on. Nothing of users,
// access, traps, proxies or commands.
constexpr char modules[] =
    "ifTable,ifXTable,ip,ip_scalars,tcp,udp,hr_system,hrh_storage,hr_device,hr_proc,hr_network,"
    "hrSWRunTable,hrSWRunPerfTable,swrun,hw_mem,hw_fsys,cpu,cpu_linux,memory,vmstat,loadave,"
    "diskio";

constexpr const char* subtrees[] = {
    ".1.3.6.1.2.1.2",          // interfaces
    ".1.3.6.1.2.1.4",          // ip
    ".1.3.6.1.2.1.6",          // tcp
    ".1.3.6.1.2.1.7",          // udp
    ".1.3.6.1.2.1.25",         // host
    ".1.3.6.1.2.1.31",         // ifMIB
    ".1.3.6.1.4.1.2021.4",     // memory
    ".1.3.6.1.4.1.2021.10",    // laTable
    ".1.3.6.1.4.1.2021.11",    // systemStats
    ".1.3.6.1.4.1.2021.13.15"  // diskIOTable
};

}  // namespace

std::span<const char* const> host_subtrees() {
  return subtrees;
}

std::string load_host_modules() {
  void* const loaded = ::dlopen(library, RTLD_NOW);
  if (loaded == nullptr) return ::dlerror();
  auto* const start = reinterpret_cast<void (*)()>(::dlsym(loaded, "init_mib_modules"));
  if (start == nullptr) return std::string{library} + " has no modules";
  std::string list{modules};
  add_to_init_list(list.data());
  start();
  return {};
}

}  // namespace lineman::mibs
