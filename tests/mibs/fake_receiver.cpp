#include "tests/mibs/fake_receiver.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace lineman::mibs::test {
namespace {

constexpr int patience_ms = 20'000;

struct Element {
  unsigned char tag = 0;
  Octets content;
  Octets whole;
};

// The first element, taken off.
Element take(Octets& octets) {
  Element element;
  element.tag = static_cast<unsigned char>(octets.at(0));
  std::size_t length = static_cast<unsigned char>(octets.at(1));
  std::size_t at = 2;
  if (length > 0x80) {
    const auto end = at + length - 0x80;
    for (length = 0; at < end; ++at) length = length << 8U | static_cast<unsigned char>(octets[at]);
  }
  element.content = octets.substr(at, length);
  element.whole = octets.substr(0, at + length);
  octets.erase(0, at + length);
  return element;
}

long number(Octets& octets) {
  const auto content = take(octets).content;
  long value = (content.at(0) & 0x80) != 0 ? -1 : 0;
  for (const char part : content) value = value << 8 | static_cast<unsigned char>(part);
  return value;
}

void read_version_2c(Octets rest, Heard& heard) {
  heard.community = take(rest).content;
  auto pdu = take(rest);
  heard.operation = pdu.tag;
  heard.request = number(pdu.content);
  number(pdu.content);
  number(pdu.content);
  auto varbinds = take(pdu.content).content;
  while (!varbinds.empty()) {
    auto varbind = take(varbinds).content;
    heard.names.push_back(take(varbind).whole);
    heard.values.push_back(take(varbind).whole);
  }
}

void read_version_3(Octets rest, Heard& heard) {
  auto header = take(rest).content;
  heard.message_id = number(header);
  auto security = take(rest).content;
  auto parameters = take(security).content;
  heard.engine = take(parameters).content;
  number(parameters);
  number(parameters);
  heard.user = take(parameters).content;
}

Heard read(const Octets& message) {
  Heard heard{.message = message};
  Octets octets = message;
  auto rest = take(octets).content;
  heard.version = number(rest);
  if (heard.version == 3) {
    read_version_3(rest, heard);
  } else {
    read_version_2c(rest, heard);
  }
  return heard;
}

}  // namespace

FakeReceiver::FakeReceiver(bool six)
    : socket_{::socket(six ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}, six_{six} {
  sockaddr_storage address{};
  socklen_t size = six ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  if (six) {
    auto& at = reinterpret_cast<sockaddr_in6&>(address);
    at.sin6_family = AF_INET6;
    at.sin6_addr = in6addr_loopback;
  } else {
    auto& at = reinterpret_cast<sockaddr_in&>(address);
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  }
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error{"no socket for a receiver"};
  }
  port_ = ntohs(six ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                    : reinterpret_cast<sockaddr_in&>(address).sin_port);
}

FakeReceiver::~FakeReceiver() {
  ::close(socket_);
}

std::string FakeReceiver::address() const {
  return (six_ ? "udp6:[::1]:" : "udp:127.0.0.1:") + std::to_string(port_);
}

bool FakeReceiver::has_message() const {
  pollfd wait{socket_, POLLIN, 0};
  return ::poll(&wait, 1, 0) == 1;
}

Heard FakeReceiver::receive() {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) != 1) throw std::runtime_error{"no notification comes"};
  Octets octets(65'536, '\0');
  from_size_ = sizeof from_;
  const auto count = ::recvfrom(socket_, octets.data(), octets.size(), 0,
                                reinterpret_cast<sockaddr*>(&from_), &from_size_);
  if (count <= 0) throw std::runtime_error{"the receiver's socket fails"};
  octets.resize(static_cast<std::size_t>(count));
  return read(octets);
}

void FakeReceiver::send(const Octets& octets) const {
  send_as_if_to(*this, octets);
}

void FakeReceiver::send_as_if_to(const FakeReceiver& receiver, const Octets& octets) const {
  ::sendto(socket_, octets.data(), octets.size(), 0,
           reinterpret_cast<const sockaddr*>(&receiver.from_), receiver.from_size_);
}

Octets acknowledgement(const Heard& inform, long status) {
  constexpr unsigned char sequence = 0x30;
  constexpr unsigned char response = 0xA2;
  Octets varbinds;
  for (std::size_t i = 0; i < inform.names.size(); ++i) {
    varbinds += ber(sequence, inform.names[i] + inform.values[i]);
  }
  const auto pdu = ber(response, ber_integer(inform.request) + ber_integer(status) +
                                     ber_integer(status == 0 ? 0 : 1) + ber(sequence, varbinds));
  return ber(sequence, ber_integer(inform.version) + ber_text(inform.community) + pdu);
}

Octets report(const Heard& to, const std::string& of_engine, unsigned long what) {
  constexpr unsigned char sequence = 0x30;
  constexpr unsigned char report_tag = 0xA8;
  constexpr long usm = 3;
  const auto header = ber_integer(to.message_id) + ber_integer(65'507) + ber_text(Octets(1, '\0')) +
                      ber_integer(usm);
  const auto security = ber_text(of_engine) + ber_integer(1) + ber_integer(1) + ber_text(to.user) +
                        ber_text("") + ber_text("");
  auto counter = ber_unsigned(1);
  counter[0] = 0x41;
  const auto varbind = ber(sequence, ber_name({1, 3, 6, 1, 6, 3, 15, 1, 1, what, 0}) + counter);
  const auto pdu =
      ber(report_tag, ber_integer(0) + ber_integer(0) + ber_integer(0) + ber(sequence, varbind));
  return ber(sequence, ber_integer(3) + ber(sequence, header) + ber_text(ber(sequence, security)) +
                           ber(sequence, ber_text(of_engine) + ber_text("") + pdu));
}

}  // namespace lineman::mibs::test
