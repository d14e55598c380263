// One look-up of a name under way: the questions that it takes, asked again while nobody answers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/counters.hpp"
#include "sipcore/dns/ares_channel.hpp"
#include "sipcore/dns/dns_answer.hpp"

namespace lineman::sipcore {

// How long one family's addresses wait for the other's (RFC 8305, 3).
inline constexpr std::chrono::milliseconds second_family_wait{250};

struct DnsSettings {
  Duration query_timeout = std::chrono::seconds(3);
  unsigned retry_times = 2;
  bool v4 = true;  // which families are of use
  bool v6 = true;
};

// One question to some server; replaced in tests. The answer may come from within the call.
using Ask = std::function<void(const std::string& name, std::uint16_t type, OnDnsAnswer answer)>;

enum class RecordKind : std::uint8_t { addresses, services, pointers };

struct LookupResult {
  enum class Outcome : std::uint8_t {
    answered,  // with records or without
    failed,    // no records, since a server failed or refused
    silent,    // no records, since nobody answered
  };

  DnsRecords records{};  // IPv4 first
  std::uint32_t ttl = 0;
  Outcome outcome = Outcome::answered;
};

// Pure. Owned by a shared pointer, since answers may come late; destroying it drops them.
class DnsLookup : public std::enable_shared_from_this<DnsLookup> {
 public:
  using Done = std::function<void(const LookupResult&)>;

  // The references outlive it; the settings are those of its beginning.
  DnsLookup(Clock& clock, const Ask& ask, const DnsSettings& settings,
            datamodel::DnsCounters& counters, std::string name, RecordKind kind);
  ~DnsLookup();
  DnsLookup(const DnsLookup&) = delete;
  DnsLookup& operator=(const DnsLookup&) = delete;

  // Calls `done` once, perhaps from within the call; it may destroy the look-up.
  void begin(Done done);
  // Asks at once what was not answered yet, as if for the first time.
  void ask_anew();

 private:
  struct Question;

  void ask(Question& question);
  void answered(Question& question, DnsOutcome outcome, std::span<const std::uint8_t> message);
  void ask_later(Question& question);
  void take(Question& question, std::span<const std::uint8_t> message);
  void check_done();
  void finish();
  LookupResult conclude() const;

  Clock& clock_;
  const Ask& ask_;
  DnsSettings settings_;
  datamodel::DnsCounters& counters_;
  std::string name_;
  Done done_{};
  std::vector<Question> questions_;
  std::unique_ptr<Timer> second_family_{};
};

}  // namespace lineman::sipcore
