// Reads a message of a name server field by field (RFC 1035, 3 and 4.1).
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace lineman::sipcore {

// Octets, with the length of each label and the root's (RFC 1035, 2.3.4).
inline constexpr std::size_t longest_dns_name = 255;

// Reads forward. From the first field on that is cut short or makes no sense, all are nothing and
// good() is false. The message outlives it.
class DnsReader {
 public:
  explicit DnsReader(std::span<const std::uint8_t> message)
      : message_(message), end_(message.size()) {}

  bool good() const { return good_; }
  bool at_end() const { return position_ == end_; }

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::span<const std::uint8_t> take(std::size_t length);
  // What is left.
  std::span<const std::uint8_t> rest() { return take(end_ - position_); }
  // A length and as many octets.
  std::string text();
  // As canonical_name(); octets that are not of a host name as "\DDD" (RFC 1035, 5.1). A pointer
  // leads backward, so that none goes round in circles.
  std::string name();
  // The next `length` octets, with names that may point to anywhere before.
  DnsReader part(std::size_t length);

 private:
  std::string no_name();

  std::span<const std::uint8_t> message_;
  std::size_t position_ = 0;
  std::size_t end_;
  bool good_ = true;
};

}  // namespace lineman::sipcore
