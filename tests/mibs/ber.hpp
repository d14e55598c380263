// BER as SNMP uses it: what is written is well formed, and what is read has to be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lineman::mibs::test {

using Octets = std::string;
using Name = std::vector<unsigned long>;

inline constexpr unsigned char integer_tag = 0x02;
inline constexpr unsigned char text_tag = 0x04;
inline constexpr unsigned char null_tag = 0x05;
inline constexpr unsigned char name_tag = 0x06;
inline constexpr unsigned char sequence_tag = 0x30;
inline constexpr unsigned char counter32_tag = 0x41;
inline constexpr unsigned char unsigned_tag = 0x42;
inline constexpr unsigned char counter64_tag = 0x46;

Octets ber(unsigned char tag, const Octets& content);
Octets ber_integer(long number, unsigned char tag = integer_tag);
Octets ber_unsigned(unsigned long number);
Octets ber_text(const std::string& text);
Octets ber_null();
Octets ber_name(const Name& name);

// Takes elements from the front.
class BerReader {
 public:
  explicit BerReader(Octets octets) : octets_{std::move(octets)} {}

  // The content of the next element; nothing where it has another tag.
  std::optional<Octets> take(unsigned char tag);
  // -1 where it is none.
  long integer();
  // The next tag, 0 at the end.
  unsigned char tag() const;
  bool empty() const { return octets_.empty(); }

 private:
  Octets octets_;
};

// The content of an integer of any kind.
std::uint64_t number_in(const Octets& content);

// The content of an object identifier.
Name name_in(const Octets& content);

}  // namespace lineman::mibs::test
