#include "sipcore/dns/dns_reader.hpp"

#include <string_view>
#include <utility>

#include "datamodel/ascii.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::size_t longest_label = 63;
constexpr std::size_t pointer_mark = 0xC0;  // of the first of two octets

// What no host name has must not be taken for a dot, nor reach a log.
void append_label(std::string& name, std::span<const std::uint8_t> label) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  if (!name.empty()) name += '.';
  for (const auto octet : label) {
    const auto lower = datamodel::lower_case(static_cast<char>(octet));
    if (plain.find(lower) != std::string_view::npos) {
      name += lower;
    } else {
      const auto digits = std::to_string(octet);
      name += "\\" + std::string(3 - digits.size(), '0') + digits;
    }
  }
}

}  // namespace

std::uint8_t DnsReader::u8() {
  const auto octets = take(1);
  return good_ ? octets[0] : std::uint8_t{0};
}

std::uint16_t DnsReader::u16() {
  const auto octets = take(2);
  return good_ ? static_cast<std::uint16_t>(octets[0] << 8U | octets[1]) : std::uint16_t{0};
}

std::uint32_t DnsReader::u32() {
  const auto high = u16();
  const auto low = u16();
  return static_cast<std::uint32_t>(high) << 16U | low;
}

std::span<const std::uint8_t> DnsReader::take(std::size_t length) {
  if (length > end_ - position_) good_ = false;
  if (!good_) return {};
  const auto taken = message_.subspan(position_, length);
  position_ += length;
  return taken;
}

std::string DnsReader::text() {
  const auto octets = take(u8());
  return {octets.begin(), octets.end()};
}

DnsReader DnsReader::part(std::size_t length) {
  DnsReader part(*this);
  take(length);
  part.good_ = good_;
  part.end_ = position_;
  return part;
}

std::string DnsReader::no_name() {
  good_ = false;
  return {};
}

std::string DnsReader::name() {
  std::string text;
  std::size_t octets = 0;
  DnsReader labels(*this);
  bool jumped = false;
  auto run = position_;  // where these labels begin
  while (good_) {
    const std::size_t length = labels.u8();
    if (!labels.good_) return no_name();
    if (length >= pointer_mark) {
      const std::size_t to = (length - pointer_mark) << 8U | labels.u8();
      if (!labels.good_ || to >= run) return no_name();
      if (!std::exchange(jumped, true)) position_ = labels.position_;
      labels.position_ = run = to;
      labels.end_ = message_.size();
      continue;
    }
    octets += length + 1;
    const auto label = labels.take(length);
    if (length > longest_label || octets > longest_dns_name || !labels.good_) return no_name();
    if (length == 0) break;
    append_label(text, label);
  }
  if (!jumped && good_) position_ = labels.position_;
  return text;
}

}  // namespace lineman::sipcore
