#include "daemon/listening/source.hpp"

#include <algorithm>

namespace lineman::daemon {

std::string source_of(const boost::asio::ip::address& peer) {
  using namespace boost::asio::ip;
  if (peer.is_v4()) return peer.to_string();
  if (peer.to_v6().is_v4_mapped()) return make_address_v4(v4_mapped, peer.to_v6()).to_string();
  auto octets = peer.to_v6().to_bytes();
  std::fill(octets.begin() + 8, octets.end(), 0);
  return address_v6{octets}.to_string();
}

}  // namespace lineman::daemon
