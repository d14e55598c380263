// An account's address of record between what is stored (user, or user@domain) and the standard's
// RegisterURI (TR-104, SIP.Client.{i}.RegisterURI; RFC 3261, 19.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::cwmp {

// "sip:alice@sip.example": `address` of server 1 is the domain of a user name that has none. Empty
// where there is no user or no domain.
std::string register_uri_of(std::string_view user_name, std::string_view address);

// What is stored for a URI: the user alone where its domain is the address of server 1, else
// user@domain; empty for an empty one. Nothing where it is not sip:user@domain: with a password, a
// port, parameters or another scheme it says more than is stored.
std::optional<std::string> user_name_of(std::string_view uri, std::string_view address);

}  // namespace lineman::cwmp
