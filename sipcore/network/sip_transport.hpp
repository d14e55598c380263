// All transports of the phone behind one seam: UDP, TCP and TLS, by the protocol of the target.
#pragma once

#include <string>
#include <vector>

#include "sipcore/network/stream_transport.hpp"
#include "sipcore/network/udp_transport.hpp"

namespace lineman::sipcore {

class SipTransport : public Transport {
 public:
  // Listens nowhere yet. Throws std::runtime_error where an address makes no sense or none at all
  // can be had, and where a file of TLS cannot be used. `io` and `clock` outlive it; it outlives
  // its links.
  SipTransport(boost::asio::io_context& io, Clock& clock, const std::vector<std::string>& bind,
               const TlsFiles& files);

  // Once: over UDP, and over TCP at the same addresses and ports.
  void listen(std::uint16_t port);

  void start(Receiver& receiver) override;
  tl::expected<std::shared_ptr<Link>, TransportError> open(const Target& target,
                                                           std::string_view name) override;
  void reply(const Target& to, std::string_view message) override;
  bool reaches(bool v6) const override { return udp_.reaches(v6); }

  // Where it listens, over UDP and TCP.
  std::vector<Target> listening() const;

  // The network is another one: sends from the addresses of today, ends what cannot go on, and
  // tells the receiver. From the loop.
  void network_changed();

 private:
  Transport& of(Protocol protocol);

  UdpTransport udp_;
  StreamTransport streams_;
  Receiver* receiver_ = nullptr;
};

}  // namespace lineman::sipcore
