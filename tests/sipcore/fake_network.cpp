#include "tests/sipcore/fake_network.hpp"

#include <algorithm>

namespace lineman::test {

using sipcore::Target;
using sipcore::TransportError;

class FakeTransport::FakeLink : public sipcore::Link {
 public:
  FakeLink(FakeTransport& transport, const Target& target)
      : transport_(transport), target_(target) {
    ++transport_.open_links;
  }
  ~FakeLink() override { --transport_.open_links; }
  FakeLink(const FakeLink&) = delete;
  FakeLink& operator=(const FakeLink&) = delete;

  const Target& target() const override { return target_; }
  Target local() const override {
    return {
        .address =
            sipcore::parse_ip(target_.address.v6 ? "2001:db8::5" : transport_.own_address).value(),
        .port = 5060,
        .protocol = target_.protocol};
  }
  std::optional<TransportError> send(std::string_view message) override {
    if (transport_.unsendable.contains(target_)) {
      return TransportError{sipcore::TransportFailure::send, "network unreachable"};
    }
    transport_.sent.push_back({transport_.clock_.now(), target_, std::string(message)});
    return std::nullopt;
  }
  void withdraw(std::string_view message) override { transport_.withdrawn.emplace_back(message); }

 private:
  FakeTransport& transport_;
  Target target_;
};

tl::expected<std::shared_ptr<sipcore::Link>, TransportError> FakeTransport::open(
    const Target& target, std::string_view) {
  if (no_socket.contains(target)) {
    return tl::unexpected(TransportError{sipcore::TransportFailure::send, "too many open files"});
  }
  auto& open = links_[target];
  if (auto link = open.lock()) return link;
  auto link = std::make_shared<FakeLink>(*this, target);
  open = link;
  return link;
}

void FakeTransport::fail(const Target& target) {
  const auto kind = target.protocol == sipcore::Protocol::udp ? sipcore::TransportFailure::icmp
                                                              : sipcore::TransportFailure::connect;
  fail(target, {kind, "port unreachable"});
}

void FakeTransport::fail(const Target& target, const TransportError& error) {
  if (const auto link = links_[target].lock()) receiver_->failed(*link, error);
}

void FakeTransport::close(const Target& target) {
  if (const auto link = links_[target].lock()) receiver_->closed(*link);
}

void FakeTransport::connect(const Target& target) {
  if (const auto link = links_[target].lock()) receiver_->connected(*link);
}

void FakeTransport::move_phone(std::string address) {
  own_address = std::move(address);
  receiver_->network_changed();
}

void FakeTransport::reply(const Target& to, std::string_view message) {
  replies.push_back({clock_.now(), to, std::string(message)});
}

FakeResolver::FakeResolver(FakeClock& clock)
    : DnsResolver(clock,
                  [this](const std::string& name, std::uint16_t type,
                         const sipcore::OnDnsAnswer& answer) { zone.ask(name, type, answer); },
                  {}),
      zone(clock) {}

void FakeResolver::set_addresses(const std::string& name, std::uint32_t ttl,
                                 const std::vector<std::string>& addresses) {
  zone.remove(name, "A");
  zone.remove(name, "AAAA");
  for (const auto& address : addresses) {
    const auto* type = address.find(':') == std::string::npos ? " A " : " AAAA ";
    zone.add(name + " " + std::to_string(ttl) + type + address);
  }
}

std::string field(std::string_view message, std::string_view name) {
  const auto start = message.find("\r\n" + std::string(name) + ": ");
  if (start == std::string_view::npos) return {};
  const auto value = start + 4 + name.size();
  return std::string(message.substr(value, message.find("\r\n", value) - value));
}

std::string response_to(std::string_view request, std::string_view status_line,
                        std::string_view more_fields) {
  auto to = field(request, "To");
  if (to.find(";tag=") == std::string::npos) to += ";tag=registrar";
  std::string text = "SIP/2.0 " + std::string(status_line) + "\r\n";
  for (const auto* name : {"Via", "From"})
    text += std::string(name) + ": " + field(request, name) + "\r\n";
  text += "To: " + to + "\r\n";
  for (const auto* name : {"Call-ID", "CSeq"})
    text += std::string(name) + ": " + field(request, name) + "\r\n";
  text += more_fields;
  return text + "Content-Length: 0\r\n\r\n";
}

std::string granted(std::string_view request, unsigned expires) {
  auto contact = field(request, "Contact");
  const auto start = contact.find(";expires=");
  const auto end = contact.find(';', start + 1);
  contact.replace(start, end == std::string::npos ? std::string::npos : end - start,
                  ";expires=" + std::to_string(expires));
  return response_to(request, "200 OK", "Contact: " + contact + "\r\n");
}

}  // namespace lineman::test
