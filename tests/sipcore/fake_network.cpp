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
    return {.address = sipcore::parse_ip(target_.address.v6 ? "2001:db8::5" : "192.0.2.5").value(),
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

void FakeTransport::connect(const Target& target) {
  if (const auto link = links_[target].lock()) receiver_->connected(*link);
}

void FakeTransport::reply(const Target& to, std::string_view message) {
  replies.push_back({clock_.now(), to, std::string(message)});
}

class FakeResolver::FakeQuery : public sipcore::Resolver::Query {
 public:
  explicit FakeQuery(std::unique_ptr<Timer> timer) : timer_(std::move(timer)) {}

 private:
  std::unique_ptr<Timer> timer_;
};

std::unique_ptr<sipcore::Resolver::Query> FakeResolver::addresses_of(const std::string& name,
                                                                     sipcore::OnAddresses answer) {
  ++asked;
  sipcore::Addresses addresses{.expires = clock_.now() + std::chrono::seconds(1)};
  if (const auto found = names.find(name); found != names.end()) {
    addresses = {.list = found->second.list, .expires = clock_.now() + found->second.ttl};
  }
  return std::make_unique<FakeQuery>(
      clock_.at(clock_.now(), [answer = std::move(answer), addresses] { answer(addresses); }));
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
