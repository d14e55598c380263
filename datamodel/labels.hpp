// The enumerations of parameters and live values: number, label in the MIB, text in TR-069.
#pragma once

#include "datamodel/kind.hpp"

namespace lineman::datamodel {

inline constexpr Label redundancy_type_labels[] = {
    {0, "concurrent", "Concurrent"},
    {1, "successive", "Successive"},
};

inline constexpr Label transport_type_labels[] = {
    {0, "udp", "UDP"},
    {1, "tcp", "TCP"},
    {2, "tls", "TLS"},
    {3, "dnsNaptr", "DNS-NAPTR", true},
};

inline constexpr Label failback_mode_labels[] = {
    {0, "newRequests", "NewRequests"},
    {1, "dnsTtl", "DNSTTL"},
    {2, "registration", "Registration"},
    {3, "duration", "Duration"},
};

// Of a parameter of an outbound proxy that may take the value of the server with the same number.
inline constexpr Label inherited_failback_mode_labels[] = {
    {-1, "inherit", "Inherit"},          {0, "newRequests", "NewRequests"}, {1, "dnsTtl", "DNSTTL"},
    {2, "registration", "Registration"}, {3, "duration", "Duration"},
};

inline constexpr Label inherited_switch_labels[] = {
    {-1, "inherit", "Inherit"},
    {0, "disabled", "Disabled"},
    {1, "enabled", "Enabled"},
};

inline constexpr Label naptr_build_labels[] = {
    {0, "udp", "UDP"},
    {1, "udpTcpTls", "UDP-TCP-TLS"},
};

// TR-181, ManagementServer.HTTPCompression.
inline constexpr Label http_compression_labels[] = {
    {0, "disabled", "Disabled"},
    {1, "gzip", "GZIP"},
};

inline constexpr Label account_state_labels[] = {
    {1, "disabled", "Disabled"},
    {2, "misconfigured", "Misconfigured"},
    {3, "unregistered", "Unregistered"},
    {4, "registering", "Registering"},
    {5, "registered", "Registered"},
    {6, "unregistering", "Unregistering"},
    {7, "authFailed", "AuthFailed"},
    {8, "rejected", "Rejected"},
    {9, "allServersFailed", "AllServersFailed"},
};

inline constexpr Label account_mode_labels[] = {
    {1, "primary", "Primary"},
    {2, "failover", "Failover"},
    {3, "fallback", "Fallback"},
    {4, "probing", "Probing"},
};

inline constexpr Label target_state_labels[] = {
    {1, "unknown", "Unknown"}, {2, "up", "Up"},           {3, "suspect", "Suspect"},
    {4, "down", "Down"},       {5, "probing", "Probing"},
};

inline constexpr Label target_source_labels[] = {
    {1, "static", "Static"},
    {2, "a", "A"},
    {3, "srv", "SRV"},
    {4, "naptr", "NAPTR"},
};

inline constexpr Label receiver_version_labels[] = {
    {2, "v2c", "2c"},
    {3, "v3", "3"},
};

// The rows of the MIB's table of methods, in the order of datamodel::Method.
inline constexpr Label method_labels[] = {
    {1, "register", "REGISTER"}, {2, "invite", "INVITE"}, {3, "subscribe", "SUBSCRIBE"},
    {4, "options", "OPTIONS"},   {5, "other", "Other"},
};

}  // namespace lineman::datamodel
