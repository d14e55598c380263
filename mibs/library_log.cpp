#include "mibs/library_log.hpp"

#include "daemon/log.hpp"
#include "mibs/door/limits.hpp"

namespace lineman::mibs {
namespace {

constexpr daemon::Rate rate{library_errors, std::chrono::minutes{1}};

}  // namespace

LibraryLog::LibraryLog(Clock& clock) : clock_{clock}, errors_{rate, clock.now()} {}

void LibraryLog::write(bool severe, std::string_view sentence) {
  const bool loud = severe && errors_.take(rate, clock_.now());
  log::write(loud ? log::Level::error : log::Level::debug, log::Event::snmp_library_trouble,
             sentence, {{"LINEMAN_DOOR", "snmp"}});
}

}  // namespace lineman::mibs
