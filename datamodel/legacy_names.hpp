// Names of older phones' files, which are read and never written. Each says what a row of the table
// says today, of one server or outbound proxy where the row has several.
#pragma once

#include <optional>
#include <string_view>

#include "datamodel/parameter_ref.hpp"

namespace lineman::datamodel {

struct LegacyName {
  std::string_view legacy;  // with X for the account
  std::string_view name;    // of the row, as it stands in the table
  unsigned server = 0;      // what Y is in `name`; 0: it has no Y
};

inline constexpr LegacyName legacy_names[] = {
    {"account.X.sip_server_host", "account.X.sip_server.Y.address", 1},
    {"account.X.sip_server_port", "account.X.sip_server.Y.port", 1},
    {"account.X.transport", "account.X.sip_server.Y.transport_type", 1},
    {"account.X.retry_counts", "account.X.sip_server.Y.retry_counts", 1},
    {"account.X.failback_mode", "account.X.sip_server.Y.failback_mode", 1},
    {"account.X.failback_timeout", "account.X.sip_server.Y.failback_timeout", 1},
    {"account.X.reregister_enable", "account.X.sip_server.Y.register_on_enable", 1},
    {"account.X.outbound_host", "account.X.outbound_proxy.Y.address", 1},
    {"account.X.outbound_port", "account.X.outbound_proxy.Y.port", 1},
    {"account.X.backup_outbound_host", "account.X.outbound_proxy.Y.address", 2},
    {"account.X.backup_outbound_port", "account.X.outbound_proxy.Y.port", 2},
    {"managementserver.enable", "static.managementserver.enable"},
    {"managementserver.url", "static.managementserver.url"},
    {"managementserver.username", "static.managementserver.username"},
    {"managementserver.password", "static.managementserver.password"},
    {"managementserver.periodic_inform_enable", "static.managementserver.periodic_inform_enable"},
    {"managementserver.periodic_inform_interval",
     "static.managementserver.periodic_inform_interval"},
    {"managementserver.connection_request_username",
     "static.managementserver.connection_request_username"},
    {"managementserver.connection_request_password",
     "static.managementserver.connection_request_password"},
};

// The parameter that a legacy name is for; nothing for every other name and for an account above
// `accounts`. Names are exact.
std::optional<ParameterRef> find_by_legacy_name(std::string_view name, unsigned accounts);

}  // namespace lineman::datamodel
