// What DNS says of a name, as far as servers are found by it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// As the names of all records are: lower case (of ASCII alone, RFC 4343), without the dot at the
// end. The root is empty.
std::string canonical_name(std::string_view name);

// RFC 2782
struct SrvRecord {
  std::uint16_t priority = 0;
  std::uint16_t weight = 0;
  std::uint16_t port = 0;
  std::string target{};  // empty: the service is decidedly not available

  auto operator<=>(const SrvRecord&) const = default;
};

// RFC 3403, 4.1
struct NaptrRecord {
  std::uint16_t order = 0;
  std::uint16_t preference = 0;
  std::string flags{};    // lower case: "s"
  std::string service{};  // lower case: "sip+d2u"
  std::string regexp{};
  std::string replacement{};

  auto operator<=>(const NaptrRecord&) const = default;
};

// Each kind in the order of the answer.
struct DnsRecords {
  std::vector<IpAddress> addresses{};
  std::vector<SrvRecord> services{};
  std::vector<NaptrRecord> pointers{};

  std::size_t size() const { return addresses.size() + services.size() + pointers.size(); }
  bool empty() const { return size() == 0; }
  void append(const DnsRecords& more);
};

}  // namespace lineman::sipcore
