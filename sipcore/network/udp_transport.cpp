#include "sipcore/network/udp_transport.hpp"

#include <algorithm>
#include <cerrno>
#include <stdexcept>

#include "daemon/log.hpp"

namespace lineman::sipcore {

class UdpTransport::UdpLink : public Link {
 public:
  UdpLink(const Target& target, std::unique_ptr<UdpSocket> socket)
      : target_(target), socket_(std::move(socket)) {
    connect();
  }

  const Target& target() const override { return target_; }
  Target local() const override {
    connect();  // only then the system knows from which address
    return socket_->local();
  }

  std::optional<TransportError> send(std::string_view message) override {
    if (auto error = connect()) return TransportError{TransportFailure::send, error->sentence};
    if (auto error = socket_->send(message)) {
      return TransportError{TransportFailure::send, error->sentence};
    }
    return std::nullopt;
  }

  void reconnect() {
    connected_ = false;
    connect();
  }

  UdpSocket& socket() { return *socket_; }

 private:
  // Without a route this fails, and is tried again with each message.
  std::optional<SocketError> connect() const {
    if (connected_) return std::nullopt;
    auto error = socket_->connect(target_);
    connected_ = !error;
    return error;
  }

  Target target_;
  std::unique_ptr<UdpSocket> socket_;
  mutable bool connected_ = false;
};

UdpTransport::UdpTransport(boost::asio::io_context& io, const std::vector<std::string>& bind)
    : io_(io) {
  for (const auto& text : bind) {
    const auto local = parse_target(text, default_sip_port);
    if (!local)
      throw std::runtime_error("sip.bind: " + text + " is not an address or address:port");
    // A port that is written is the same whatever the default.
    const auto otherwise = parse_target(text, default_sip_port + 1);
    const bool names_port = otherwise && otherwise->port == local->port;
    const auto socket = UdpSocket::open(io_, {.address = local->address}, false, events_of({}));
    if (socket) {
      addresses_.push_back({.place = *local, .names_port = names_port});
    } else {
      log::warning(log::Event::sip_not_listening, "cannot listen for SIP",
                   {{"LINEMAN_REASON", socket.error().sentence}});
    }
  }
  if (addresses_.empty()) throw std::runtime_error("sip.bind: none of the addresses can be had");
}

UdpTransport::~UdpTransport() = default;

UdpSocket::Events UdpTransport::events_of(const Target& target) {
  return {.received =
              [this](const Target& from, std::string_view message) {
                if (receiver_ != nullptr) receiver_->received(from, message);
              },
          .failed =
              [this, target](const SocketError& error) {
                const auto found = links_.find(target);
                const auto link = found == links_.end() ? nullptr : found->second.lock();
                if (receiver_ != nullptr && link)
                  receiver_->failed(*link, {TransportFailure::icmp, error.sentence});
              }};
}

void UdpTransport::listen(std::uint16_t port) {
  for (const auto& address : addresses_) {
    auto place = address.place;
    if (!address.names_port) place.port = port;
    listen_at(place);
  }
}

bool UdpTransport::reaches(bool v6) const {
  return std::ranges::any_of(addresses_,
                             [&](const Address& one) { return one.place.address.v6 == v6; });
}

void UdpTransport::listen_at(const Target& wanted) {
  auto socket = UdpSocket::open(io_, wanted, false, events_of({}));
  if (!socket && socket.error().code == EADDRINUSE && wanted.port != 0) {
    log::warning(log::Event::sip_port_taken, "the SIP port is in use, another one is taken",
                 {{"LINEMAN_ADDRESS", to_string(wanted)}});
    socket = UdpSocket::open(io_, {.address = wanted.address}, false, events_of({}));
  }
  if (!socket) {
    log::warning(log::Event::sip_not_listening, "cannot listen for SIP",
                 {{"LINEMAN_REASON", socket.error().sentence}});
    return;
  }
  log::info("listening for SIP", {{"LINEMAN_ADDRESS", to_string((*socket)->local())}});
  listeners_.push_back(std::move(*socket));
}

UdpSocket* UdpTransport::listener_for(bool v6) const {
  const auto found = std::ranges::find_if(
      listeners_, [&](const auto& one) { return one->local().address.v6 == v6; });
  return found == listeners_.end() ? nullptr : found->get();
}

// Only for the moment of a bind: otherwise anybody could bind to our port.
void UdpTransport::share_port(bool allow) {
  for (const auto& listener : listeners_) listener->allow_sharing(allow);
  for (const auto& [target, link] : links_) {
    if (const auto open = link.lock()) open->socket().allow_sharing(allow);
  }
}

tl::expected<std::shared_ptr<Link>, TransportError> UdpTransport::open(const Target& target,
                                                                       std::string_view) {
  if (target.protocol != Protocol::udp) {
    return tl::unexpected(
        TransportError{TransportFailure::connect, "this SIP core speaks UDP only"});
  }
  if (const auto found = links_.find(target); found != links_.end()) {
    if (auto link = found->second.lock()) return link;
  }
  std::erase_if(links_, [](const auto& entry) { return entry.second.expired(); });
  const auto* listener = listener_for(target.address.v6);
  if (listener == nullptr) {
    return tl::unexpected(TransportError{TransportFailure::send,
                                         "there is no local address for " + to_string(target)});
  }
  share_port(true);
  auto socket = UdpSocket::open(io_, listener->local(), true, events_of(target));
  share_port(false);
  if (!socket)
    return tl::unexpected(TransportError{TransportFailure::send, socket.error().sentence});
  (*socket)->allow_sharing(false);
  auto link = std::make_shared<UdpLink>(target, std::move(*socket));
  links_[target] = link;
  return link;
}

// A request that came by a connected socket is answered by it.
void UdpTransport::reply(const Target& to, std::string_view message) {
  if (const auto found = links_.find(to); found != links_.end()) {
    if (const auto link = found->second.lock(); link && !link->send(message)) return;
  }
  if (auto* listener = listener_for(to.address.v6)) listener->send_to(to, message);
}

void UdpTransport::reconnect() {
  for (const auto& [target, link] : links_) {
    if (const auto open = link.lock()) open->reconnect();
  }
}

std::vector<Target> UdpTransport::local() const {
  std::vector<Target> all;
  for (const auto& listener : listeners_) all.push_back(listener->local());
  return all;
}

}  // namespace lineman::sipcore
