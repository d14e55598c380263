// A name server that a test writes the records of.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sipcore/dns/dns_lookup.hpp"

namespace lineman::test {

// Answers at once, by real messages; that it is silent is noticed after `patience`.
class FakeZone {
 public:
  static constexpr std::chrono::seconds patience{3};

  explicit FakeZone(Clock& clock) : clock_(clock) {}

  // A line of a zone file: "sip.test 60 SRV 10 5 5060 a.sip.test", with A, AAAA, SRV, NAPTR
  // (without quotation marks; "-" for an empty text) and CNAME.
  void add(const std::string& line);
  // All records of a name and type ("SRV").
  void remove(const std::string& name, const std::string& type);

  void ask(const std::string& name, std::uint16_t type, const sipcore::OnDnsAnswer& answer);

  bool silent = false;
  bool failing = false;                 // SERVFAIL
  std::set<std::string> dropped_types;  // questions of these get no answer
  std::uint32_t negative_ttl = 1;
  std::vector<std::string> questions;  // "sip.test SRV", in their order

 private:
  struct Record {
    std::uint32_t ttl = 0;
    std::vector<std::string> data;
  };
  using Key = std::pair<std::string, std::string>;  // name and type

  std::vector<std::uint8_t> answer_to(std::string name, std::uint16_t type) const;

  Clock& clock_;
  std::map<Key, std::vector<Record>> records_;
  std::vector<std::unique_ptr<Timer>> silences_;
};

}  // namespace lineman::test
