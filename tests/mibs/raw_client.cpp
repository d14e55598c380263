#include "tests/mibs/raw_client.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "datamodel/branding.hpp"

namespace lineman::mibs::test {
namespace {

constexpr unsigned char response_tag = 0xA2;
constexpr unsigned char report_tag = 0xA8;
constexpr long version_3 = 3;
constexpr int patience_ms = 20'000;

}  // namespace

Name ours(const Name& below) {
  Name name{1, 3, 6, 1, 4, 1, branding::enterprise, 2, 1, 1};
  name.insert(name.end(), below.begin(), below.end());
  return name;
}

Octets pdu_of(Operation operation, long request, const std::vector<Varbind>& varbinds, long first,
              long second) {
  Octets list;
  for (const auto& varbind : varbinds) {
    list += ber(sequence_tag, ber_name(varbind.name) + varbind.value);
  }
  const auto numbers = ber_integer(request) + ber_integer(first) + ber_integer(second);
  return ber(static_cast<unsigned char>(operation), numbers + ber(sequence_tag, list));
}

Octets message(const std::string& community, Operation operation, long request,
               const std::vector<Varbind>& varbinds, long first, long second) {
  return ber(sequence_tag, ber_integer(1) + ber_text(community) +
                               pdu_of(operation, request, varbinds, first, second));
}

Octets message_without_security(const std::string& of_engine, const std::string& user,
                                const Octets& pdu) {
  constexpr long largest = 65'507;
  constexpr long usm = 3;
  const auto header = ber_integer(77) + ber_integer(largest) + ber_text("\x04") + ber_integer(usm);
  const auto security = ber_text(of_engine) + ber_integer(0) + ber_integer(0) + ber_text(user) +
                        ber_text("") + ber_text("");
  return ber(sequence_tag, ber_integer(version_3) + ber(sequence_tag, header) +
                               ber_text(ber(sequence_tag, security)) +
                               ber(sequence_tag, ber_text(of_engine) + ber_text("") + pdu));
}

std::optional<Response> parse_pdu(BerReader& pdu) {
  Response response;
  response.report = pdu.tag() == report_tag;
  const auto content = pdu.take(response.report ? report_tag : response_tag);
  if (!content) return std::nullopt;
  BerReader inner{*content};
  response.request = inner.integer();
  response.status = inner.integer();
  response.index = inner.integer();
  const auto list = inner.take(sequence_tag);
  if (!list) return std::nullopt;
  BerReader varbinds{*list};
  while (!varbinds.empty()) {
    const auto varbind = varbinds.take(sequence_tag);
    if (!varbind) return std::nullopt;
    BerReader parts{*varbind};
    const auto name = parts.take(name_tag);
    const auto type = parts.tag();
    const auto value = parts.take(type);
    if (!name || !value) return std::nullopt;
    response.values.push_back({name_in(*name), type, number_in(*value)});
  }
  response.varbinds = response.values.size();
  return response;
}

std::optional<Response> parse(const Octets& message) {
  const auto whole = BerReader{message}.take(sequence_tag);
  if (!whole) return std::nullopt;
  BerReader reader{*whole};
  if (reader.integer() != version_3) {
    if (!reader.take(text_tag)) return std::nullopt;
    return parse_pdu(reader);
  }
  reader.take(sequence_tag);
  reader.take(text_tag);
  const auto content = reader.take(sequence_tag);
  if (!content) return std::nullopt;
  BerReader scoped{*content};
  scoped.take(text_tag);
  scoped.take(text_tag);
  return parse_pdu(scoped);
}

RawClient::RawClient(unsigned port) : socket_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error{"no socket"};
  }
}

RawClient::~RawClient() {
  ::close(socket_);
}

void RawClient::send(const Octets& message) const {
  ::send(socket_, message.data(), message.size(), 0);
}

bool RawClient::has_response() const {
  pollfd wait{socket_, POLLIN, 0};
  return ::poll(&wait, 1, 0) == 1;
}

std::optional<Octets> RawClient::receive_octets() const {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) != 1) return std::nullopt;
  Octets octets(65'536, '\0');
  const auto count = ::recv(socket_, octets.data(), octets.size(), 0);
  if (count < 0) return std::nullopt;
  octets.resize(static_cast<std::size_t>(count));
  return octets;
}

std::optional<Response> RawClient::receive() const {
  const auto octets = receive_octets();
  return octets ? parse(*octets) : std::nullopt;
}

std::optional<Response> RawClient::ask(const Octets& message) const {
  send(message);
  return receive();
}

}  // namespace lineman::mibs::test
