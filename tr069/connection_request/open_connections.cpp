#include "tr069/connection_request/open_connections.hpp"

#include <algorithm>

namespace lineman::cwmp {

std::string source_of(const boost::asio::ip::address& peer) {
  using namespace boost::asio::ip;
  if (peer.is_v4()) return peer.to_string();
  if (peer.to_v6().is_v4_mapped()) return make_address_v4(v4_mapped, peer.to_v6()).to_string();
  auto octets = peer.to_v6().to_bytes();
  std::fill(octets.begin() + 8, octets.end(), 0);
  return address_v6{octets}.to_string();
}

bool OpenConnections::add(const std::string& source) {
  if (all_ >= maximum_connections) return false;
  const auto found = by_source_.find(source);
  if (found != by_source_.end() && found->second >= maximum_connections_of_source) return false;
  ++by_source_[source];
  ++all_;
  return true;
}

void OpenConnections::remove(const std::string& source) {
  const auto found = by_source_.find(source);
  if (found == by_source_.end()) return;
  if (--found->second == 0) by_source_.erase(found);
  --all_;
}

}  // namespace lineman::cwmp
