#include "tr069/own_address.hpp"

#include <algorithm>

#include "daemon/listening/host_address.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view request_url_name = "Device.ManagementServer.ConnectionRequestURL";

bool is_ours(const std::string& text) {
  const auto address = daemon::host_address(text);
  const auto all = daemon::host_addresses();
  return std::find(all.begin(), all.end(), address) != all.end();
}

std::string without_brackets(const std::string& host) {
  return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

OwnAddress::OwnAddress(const State& state) {
  const auto told = state.told.find(request_url_name);
  if (told == state.told.end()) return;
  if (const auto origin = origin_of(told->second)) text_ = without_brackets(origin->host);
}

void OwnAddress::seen(const std::string& address) {
  if (address.empty() || address == text_ || is_ours(text_)) return;
  text_ = address;
}

}  // namespace lineman::cwmp
