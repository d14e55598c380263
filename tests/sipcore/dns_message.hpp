// Answers of a name server, octet by octet (RFC 1035, 4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sipcore/network/target.hpp"

namespace lineman::test {

class DnsMessage {
 public:
  DnsMessage(const std::string& name, std::uint16_t type) {
    octets_ = {0, 0, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0};
    put_name(name);
    put16(type);
    put16(1);
  }

  DnsMessage& a(const std::string& address, std::uint32_t ttl) {
    return address_record(1, address, 4, ttl);
  }
  DnsMessage& aaaa(const std::string& address, std::uint32_t ttl) {
    return address_record(28, address, 16, ttl);
  }
  DnsMessage& cname(std::uint32_t ttl) {
    head(5, ttl);
    put16(2);
    put16(0xC00C);
    return answered();
  }
  DnsMessage& soa(std::uint32_t ttl, std::uint32_t minimum) {
    head(6, ttl);
    put16(24);
    put16(0xC00C);
    put16(0xC00C);
    for (const std::uint32_t number : {1U, 2U, 3U, 4U, minimum}) put32(number);
    ++octets_[9];
    return *this;
  }

  const std::vector<std::uint8_t>& octets() const { return octets_; }

 private:
  DnsMessage& address_record(std::uint16_t type, const std::string& address, std::size_t length,
                             std::uint32_t ttl) {
    head(type, ttl);
    put16(static_cast<std::uint16_t>(length));
    const auto parsed = sipcore::parse_ip(address).value();
    octets_.insert(octets_.end(), parsed.octets.begin(),
                   parsed.octets.begin() + static_cast<std::ptrdiff_t>(length));
    return answered();
  }
  void head(std::uint16_t type, std::uint32_t ttl) {
    put16(0xC00C);
    put16(type);
    put16(1);
    put32(ttl);
  }
  DnsMessage& answered() {
    ++octets_[7];
    return *this;
  }
  void put_name(const std::string& name) {
    std::size_t start = 0;
    while (start < name.size()) {
      const auto dot = std::min(name.find('.', start), name.size());
      octets_.push_back(static_cast<std::uint8_t>(dot - start));
      octets_.insert(octets_.end(), name.begin() + static_cast<std::ptrdiff_t>(start),
                     name.begin() + static_cast<std::ptrdiff_t>(dot));
      start = dot + 1;
    }
    octets_.push_back(0);
  }
  void put16(std::uint16_t number) {
    octets_.push_back(static_cast<std::uint8_t>(number >> 8U));
    octets_.push_back(static_cast<std::uint8_t>(number & 0xFFU));
  }
  void put32(std::uint32_t number) {
    put16(static_cast<std::uint16_t>(number >> 16U));
    put16(static_cast<std::uint16_t>(number & 0xFFFFU));
  }

  std::vector<std::uint8_t> octets_;
};

}  // namespace lineman::test
