#include "sipcore/dns/dns_answer.hpp"

#include <algorithm>
#include <limits>

namespace lineman::sipcore {

namespace {

constexpr std::uint16_t type_cname = 5;
constexpr std::uint16_t type_soa = 6;
constexpr std::uint16_t class_internet = 1;

// Reads forward; after the end everything is nothing.
class Cursor {
 public:
  explicit Cursor(std::span<const std::uint8_t> message) : message_(message) {}

  bool good() const { return good_; }

  std::uint16_t u16() {
    const auto octets = take(2);
    return good_ ? static_cast<std::uint16_t>(octets[0] << 8U | octets[1]) : std::uint16_t{0};
  }
  std::uint32_t u32() {
    const auto high = u16();
    const auto low = u16();
    return static_cast<std::uint32_t>(high) << 16U | low;
  }
  std::span<const std::uint8_t> take(std::size_t length) {
    if (length > message_.size()) good_ = false;
    if (!good_) return {};
    const auto taken = message_.first(length);
    message_ = message_.subspan(length);
    return taken;
  }
  // A name ends with a zero length or with a pointer to elsewhere (RFC 1035, 4.1.4).
  void skip_name() {
    while (good_) {
      const auto length = take(1);
      if (!good_ || length[0] == 0) return;
      if ((length[0] & 0xC0U) == 0xC0U) {
        take(1);
        return;
      }
      if ((length[0] & 0xC0U) != 0) good_ = false;
      take(length[0]);
    }
  }

 private:
  std::span<const std::uint8_t> message_;
  bool good_ = true;
};

struct Record {
  std::uint16_t type = 0;
  std::uint16_t internet = 0;
  std::uint32_t ttl = 0;
  std::span<const std::uint8_t> data{};
};

Record next_record(Cursor& cursor) {
  cursor.skip_name();
  Record record;
  record.type = cursor.u16();
  record.internet = cursor.u16();
  record.ttl = cursor.u32();
  // The highest bit set acts as zero (RFC 2181, 8).
  if (record.ttl > 0x7FFF'FFFFU) record.ttl = 0;
  record.data = cursor.take(cursor.u16());
  return record;
}

void add_address(const Record& record, DnsAnswer& answer) {
  IpAddress address;
  address.v6 = record.type == dns_type_aaaa;
  if (record.data.size() != (address.v6 ? 16U : 4U)) return;
  std::ranges::copy(record.data, address.octets.begin());
  answer.addresses.push_back(address);
}

std::optional<std::uint32_t> negative_ttl(const Record& record) {
  Cursor cursor(record.data);
  cursor.skip_name();
  cursor.skip_name();
  cursor.take(16);  // serial, refresh, retry, expire
  const auto minimum = cursor.u32();
  if (!cursor.good()) return std::nullopt;
  return std::min(minimum, record.ttl);
}

}  // namespace

std::optional<DnsAnswer> parse_dns_answer(std::span<const std::uint8_t> message,
                                          std::uint16_t type) {
  Cursor cursor(message);
  cursor.take(4);
  const auto questions = cursor.u16();
  const auto answers = cursor.u16();
  const auto authorities = cursor.u16();
  cursor.take(2);
  for (unsigned i = 0; i < questions && cursor.good(); ++i) {
    cursor.skip_name();
    cursor.take(4);
  }
  DnsAnswer answer;
  answer.ttl = std::numeric_limits<std::uint32_t>::max();
  for (unsigned i = 0; i < answers + authorities && cursor.good(); ++i) {
    const auto record = next_record(cursor);
    if (!cursor.good() || record.internet != class_internet) continue;
    const bool in_answer = i < answers;
    if (in_answer && (record.type == type || record.type == type_cname))
      answer.ttl = std::min(answer.ttl, record.ttl);
    if (in_answer && record.type == type) add_address(record, answer);
    if (!in_answer && record.type == type_soa) answer.negative_ttl = negative_ttl(record);
  }
  if (!cursor.good()) return std::nullopt;
  if (answer.addresses.empty()) answer.ttl = 0;
  return answer;
}

}  // namespace lineman::sipcore
