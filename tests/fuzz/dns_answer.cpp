// Whatever a name server, or somebody in its place, answers: what is read of it keeps its bounds
// and is of the asked name alone, every look-up ends with one answer, and a location asks a bounded
// number of questions and gives targets that can be sent to.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "sipcore/dns/dns_answer.hpp"
#include "sipcore/dns/dns_reader.hpp"
#include "sipcore/dns/dns_resolver.hpp"
#include "sipcore/dns/server_location.hpp"
#include "tests/sipcore/fake_network.hpp"

namespace lineman::sipcore {
namespace {

using Message = std::span<const std::uint8_t>;

constexpr auto domain = "sip.test";
// Each look-up asks for one type, or for the addresses of both families.
constexpr std::size_t most_questions = 2 * most_lookups;

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

// As text, an octet may take four characters ("\255").
bool is_name(const std::string& name) {
  return name.size() < 4 * longest_dns_name && canonical_name(name + ".") == name &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
}

void demand_sound(const DnsAnswer& answer, std::uint16_t type) {
  const auto& records = answer.records;
  demand(records.size() <= most_dns_records, "too many records\n");
  demand(type == dns_type_srv || records.services.empty(), "SRV was not asked for\n");
  demand(type == dns_type_naptr || records.pointers.empty(), "NAPTR was not asked for\n");
  for (const auto& address : records.addresses)
    demand(address.v6 == (type == dns_type_aaaa), "an address of the other family\n");
  for (const auto& one : records.services) demand(is_name(one.target), "the target\n");
  for (const auto& one : records.pointers) demand(is_name(one.replacement), "the replacement\n");
  demand(records.empty() || !answer.negative_ttl, "there and not there\n");
}

void read(Message message) {
  for (const auto type : {dns_type_a, dns_type_aaaa, dns_type_srv, dns_type_naptr}) {
    const auto answer = parse_dns_answer(message, domain, type);
    if (!answer) continue;
    demand_sound(*answer, type);
  }
}

// Every question is answered by this message.
class Search {
 public:
  explicit Search(Message message) : message_(message) {}

  void run(const ServerPlace& place) {
    questions_ = 0;
    found_.reset();
    const ServerLocation location(clock_, resolver_, transport_, place,
                                  [this](const TargetList& list) {
                                    demand(!found_, "answered twice\n");
                                    found_ = list;
                                  });
    clock_.advance(std::chrono::seconds(60));
    demand(found_.has_value(), "a location does not end\n");
    demand(questions_ <= most_questions, "too many questions\n");
    demand_sound(*found_);
  }

 private:
  void demand_sound(const TargetList& list) const {
    demand(list.targets.size() <= most_targets, "too many targets\n");
    for (auto target = list.targets.begin(); target != list.targets.end(); ++target) {
      demand(target->port != 0, "a port to which nothing can be sent\n");
      demand(std::find(list.targets.begin(), target, *target) == target, "a target twice\n");
    }
    demand(list.expires && *list.expires <= clock_.now() + longest_ttl, "the time to live\n");
  }

  Message message_;
  test::FakeClock clock_;
  test::FakeTransport transport_{clock_};
  std::size_t questions_ = 0;
  DnsResolver resolver_{clock_,
                        [this](const std::string&, std::uint16_t, const OnDnsAnswer& answer) {
                          ++questions_;
                          answer(DnsOutcome::answered, message_);
                        },
                        {}};
  std::optional<TargetList> found_{};
};

}  // namespace
}  // namespace lineman::sipcore

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::sipcore;
  const std::span message(data, size);
  read(message);
  Search search(message);
  search.run({.address = domain, .transport_type = 3, .naptr_build = true});
  search.run({.address = domain, .transport_type = 2});
  search.run({.address = domain, .port = 5060});
  return 0;
}
