#include "agent/status_line.hpp"

namespace lineman::agent {
namespace {

std::string core_words(bool connected, std::uint64_t generation, std::uint64_t applied) {
  if (!connected) return "away";
  if (applied == generation) return "connected";
  if (applied == 0) return "not loaded";
  return "still at generation " + std::to_string(applied);
}

}  // namespace

std::string status_line(const Status& status, std::uint64_t generation, std::uint64_t applied) {
  unsigned registered = 0;
  unsigned enabled = 0;
  for (const auto& account : status.accounts()) {
    enabled += account.state == datamodel::AccountState::disabled ? 0 : 1;
    registered += account.state == datamodel::AccountState::registered ? 1 : 0;
  }
  return "registered " + std::to_string(registered) + " of " + std::to_string(enabled) +
         ", generation " + std::to_string(generation) + ", SIP core " +
         core_words(status.core_is_connected(), generation, applied);
}

}  // namespace lineman::agent
