#include "sipcore/network/stream_transport.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "daemon/log.hpp"
#include "sipcore/network/stream_socket.hpp"

namespace lineman::sipcore {

StreamTransport::StreamTransport(boost::asio::io_context& io, Clock& clock, TlsFiles files)
    : io_(io),
      clock_(clock),
      files_(std::move(files)),
      inbound_(io, clock, [this](const Target& from, std::string_view message) {
        if (receiver_ != nullptr) receiver_->received(from, message);
      }) {}

StreamTransport::~StreamTransport() = default;

// ---- listening

void StreamTransport::listen(const std::vector<Target>& addresses) {
  addresses_ = addresses;
  for (const auto& address : addresses_) listen_at(address);
}

void StreamTransport::listen_at(const Target& wanted) {
  auto listening = inbound_.listen(wanted);
  if (!listening && listening.error().code == EADDRINUSE && wanted.port != 0) {
    log::warning(log::Event::sip_port_taken,
                 "the SIP port is in use over TCP, another one is taken",
                 {{"LINEMAN_ADDRESS", to_string(wanted)}});
    listening = inbound_.listen({.address = wanted.address});
  }
  if (listening) return;
  log::warning(log::Event::sip_not_listening, "cannot listen for SIP over TCP",
               {{"LINEMAN_REASON", listening.error().sentence}});
}

bool StreamTransport::reaches(bool v6) const {
  return std::ranges::any_of(addresses_, [&](const Target& one) { return one.address.v6 == v6; });
}

Target StreamTransport::local(bool v6) const {
  if (const auto listening = inbound_.local(v6)) return *listening;
  const auto found =
      std::ranges::find_if(addresses_, [&](const Target& one) { return one.address.v6 == v6; });
  return found == addresses_.end() ? Target{.address = {.v6 = v6}} : *found;
}

Target StreamTransport::contact_towards(const Target& target) const {
  const auto from = local(target.address.v6);
  return {.address = source_towards(from.address, target).value_or(from.address),
          .port = from.port,
          .protocol = target.protocol};
}

// ---- links

tl::expected<std::shared_ptr<Link>, TransportError> StreamTransport::open(const Target& target,
                                                                          std::string_view name) {
  const std::pair key(target, target.protocol == Protocol::tls ? std::string(name) : "");
  if (const auto found = links_.find(key); found != links_.end()) {
    if (auto link = found->second.lock()) return link;
  }
  std::erase_if(links_, [](const auto& entry) { return entry.second.expired(); });
  if (!reaches(target.address.v6)) {
    return tl::unexpected(TransportError{TransportFailure::send,
                                         "there is no local address for " + to_string(target)});
  }
  StreamLink::Owner& owner = *this;
  auto link = std::make_shared<StreamLink>(owner, target, key.second);
  links_[key] = link;
  return link;
}

std::vector<std::shared_ptr<StreamLink>> StreamTransport::links() const {
  std::vector<std::shared_ptr<StreamLink>> all;
  for (const auto& [key, entry] : links_) {
    if (auto link = entry.lock()) all.push_back(std::move(link));
  }
  return all;
}

tl::expected<std::unique_ptr<StreamConnection>, TransportError> StreamTransport::connect(
    const Target& target, const std::string& name, StreamConnection::Events events) {
  const bool v6 = target.address.v6;
  const auto socket = connecting_socket(local(v6), inbound_.descriptor(v6), target);
  if (!socket)
    return tl::unexpected(TransportError{TransportFailure::connect, socket.error().sentence});
  auto through = wire(target, name, *socket);
  if (!through) {
    ::close(*socket);
    return tl::unexpected(std::move(through.error()));
  }
  return std::make_unique<StreamConnection>(io_, clock_, *socket, std::move(*through),
                                            std::move(events));
}

tl::expected<std::unique_ptr<StreamWire>, TransportError> StreamTransport::wire(
    const Target& target, const std::string& name, int descriptor) {
  if (target.protocol != Protocol::tls) return plain_wire(descriptor);
  std::string problem;
  const auto* context = tls(problem);
  if (context == nullptr) return tl::unexpected(TransportError{TransportFailure::tls, problem});
  auto through = context->wire(descriptor, name);
  if (!through)
    return tl::unexpected(TransportError{TransportFailure::tls, "there is no memory for TLS"});
  return through;
}

const TlsContext* StreamTransport::tls(std::string& problem) {
  if (tls_) return tls_.get();
  auto made = TlsContext::make(files_);
  if (made) {
    tls_ = std::move(*made);
  } else {
    problem = made.error();
  }
  return tls_.get();
}

void StreamTransport::reply(const Target& to, std::string_view message) {
  if (inbound_.send(to, message)) return;
  const auto all = links();
  const auto found = std::ranges::find_if(
      all, [&](const auto& link) { return link->target() == to && link->connected(); });
  if (found != all.end()) (*found)->send(message);
}

void StreamTransport::drop_lost() {
  inbound_.drop_lost();
  for (const auto& link : links()) {
    if (link->lost()) {
      link->end({TransportFailure::connect, "the phone's own address of the connection is gone"});
    }
  }
}

}  // namespace lineman::sipcore
