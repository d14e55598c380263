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

constexpr unsigned char integer_tag = 0x02;
constexpr unsigned char text_tag = 0x04;
constexpr unsigned char null_tag = 0x05;
constexpr unsigned char name_tag = 0x06;
constexpr unsigned char sequence_tag = 0x30;
constexpr unsigned char unsigned_tag = 0x42;
constexpr unsigned char response_tag = 0xA2;
constexpr long version_3 = 3;
constexpr int patience_ms = 20'000;

char octet(unsigned long value) {
  return static_cast<char>(value & 0xFF);
}

// Reads tags and lengths of a message that is well formed.
class Reader {
 public:
  explicit Reader(Octets octets) : octets_{std::move(octets)} {}

  std::optional<Octets> take(unsigned char tag) {
    if (octets_.size() < 2 || static_cast<unsigned char>(octets_[0]) != tag) return std::nullopt;
    std::size_t length = static_cast<unsigned char>(octets_[1]);
    std::size_t at = 2;
    if (length > 0x80) {
      const auto count = length - 0x80;
      length = 0;
      for (std::size_t i = 0; i < count && at < octets_.size(); ++i) {
        length = length << 8U | static_cast<unsigned char>(octets_[at++]);
      }
    }
    if (octets_.size() < at + length) return std::nullopt;
    auto content = octets_.substr(at, length);
    octets_.erase(0, at + length);
    return content;
  }

  long integer() {
    const auto content = take(integer_tag);
    long value = 0;
    if (!content) return -1;
    for (const char part : *content) value = value << 8 | static_cast<unsigned char>(part);
    return value;
  }

  bool empty() const { return octets_.empty(); }

 private:
  Octets octets_;
};

}  // namespace

Octets ber(unsigned char tag, const Octets& content) {
  Octets text{static_cast<char>(tag)};
  const auto size = content.size();
  if (size < 0x80) {
    text += octet(size);
  } else {
    text += {octet(0x83), octet(size >> 16U), octet(size >> 8U), octet(size)};
  }
  return text + content;
}

Octets ber_integer(long number) {
  Octets content;
  for (int shift = 56; shift >= 0; shift -= 8) {
    content += octet(static_cast<unsigned long>(number >> shift));
  }
  const auto redundant = [&] {
    return content.size() > 1 && ((content[0] == '\0' && (content[1] & 0x80) == 0) ||
                                  (content[0] == '\xFF' && (content[1] & 0x80) != 0));
  };
  while (redundant()) content.erase(0, 1);
  return ber(integer_tag, content);
}

Octets ber_unsigned(unsigned long number) {
  auto text = ber_integer(static_cast<long>(number));
  text[0] = static_cast<char>(unsigned_tag);
  return text;
}

Octets ber_text(const std::string& text) {
  return ber(text_tag, text);
}

Octets ber_null() {
  return ber(null_tag, {});
}

Octets ber_name(const Name& name) {
  Octets content{octet(name.at(0) * 40 + name.at(1))};
  for (std::size_t i = 2; i < name.size(); ++i) {
    Octets arc{octet(name[i] & 0x7F)};
    for (auto rest = name[i] >> 7U; rest != 0; rest >>= 7U) {
      arc.insert(arc.begin(), octet((rest & 0x7F) | 0x80));
    }
    content += arc;
  }
  return ber(name_tag, content);
}

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

Octets message_without_security(const std::string& engine, const std::string& user,
                                const Octets& pdu) {
  constexpr long largest = 65'507;
  constexpr long usm = 3;
  const auto header = ber_integer(77) + ber_integer(largest) + ber_text("\x04") + ber_integer(usm);
  const auto security = ber_text(engine) + ber_integer(0) + ber_integer(0) + ber_text(user) +
                        ber_text("") + ber_text("");
  return ber(sequence_tag, ber_integer(version_3) + ber(sequence_tag, header) +
                               ber_text(ber(sequence_tag, security)) +
                               ber(sequence_tag, ber_text(engine) + ber_text("") + pdu));
}

std::optional<Response> parse(const Octets& message) {
  const auto whole = Reader{message}.take(sequence_tag);
  if (!whole) return std::nullopt;
  Reader reader{*whole};
  std::optional<Octets> pdu;
  if (reader.integer() == version_3) {
    reader.take(sequence_tag);
    reader.take(text_tag);
    Reader scoped{reader.take(sequence_tag).value_or("")};
    scoped.take(text_tag);
    scoped.take(text_tag);
    pdu = scoped.take(response_tag);
  } else {
    if (!reader.take(text_tag)) return std::nullopt;
    pdu = reader.take(response_tag);
  }
  if (!pdu) return std::nullopt;
  Reader inner{*pdu};
  Response response;
  response.request = inner.integer();
  response.status = inner.integer();
  response.index = inner.integer();
  const auto list = inner.take(sequence_tag);
  if (!list) return std::nullopt;
  Reader varbinds{*list};
  while (!varbinds.empty()) {
    if (!varbinds.take(sequence_tag)) return std::nullopt;
    ++response.varbinds;
  }
  return response;
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

std::optional<Response> RawClient::receive() const {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) != 1) return std::nullopt;
  Octets octets(65'536, '\0');
  const auto count = ::recv(socket_, octets.data(), octets.size(), 0);
  if (count < 0) return std::nullopt;
  octets.resize(static_cast<std::size_t>(count));
  return parse(octets);
}

std::optional<Response> RawClient::ask(const Octets& message) const {
  send(message);
  return receive();
}

}  // namespace lineman::mibs::test
