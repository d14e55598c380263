#include "mibs/persistent_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "daemon/log.hpp"
#include "mibs/net_snmp.hpp"

namespace lineman::mibs {
namespace {

std::filesystem::path file_in(const std::filesystem::path& folder) {
  return folder / (std::string{application} + ".conf");
}

// Where the library sets the old file aside.
std::filesystem::path old_file_in(const std::filesystem::path& folder) {
  return folder / (std::string{application} + ".0.conf");
}

// Whether it was written to its end: the line of the engine ID is the last of those that count.
bool is_whole(const std::filesystem::path& path) {
  std::ifstream file{path};
  bool has_boots = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("engineBoots ")) has_boots = true;
    if (line.starts_with("oldEngineID ")) return has_boots && !file.eof();
  }
  return false;
}

void sync_to_disk(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 || ::fsync(file) != 0) {
    log::error("engineBoots of SNMP is not on the disk: " + path.string() + ": " +
               std::strerror(errno));
  }
  if (file >= 0) ::close(file);
}

}  // namespace

void settle_persistent_file(const std::filesystem::path& folder) {
  const auto file = file_in(folder);
  const auto old = old_file_in(folder);
  std::error_code error;
  if (!std::filesystem::exists(old, error)) return;
  if (is_whole(file)) {
    std::filesystem::remove(old, error);
  } else {
    std::filesystem::rename(old, file, error);
  }
  if (error) throw std::runtime_error{old.string() + ": " + error.message()};
}

void store_persistent_file(const std::filesystem::path& folder) {
  // What snmp_store() does, with the disk in between.
  snmp_save_persistent(application);
  snmp_call_callbacks(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_STORE_DATA, nullptr);
  sync_to_disk(file_in(folder));
  sync_to_disk(folder);
  snmp_clean_persistent(application);
}

}  // namespace lineman::mibs
