#include "tests/mibs/ber.hpp"

#include <utility>

namespace lineman::mibs::test {
namespace {

char octet(unsigned long value) {
  return static_cast<char>(value & 0xFF);
}

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

Octets ber_integer(long number, unsigned char tag) {
  Octets content;
  for (int shift = 56; shift >= 0; shift -= 8) {
    content += octet(static_cast<unsigned long>(number >> shift));
  }
  const auto redundant = [&] {
    return content.size() > 1 && ((content[0] == '\0' && (content[1] & 0x80) == 0) ||
                                  (content[0] == '\xFF' && (content[1] & 0x80) != 0));
  };
  while (redundant()) content.erase(0, 1);
  return ber(tag, content);
}

Octets ber_unsigned(unsigned long number) {
  return ber_integer(static_cast<long>(number), unsigned_tag);
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

std::optional<Octets> BerReader::take(unsigned char tag) {
  if (octets_.size() < 2 || this->tag() != tag) return std::nullopt;
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

long BerReader::integer() {
  const auto content = take(integer_tag);
  return content ? static_cast<long>(number_in(*content)) : -1;
}

unsigned char BerReader::tag() const {
  return octets_.empty() ? 0 : static_cast<unsigned char>(octets_[0]);
}

std::uint64_t number_in(const Octets& content) {
  std::uint64_t value = 0;
  for (const char part : content) value = value << 8U | static_cast<unsigned char>(part);
  return value;
}

Name name_in(const Octets& content) {
  if (content.empty()) return {};
  const auto first = static_cast<unsigned char>(content[0]);
  Name name{first / 40U, first % 40U};
  unsigned long arc = 0;
  for (std::size_t i = 1; i < content.size(); ++i) {
    const auto part = static_cast<unsigned char>(content[i]);
    arc = arc << 7U | (part & 0x7FU);
    if ((part & 0x80U) != 0) continue;
    name.push_back(std::exchange(arc, 0UL));
  }
  return name;
}

}  // namespace lineman::mibs::test
