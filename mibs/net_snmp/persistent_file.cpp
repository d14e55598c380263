#include "mibs/net_snmp/persistent_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "daemon/hexadecimal.hpp"
#include "daemon/log.hpp"

namespace lineman::mibs {
namespace {

// errno says why where the result is false.
bool write_durably(const std::filesystem::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  errno = ENOSPC;  // a short write has no errno of its own
  const bool good = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                    ::fsync(file) == 0;
  const int why = errno;
  ::close(file);
  errno = why;
  return good;
}

bool sync_folder(const std::filesystem::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool good = ::fsync(folder) == 0;
  const int why = errno;
  ::close(folder);
  errno = why;
  return good;
}

// The file is the old one or the new one, whenever the process dies. `what` is for the log.
void replace(const std::filesystem::path& folder, const std::string& name, const std::string& what,
             std::string_view text) {
  const auto file = folder / name;
  const auto fresh = std::filesystem::path{file}.replace_extension(".new");
  const bool good = write_durably(fresh, text) && std::rename(fresh.c_str(), file.c_str()) == 0 &&
                    sync_folder(folder);
  if (!good)
    log::error(log::Event::state_not_written,
               what + " is not on the disk: " + file.string() + ": " + std::strerror(errno));
}

}  // namespace

std::filesystem::path persistent_file(const std::filesystem::path& folder) {
  return folder / (std::string{application} + ".conf");
}

void store_engine_boots(const std::filesystem::path& folder, unsigned long boots,
                        std::string_view engine_id) {
  replace(folder, std::string{application} + ".conf", "engineBoots of SNMP",
          "engineBoots " + std::to_string(boots) + "\noldEngineID 0x" +
              daemon::hexadecimal(engine_id) + '\n');
}

void store_boot_id(const std::filesystem::path& folder, const std::string& name,
                   std::string_view boot_id) {
  replace(folder, name, "the boot that SNMP saw", std::string{boot_id} + '\n');
}

}  // namespace lineman::mibs
