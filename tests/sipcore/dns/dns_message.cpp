#include "tests/sipcore/dns/dns_message.hpp"

#include <algorithm>

#include "sipcore/dns/dns_answer.hpp"

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::uint16_t type_cname = 5;
constexpr std::uint16_t type_soa = 6;
constexpr std::size_t answer_count = 7;  // where it stands: the low octet
constexpr std::size_t authority_count = 9;

void put16(Octets& octets, std::uint16_t number) {
  octets.push_back(static_cast<std::uint8_t>(number >> 8U));
  octets.push_back(static_cast<std::uint8_t>(number & 0xFFU));
}

void put32(Octets& octets, std::uint32_t number) {
  put16(octets, static_cast<std::uint16_t>(number >> 16U));
  put16(octets, static_cast<std::uint16_t>(number & 0xFFFFU));
}

void put(Octets& octets, std::span<const std::uint8_t> more) {
  octets.insert(octets.end(), more.begin(), more.end());
}

void put_text(Octets& octets, const std::string& text) {
  octets.push_back(static_cast<std::uint8_t>(text.size()));
  octets.insert(octets.end(), text.begin(), text.end());
}

}  // namespace

std::vector<std::uint8_t> wire_name(const std::string& name) {
  Octets octets;
  std::size_t start = 0;
  while (start < name.size()) {
    const auto dot = std::min(name.find('.', start), name.size());
    if (dot > start) put_text(octets, name.substr(start, dot - start));
    start = dot + 1;
  }
  octets.push_back(0);
  return octets;
}

DnsMessage::DnsMessage(const std::string& name, std::uint16_t type)
    : octets_{0, 0, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, owner_{0xC0, 0x0C} {
  put(octets_, wire_name(name));
  put16(octets_, type);
  put16(octets_, 1);
}

DnsMessage& DnsMessage::owner(const std::string& name) {
  owner_ = wire_name(name);
  return *this;
}

void DnsMessage::head(std::uint16_t type, std::uint32_t ttl) {
  put(octets_, owner_);
  put16(octets_, type);
  put16(octets_, 1);
  put32(octets_, ttl);
}

DnsMessage& DnsMessage::record(std::uint16_t type, std::uint32_t ttl,
                               std::span<const std::uint8_t> data) {
  head(type, ttl);
  put16(octets_, static_cast<std::uint16_t>(data.size()));
  put(octets_, data);
  ++octets_[answer_count];
  return *this;
}

DnsMessage& DnsMessage::address(const IpAddress& address, std::uint32_t ttl) {
  return record(address.v6 ? dns_type_aaaa : dns_type_a, ttl,
                std::span(address.octets).first(address.v6 ? 16 : 4));
}

DnsMessage& DnsMessage::a(const std::string& address, std::uint32_t ttl) {
  return this->address(parse_ip(address).value(), ttl);
}

DnsMessage& DnsMessage::aaaa(const std::string& address, std::uint32_t ttl) {
  return this->address(parse_ip(address).value(), ttl);
}

DnsMessage& DnsMessage::cname(const std::string& target, std::uint32_t ttl) {
  record(type_cname, ttl, wire_name(target));
  return owner(target);
}

DnsMessage& DnsMessage::srv(const SrvRecord& one, std::uint32_t ttl) {
  Octets data;
  for (const auto number : {one.priority, one.weight, one.port}) put16(data, number);
  put(data, wire_name(one.target));
  return record(dns_type_srv, ttl, data);
}

DnsMessage& DnsMessage::naptr(const NaptrRecord& one, std::uint32_t ttl) {
  Octets data;
  for (const auto number : {one.order, one.preference}) put16(data, number);
  for (const auto& text : {one.flags, one.service, one.regexp}) put_text(data, text);
  put(data, wire_name(one.replacement));
  return record(dns_type_naptr, ttl, data);
}

DnsMessage& DnsMessage::soa(std::uint32_t ttl, std::uint32_t minimum) {
  owner_ = {0xC0, 0x0C};
  Octets data{0xC0, 0x0C, 0xC0, 0x0C};
  for (const std::uint32_t number : {1U, 2U, 3U, 4U, minimum}) put32(data, number);
  record(type_soa, ttl, data);
  --octets_[answer_count];
  ++octets_[authority_count];
  return *this;
}

}  // namespace lineman::test
