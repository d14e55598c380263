// Who counts as one where connections and attempts are limited.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>

namespace lineman::daemon {

// Who is held to be one: an IPv4 address, or the /64 that a host has for itself in IPv6 (RFC 4291).
std::string source_of(const boost::asio::ip::address& peer);

}  // namespace lineman::daemon
