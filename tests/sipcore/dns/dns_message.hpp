// Answers of a name server, octet by octet (RFC 1035, 4).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sipcore/dns/records.hpp"

namespace lineman::test {

// A message with its question, to which records are added. Names that end with a dot, or without,
// are complete; octets that no name has may stand in them.
class DnsMessage {
 public:
  DnsMessage(const std::string& name, std::uint16_t type);

  // Whose the next records are; the question's name at first, as a pointer to it.
  DnsMessage& owner(const std::string& name);

  DnsMessage& a(const std::string& address, std::uint32_t ttl);
  DnsMessage& aaaa(const std::string& address, std::uint32_t ttl);
  DnsMessage& address(const sipcore::IpAddress& address, std::uint32_t ttl);
  // The next records are the target's.
  DnsMessage& cname(const std::string& target, std::uint32_t ttl);
  DnsMessage& srv(const sipcore::SrvRecord& record, std::uint32_t ttl);
  DnsMessage& naptr(const sipcore::NaptrRecord& record, std::uint32_t ttl);
  DnsMessage& record(std::uint16_t type, std::uint32_t ttl, std::span<const std::uint8_t> data);
  // In the authority section, with the question's name: after all others.
  DnsMessage& soa(std::uint32_t ttl, std::uint32_t minimum);

  const std::vector<std::uint8_t>& octets() const { return octets_; }

 private:
  void head(std::uint16_t type, std::uint32_t ttl);

  std::vector<std::uint8_t> octets_;
  std::vector<std::uint8_t> owner_;
};

// As it stands in a message, not compressed.
std::vector<std::uint8_t> wire_name(const std::string& name);

}  // namespace lineman::test
