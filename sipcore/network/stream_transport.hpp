// SIP over TCP and TLS (RFC 3261, 18): a connection to each target, shared by all who send there,
// and a listener over TCP at each local address.
//
// There is no listener for TLS, since a phone has no server certificate. A Contact with TLS names
// the port of the TCP listener, and every connection of ours leaves from that port where the system
// lets it: a registrar that looks for a connection to the Contact finds the one that is there (RFC
// 5626).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sipcore/network/inbound_connections.hpp"
#include "sipcore/network/stream_link.hpp"
#include "sipcore/network/tls_context.hpp"
#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

class StreamTransport : public Transport, private StreamLink::Owner {
 public:
  // Listens nowhere yet. `io` and `clock` outlive it; it outlives its links.
  StreamTransport(boost::asio::io_context& io, Clock& clock, TlsFiles files);
  ~StreamTransport() override;

  // Once, at each of these addresses. A port in use is replaced by a free one, and logged.
  void listen(const std::vector<Target>& addresses);

  void start(Receiver& receiver) override { receiver_ = &receiver; }
  // Opens no connection: the first message does. Files of TLS that became bad are an error of that
  // message.
  tl::expected<std::shared_ptr<Link>, TransportError> open(const Target& target,
                                                           std::string_view name) override;
  void reply(const Target& to, std::string_view message) override;
  bool reaches(bool v6) const override;

  // Ends the connections from addresses that are gone, and says so to the receiver. From the loop.
  void drop_lost();

  const InboundConnections& inbound() const { return inbound_; }

 private:
  tl::expected<std::unique_ptr<StreamConnection>, TransportError> connect(
      const Target& target, const std::string& name, StreamConnection::Events events) override;
  Target contact_towards(const Target& target) const override;
  Receiver* receiver() override { return receiver_; }

  void listen_at(const Target& wanted);
  Target local(bool v6) const;  // of the listener; without one where it was to be
  tl::expected<std::unique_ptr<StreamWire>, TransportError> wire(const Target& target,
                                                                 const std::string& name,
                                                                 int descriptor);
  const TlsContext* tls(std::string& problem);
  std::vector<std::shared_ptr<StreamLink>> links() const;

  boost::asio::io_context& io_;
  Clock& clock_;
  TlsFiles files_;
  Receiver* receiver_ = nullptr;
  std::vector<Target> addresses_{};  // where others of the phone's transports listen
  std::unique_ptr<TlsContext> tls_{};
  std::map<std::pair<Target, std::string>, std::weak_ptr<StreamLink>> links_{};
  InboundConnections inbound_;
};

}  // namespace lineman::sipcore
