// One parameter of one instance, and the names under which people and protocols know it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "datamodel/instance.hpp"
#include "datamodel/parameter.hpp"

namespace lineman::datamodel {

// Small, ordered by account, then server, then row, so that what belongs to one account lies
// together. Always valid: made by the functions below, or by iterating all_of().
struct ParameterRef {
  Instance instance;
  std::uint16_t row = 0;

  auto operator<=>(const ParameterRef&) const = default;

  const Parameter& parameter() const;  // the row, for ever
};

// Every instance of every row, in order, for a phone with `accounts` accounts.
std::vector<ParameterRef> all_of(unsigned accounts);

// As in the phone's files: "account.1.sip_server.2.expires"; the TR-069 path of a parameter that
// they do not have.
std::string name_of(ParameterRef ref);

// The same at the end of `text`.
void append_name(std::string& text, ParameterRef ref);

// "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.2.X_00005E_Failover.RegisterExpires"
std::string tr069_name_of(ParameterRef ref);

// The object with its instance: "sipServerExpires.1.2", "sipTimerT1.0"; empty where the MIB has
// none.
std::string object_name_of(ParameterRef ref);

// Finds a parameter by any of these three names, or by one of its further TR-069 paths; names are
// exact. Nothing for a name that is unknown or an account above `accounts`.
std::optional<ParameterRef> find(std::string_view name, unsigned accounts);

// By the name that name_of() gives alone.
std::optional<ParameterRef> find_by_name(std::string_view name, unsigned accounts);

// By TR-069 path alone, further paths included.
std::optional<ParameterRef> find_by_path(std::string_view path, unsigned accounts);

}  // namespace lineman::datamodel
