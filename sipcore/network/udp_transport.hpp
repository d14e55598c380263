// SIP over UDP: a listening socket for each local address, and on its port one connected socket for
// each target, which hears of ICMP errors and takes nothing from others (RFC 3261, 18).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sipcore/network/transport.hpp"
#include "sipcore/network/udp_socket.hpp"

namespace lineman::sipcore {

class UdpTransport : public Transport {
 public:
  // Listens nowhere yet. Throws std::runtime_error where an address makes no sense or none at all
  // can be had. `io` outlives it; it outlives its links.
  UdpTransport(boost::asio::io_context& io, const std::vector<std::string>& bind);
  ~UdpTransport() override;

  // Once. On `port` where an address names none of its own. A port in use is replaced by a free
  // one, and logged.
  void listen(std::uint16_t port);

  void start(Receiver& receiver) override { receiver_ = &receiver; }
  tl::expected<std::shared_ptr<Link>, TransportError> open(const Target& target,
                                                           std::string_view name) override;
  void reply(const Target& to, std::string_view message) override;
  bool reaches(bool v6) const override;

  // All links send from the address that the system chooses now.
  void reconnect();

  // Where it listens.
  std::vector<Target> local() const;

 private:
  class UdpLink;

  struct Address {
    Target place{};
    bool names_port = false;
  };

  void listen_at(const Target& wanted);
  UdpSocket* listener_for(bool v6) const;
  void share_port(bool allow);
  UdpSocket::Events events_of(const Target& target);  // {}: of a listening socket

  boost::asio::io_context& io_;
  Receiver* receiver_ = nullptr;
  std::vector<Address> addresses_{};  // those that can be had
  std::vector<std::unique_ptr<UdpSocket>> listeners_{};
  std::map<Target, std::weak_ptr<UdpLink>> links_{};
};

}  // namespace lineman::sipcore
