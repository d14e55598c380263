#include "mibs/notifications/boot_record.hpp"

#include <fstream>
#include <string>

#include "mibs/net_snmp/persistent_file.hpp"

namespace lineman::mibs {
namespace {

constexpr char file_name[] = "boot_id";

}  // namespace

datamodel::NotificationId note_start(const std::filesystem::path& folder,
                                     std::string_view boot_id) {
  std::string kept;
  std::getline(std::ifstream{folder / file_name}, kept);
  if (!boot_id.empty() && kept == boot_id) return datamodel::NotificationId::warm_start;
  store_boot_id(folder, file_name, boot_id);
  return datamodel::NotificationId::cold_start;
}

}  // namespace lineman::mibs
