#include "sipcore/dns/dns_answer.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "datamodel/ascii.hpp"
#include "sipcore/dns/dns_reader.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::uint16_t type_cname = 5;
constexpr std::uint16_t type_soa = 6;
constexpr std::uint16_t class_internet = 1;

struct Record {
  std::string owner;
  std::uint16_t type;
  std::uint16_t record_class;
  std::uint32_t ttl;
  DnsReader data;
};

Record next_record(DnsReader& reader) {
  auto owner = reader.name();
  const auto type = reader.u16();
  const auto record_class = reader.u16();
  auto ttl = reader.u32();
  // The highest bit set acts as zero (RFC 2181, 8).
  if (ttl > 0x7FFF'FFFFU) ttl = 0;
  return {.owner = std::move(owner),
          .type = type,
          .record_class = record_class,
          .ttl = ttl,
          .data = reader.part(reader.u16())};
}

std::vector<Record> read_section(DnsReader& reader, unsigned count) {
  std::vector<Record> records;
  for (unsigned i = 0; i < count && reader.good(); ++i) {
    auto record = next_record(reader);
    if (record.record_class == class_internet) records.push_back(std::move(record));
  }
  return records;
}

const Record* find(const std::vector<Record>& records, std::string_view owner, std::uint16_t type) {
  const auto found = std::ranges::find_if(
      records, [&](const Record& one) { return one.type == type && one.owner == owner; });
  return found == records.end() ? nullptr : &*found;
}

bool add_address(DnsReader data, bool v6, DnsRecords& records) {
  IpAddress address{.v6 = v6};
  const auto octets = data.rest();
  if (octets.size() != (v6 ? 16U : 4U)) return false;
  std::ranges::copy(octets, address.octets.begin());
  records.addresses.push_back(address);
  return true;
}

bool add_service(DnsReader data, DnsRecords& records) {
  SrvRecord record;
  record.priority = data.u16();
  record.weight = data.u16();
  record.port = data.u16();
  record.target = data.name();
  if (!data.good() || !data.at_end()) return false;
  records.services.push_back(std::move(record));
  return true;
}

bool add_pointer(DnsReader data, DnsRecords& records) {
  NaptrRecord record;
  record.order = data.u16();
  record.preference = data.u16();
  record.flags = datamodel::lower_case(data.text());
  record.service = datamodel::lower_case(data.text());
  record.regexp = data.text();
  record.replacement = data.name();
  if (!data.good() || !data.at_end()) return false;
  records.pointers.push_back(std::move(record));
  return true;
}

bool add(const Record& record, DnsRecords& records) {
  switch (record.type) {
    case dns_type_a:
    case dns_type_aaaa:
      return add_address(record.data, record.type == dns_type_aaaa, records);
    case dns_type_srv:
      return add_service(record.data, records);
    case dns_type_naptr:
      return add_pointer(record.data, records);
    default:
      return false;
  }
}

std::optional<std::uint32_t> negative_ttl(const Record& record) {
  auto data = record.data;
  data.name();
  data.name();
  data.take(16);  // serial, refresh, retry, expire
  const auto minimum = data.u32();
  if (!data.good()) return std::nullopt;
  return std::min(minimum, record.ttl);
}

// Whose records answer the question, and the time to live of the aliases on the way.
struct Chain {
  std::string owner;
  std::uint32_t ttl = std::numeric_limits<std::uint32_t>::max();
};

std::optional<Chain> follow(const std::vector<Record>& records, std::string_view name,
                            std::uint16_t type) {
  Chain chain{.owner = canonical_name(name)};
  for (std::size_t aliases = 0; aliases <= most_dns_aliases; ++aliases) {
    const auto* alias = find(records, chain.owner, type_cname);
    if (alias == nullptr || find(records, chain.owner, type) != nullptr) return chain;
    auto data = alias->data;
    chain.owner = data.name();
    chain.ttl = std::min(chain.ttl, alias->ttl);
    if (!data.good()) break;
  }
  return std::nullopt;
}

DnsAnswer collect(const std::vector<Record>& records, const Chain& chain, std::uint16_t type) {
  DnsAnswer answer{.ttl = chain.ttl};
  for (const auto& record : records) {
    if (answer.records.size() == most_dns_records) break;
    if (record.type != type || record.owner != chain.owner) continue;
    if (add(record, answer.records)) answer.ttl = std::min(answer.ttl, record.ttl);
  }
  if (answer.records.empty()) answer.ttl = 0;
  return answer;
}

}  // namespace

std::optional<DnsAnswer> parse_dns_answer(std::span<const std::uint8_t> message,
                                          std::string_view name, std::uint16_t type) {
  DnsReader reader(message);
  reader.take(4);
  const auto questions = reader.u16();
  const auto answers = reader.u16();
  const auto authorities = reader.u16();
  reader.take(2);
  for (unsigned i = 0; i < questions && reader.good(); ++i) {
    reader.name();
    reader.take(4);
  }
  const auto records = read_section(reader, answers);
  const auto authority = read_section(reader, authorities);
  if (!reader.good()) return std::nullopt;
  const auto chain = follow(records, name, type);
  if (!chain) return std::nullopt;
  auto answer = collect(records, *chain, type);
  const auto soa = std::ranges::find(authority, type_soa, &Record::type);
  if (answer.records.empty() && soa != authority.end()) {
    answer.negative_ttl = negative_ttl(*soa);
    if (answer.negative_ttl) answer.negative_ttl = std::min(*answer.negative_ttl, chain->ttl);
  }
  return answer;
}

}  // namespace lineman::sipcore
