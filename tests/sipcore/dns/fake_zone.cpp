#include "tests/sipcore/dns/fake_zone.hpp"

#include <iterator>
#include <sstream>
#include <stdexcept>

#include "tests/sipcore/dns/dns_message.hpp"

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

std::string type_name(std::uint16_t type) {
  switch (type) {
    case dns_type_a:
      return "A";
    case dns_type_aaaa:
      return "AAAA";
    case dns_type_srv:
      return "SRV";
    case dns_type_naptr:
      return "NAPTR";
    default:
      throw std::invalid_argument("type " + std::to_string(type));
  }
}

std::uint16_t number(const std::string& text) {
  return static_cast<std::uint16_t>(std::stoul(text));
}

std::string text(const std::string& word) {
  return word == "-" ? "" : word;
}

void add_record(DnsMessage& message, const std::string& type, const std::vector<std::string>& data,
                std::uint32_t ttl) {
  if (type == "A" || type == "AAAA") {
    message.a(data.at(0), ttl);
  } else if (type == "SRV") {
    message.srv({number(data.at(0)), number(data.at(1)), number(data.at(2)), data.at(3)}, ttl);
  } else if (type == "NAPTR") {
    // The regular expression may be left out.
    const auto regexp = data.size() > 5 ? text(data.at(4)) : "";
    message.naptr({number(data.at(0)), number(data.at(1)), text(data.at(2)), text(data.at(3)),
                   regexp, data.back()},
                  ttl);
  }
}

}  // namespace

void FakeZone::add(const std::string& line) {
  std::istringstream words(line);
  std::string name;
  std::string type;
  Record record;
  if (!(words >> name >> record.ttl >> type)) throw std::invalid_argument(line);
  record.data = {std::istream_iterator<std::string>(words), {}};
  records_[{canonical_name(name), type}].push_back(std::move(record));
}

void FakeZone::remove(const std::string& name, const std::string& type) {
  records_.erase({canonical_name(name), type});
}

void FakeZone::ask(const std::string& name, std::uint16_t type, const OnDnsAnswer& answer) {
  questions.push_back(name + " " + type_name(type));
  if (silent || dropped_types.contains(type_name(type))) {
    silences_.push_back(clock_.after(patience, [answer] { answer(DnsOutcome::silent, {}); }));
    return;
  }
  if (failing) return answer(DnsOutcome::failed, {});
  answer(DnsOutcome::answered, answer_to(name, type));
}

std::vector<std::uint8_t> FakeZone::answer_to(std::string name, std::uint16_t type) const {
  DnsMessage message(name, type);
  for (auto alias = records_.find({name, "CNAME"}); alias != records_.end();
       alias = records_.find({name, "CNAME"})) {
    name = canonical_name(alias->second.front().data.at(0));
    message.cname(name, alias->second.front().ttl);
  }
  const auto found = records_.find({name, type_name(type)});
  if (found == records_.end()) return message.soa(negative_ttl, negative_ttl).octets();
  for (const auto& record : found->second)
    add_record(message, type_name(type), record.data, record.ttl);
  return message.octets();
}

}  // namespace lineman::test
