// An account's configuration as the engine uses it: typed, with what the ranges permit but nobody
// can mean put right.
#pragma once

#include <array>
#include <chrono>
#include <string>

#include "datamodel/instance.hpp"
#include "datamodel/problem.hpp"
#include "sipcore/message/target.hpp"
#include "sipcore/protocol/messages.hpp"
#include "sipcore/registration/binding.hpp"
#include "sipcore/registration/retry_wait.hpp"
#include "sipcore/registration/server_settings.hpp"
#include "sipcore/transaction/give_up_time.hpp"

namespace lineman::sipcore {

struct AccountSettings {
  unsigned account = 0;
  bool enabled = false;
  std::string display_name{};
  std::string user_name{};
  std::string auth_name{};
  std::string password{};
  bool successive = false;  // fallback.redundancy_type; always with outbound proxies
  // Between tries of server 1, or proxy 1, while the second has control; 0: none.
  std::chrono::seconds fallback_timeout{120};
  // The outbound proxies where they are used. The first one has an address if any has.
  std::array<ServerSettings, datamodel::servers_per_account> servers{};
  bool redundancy_with_reg_fail = false;
  RetrySettings retry{};
  std::chrono::seconds register_expires_overlap{-1};  // -1: by the lease's length
  bool unregister_on_reboot = false;

  bool operator==(const AccountSettings&) const = default;
};

struct GlobalSettings {
  SipTimers timers{};
  bool skip_redundant_failover_addr = true;

  bool operator==(const GlobalSettings&) const = default;
};

// What is wrong with the values: names that are unknown, missing or given to an unknown account,
// and values out of range. Names are complete ("account.1.sip_server.1.port"); a secret's value is
// masked.
datamodel::Problems problems_of(const AccountConfiguration& configuration, unsigned accounts);
datamodel::Problems problems_of(const Globals& globals);

// A value that is missing or bad counts as the initial one: check first.
AccountSettings account_settings(const AccountConfiguration& configuration);
GlobalSettings global_settings(const Globals& globals);

// Why an enabled account cannot run, as one sentence; empty where it can.
std::string misconfigured(const AccountSettings& settings);

// The address of record towards a server: user_name may name a domain of its own.
Identity identity_of(const AccountSettings& settings, const ServerSettings& server);
Credentials credentials_of(const AccountSettings& settings);

}  // namespace lineman::sipcore
