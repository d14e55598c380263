#include "mibs/inherited_socket.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/udp.hpp>
#include <cerrno>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

using Endpoint = boost::asio::ip::udp::endpoint;

// Another kind of socket has the port 0.
Endpoint local_endpoint(int socket) {
  Endpoint endpoint;
  int type = 0;
  socklen_t type_size = sizeof type;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (::getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &type_size) != 0 || type != SOCK_DGRAM ||
      ::getsockname(socket, endpoint.data(), &size) != 0) {
    return {};
  }
  const auto family = endpoint.data()->sa_family;
  return family == AF_INET || family == AF_INET6 ? endpoint : Endpoint{};
}

// The library asks it with each message where it came in.
void want_destination(int socket, bool six) {
  const int yes = 1;
  ::setsockopt(socket, six ? static_cast<int>(IPPROTO_IPV6) : static_cast<int>(IPPROTO_IP),
               six ? IPV6_RECVPKTINFO : IP_PKTINFO, &yes, sizeof yes);
}

}  // namespace

std::string address_of_inherited(int socket) {
  const auto endpoint = local_endpoint(socket);
  if (endpoint.port() == 0) return "systemd:";
  const auto host = endpoint.address().to_string();
  const bool six = endpoint.address().is_v6();
  return (six ? "systemd:[" + host + "]:" : "systemd:" + host + ':') +
         std::to_string(endpoint.port());
}

// The library has no way in for a socket that is there, or it takes it from an environment which is
// no longer ours. So it opens one of its own, at any port, whose place the other takes at once.
netsnmp_transport_s* transport_on(int socket) {
  const auto endpoint = local_endpoint(socket);
  errno = EPROTOTYPE;
  if (endpoint.port() == 0) return nullptr;
  errno = 0;
  const bool six = endpoint.address().is_v6();
  auto* const transport =
      netsnmp_transport_open_server("snmp", six ? "udp6:[::]:0" : "udp:0.0.0.0:0");
  if (transport == nullptr) return nullptr;
  if (::dup3(socket, transport->sock, O_CLOEXEC) < 0) {
    netsnmp_transport_free(transport);
    return nullptr;
  }
  want_destination(socket, six);
  return transport;
}

void stop_taking(int socket) {
  sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
  const sock_fprog filter{1, &nothing};
  ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
  char octet = 0;
  while (::recv(socket, &octet, sizeof octet, MSG_DONTWAIT | MSG_TRUNC) >= 0) {
  }
}

void take_again(int socket) {
  const int ignored = 0;
  ::setsockopt(socket, SOL_SOCKET, SO_DETACH_FILTER, &ignored, sizeof ignored);
}

}  // namespace lineman::mibs
