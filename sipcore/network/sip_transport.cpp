#include "sipcore/network/sip_transport.hpp"

#include <stdexcept>

namespace lineman::sipcore {

SipTransport::SipTransport(boost::asio::io_context& io, Clock& clock,
                           const std::vector<std::string>& bind, const TlsFiles& files)
    : udp_(io, bind), streams_(io, clock, files) {
  if (const auto problems = problems_of(files); !problems.empty())
    throw std::runtime_error(problems.front());
}

void SipTransport::listen(std::uint16_t port) {
  udp_.listen(port);
  streams_.listen(udp_.local());
}

void SipTransport::start(Receiver& receiver) {
  receiver_ = &receiver;
  udp_.start(receiver);
  streams_.start(receiver);
}

Transport& SipTransport::of(Protocol protocol) {
  if (protocol == Protocol::udp) return udp_;
  return streams_;
}

tl::expected<std::shared_ptr<Link>, TransportError> SipTransport::open(const Target& target,
                                                                       std::string_view name) {
  return of(target.protocol).open(target, name);
}

void SipTransport::reply(const Target& to, std::string_view message) {
  of(to.protocol).reply(to, message);
}

std::vector<Target> SipTransport::listening() const {
  auto places = udp_.local();
  for (const bool v6 : {false, true}) {
    if (const auto place = streams_.inbound().local(v6)) places.push_back(*place);
  }
  return places;
}

void SipTransport::network_changed() {
  udp_.reconnect();
  streams_.drop_lost();
  if (receiver_ != nullptr) receiver_->network_changed();
}

}  // namespace lineman::sipcore
