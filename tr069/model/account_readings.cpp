#include "tr069/model/account_readings.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

using datamodel::AccountState;
using datamodel::AccountStatus;
using datamodel::ClientStatus;
using datamodel::NetworkStatus;
using datamodel::ServerStatus;
using datamodel::TargetState;

bool has_targets(const ServerStatus& server) {
  return !server.targets.empty();
}

bool answers(const ServerStatus& server) {
  return server.registered || server.state == TargetState::up;
}

}  // namespace

const AccountStatus& account_of(const Status& status, unsigned account) {
  static const AccountStatus unknown{};
  const auto accounts = status.accounts();
  return account >= 1 && account <= accounts.size() ? accounts[account - 1] : unknown;
}

ClientStatus client_status(const AccountStatus& is) {
  switch (is.state) {
    case AccountState::disabled:
      return ClientStatus::disabled;
    case AccountState::misconfigured:
      return ClientStatus::error_misconfigured;
    case AccountState::unregistered:
      return ClientStatus::initializing;
    case AccountState::registering:
      return ClientStatus::registering;
    case AccountState::registered:
      return ClientStatus::up;
    case AccountState::unregistering:
      return ClientStatus::deregistering;
    case AccountState::auth_failed:
    case AccountState::rejected:
      return ClientStatus::error_registration;
    case AccountState::all_servers_failed:
      return ClientStatus::error_network;
  }
  return ClientStatus::disabled;
}

NetworkStatus network_status(const AccountStatus& is) {
  if (is.state == AccountState::disabled) return NetworkStatus::disabled;
  if (is.state == AccountState::misconfigured) return NetworkStatus::error_other;
  const bool refused = is.state == AccountState::auth_failed || is.state == AccountState::rejected;
  const bool up = is.state == AccountState::registered || refused;
  if (up || std::ranges::any_of(is.servers, answers)) return NetworkStatus::up;
  const bool failed = is.state == AccountState::all_servers_failed;
  if (std::ranges::none_of(is.servers, has_targets)) {
    return failed ? NetworkStatus::error_dns : NetworkStatus::resolving;
  }
  return failed ? NetworkStatus::error_other : NetworkStatus::up;
}

std::uint64_t expire_time(const AccountStatus& is, unsigned server) {
  return static_cast<std::uint64_t>(is.servers.at(server - 1).expires_at);
}

std::string chosen_address(const AccountStatus& is) {
  auto address = is.target.substr(0, is.target.rfind(':'));
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  return address;
}

unsigned chosen_port(const AccountStatus& is) {
  const auto colon = is.target.rfind(':');
  if (colon == std::string::npos) return 0;
  const auto port = datamodel::to_integer(std::string_view{is.target}.substr(colon + 1));
  return static_cast<unsigned>(std::clamp<std::int64_t>(port.value_or(0), 0, 65'535));
}

std::uint64_t unanswered_registrations(const AccountStatus& is) {
  std::uint64_t sum = 0;
  for (const auto& server : is.servers) {
    sum += server.counters[datamodel::Method::register_][datamodel::MethodCounter::timeouts];
  }
  return sum;
}

}  // namespace lineman::cwmp
