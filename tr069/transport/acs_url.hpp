// What may stand in Device.ManagementServer.URL (TR-069, 3.1), and where a redirect may lead.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::cwmp {

// Who answers for a URL: scheme and host in lower case, the port as it counts.
struct Origin {
  std::string scheme;
  std::string host;  // an IPv6 address in brackets
  std::string port;

  bool operator==(const Origin&) const = default;
};

// A sentence where the text is no URL for us: http or https, a host, a port from 1 to 65535, and
// neither user name nor password, which have parameters of their own. The sentence does not repeat
// the URL.
tl::expected<Origin, std::string> origin_of(std::string_view url);

// Where `location` leads from `base`, a whole URL (RFC 3986, 5); `base` is a good one.
tl::expected<std::string, std::string> resolve(const std::string& base,
                                               const std::string& location);

}  // namespace lineman::cwmp
