#include "tr069/connection_request/request_url.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

std::string url(const std::string& host, bool six, unsigned short port, const std::string& path) {
  const auto in_url = six ? '[' + host + ']' : host;
  return "http://" + in_url + ':' + std::to_string(port) + '/' + path;
}

}  // namespace

std::string request_url(const std::vector<OpenAddress>& open, const HostAddress& own,
                        const std::vector<HostAddress>& hosts, const std::string& path) {
  for (const auto& [host, port] : open) {
    const bool stands_for_own = host.any && host.six == own.six && !own.text.empty();
    if (host == own || stands_for_own) return url(own.text, own.six, port, path);
  }
  for (const auto& [host, port] : open) {
    if (!host.any) return url(host.text, host.six, port, path);
    const auto first = std::ranges::find(hosts, host.six, &HostAddress::six);
    if (first != hosts.end()) return url(first->text, first->six, port, path);
  }
  return {};
}

}  // namespace lineman::cwmp
