#include "sipcore/dns/dns_lookup.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace lineman::sipcore {

using datamodel::DnsCounter;

namespace {

enum class State : std::uint8_t { waiting, positive, negative, failed, silent };

DnsCounter counter_of(std::uint16_t type) {
  switch (type) {
    case dns_type_srv:
      return DnsCounter::queries_srv;
    case dns_type_naptr:
      return DnsCounter::queries_naptr;
    case dns_type_aaaa:
      return DnsCounter::queries_aaaa;
    default:
      return DnsCounter::queries_a;
  }
}

std::vector<std::uint16_t> types_of(RecordKind kind, const DnsSettings& settings) {
  if (kind == RecordKind::services) return {dns_type_srv};
  if (kind == RecordKind::pointers) return {dns_type_naptr};
  std::vector<std::uint16_t> types;
  if (settings.v4) types.push_back(dns_type_a);
  if (settings.v6) types.push_back(dns_type_aaaa);
  return types;
}

}  // namespace

struct DnsLookup::Question {
  std::uint16_t type = dns_type_a;
  State state = State::waiting;
  unsigned asked = 0;   // since it was asked anew
  unsigned number = 0;  // of the last time that it was asked: answers to earlier ones are late
  TimePoint asked_at{};
  std::unique_ptr<Timer> again{};
  DnsAnswer answer{};
};

DnsLookup::DnsLookup(Clock& clock, const Ask& ask, const DnsSettings& settings,
                     datamodel::DnsCounters& counters, std::string name, RecordKind kind)
    : clock_(clock), ask_(ask), settings_(settings), counters_(counters), name_(std::move(name)) {
  for (const auto type : types_of(kind, settings)) questions_.push_back({.type = type});
}

DnsLookup::~DnsLookup() = default;

void DnsLookup::begin(Done done) {
  const auto kept = shared_from_this();
  done_ = std::move(done);
  for (auto& question : questions_) ask(question);
  check_done();
}

void DnsLookup::ask_anew() {
  const auto kept = shared_from_this();
  for (auto& question : questions_) {
    if (question.state != State::waiting) continue;
    question.asked = 0;
    ask(question);
  }
}

void DnsLookup::ask(Question& question) {
  ++question.asked;
  ++question.number;
  question.asked_at = clock_.now();
  question.again.reset();
  ++counters_[counter_of(question.type)];
  ask_(name_, question.type,
       [weak = weak_from_this(), &question, number = question.number](
           DnsOutcome outcome, std::span<const std::uint8_t> message) {
         const auto self = weak.lock();
         if (self && self->done_ && number == question.number)
           self->answered(question, outcome, message);
       });
}

// No sooner than a silent server would be asked again, also where the network says that nobody is
// there.
void DnsLookup::ask_later(Question& question) {
  const auto when = std::max(question.asked_at + settings_.query_timeout, clock_.now());
  question.again = clock_.at(when, [this, &question] {
    const auto kept = shared_from_this();
    ask(question);
  });
}

void DnsLookup::answered(Question& question, DnsOutcome outcome,
                         std::span<const std::uint8_t> message) {
  if (outcome == DnsOutcome::silent) {
    ++counters_[DnsCounter::timeouts];
    if (question.asked <= settings_.retry_times) return ask_later(question);
    question.state = State::silent;
  } else if (outcome == DnsOutcome::failed) {
    ++counters_[DnsCounter::servfail];
    question.state = State::failed;
  } else {
    take(question, message);
  }
  check_done();
}

void DnsLookup::take(Question& question, std::span<const std::uint8_t> message) {
  auto parsed = parse_dns_answer(message, name_, question.type);
  if (!parsed) {
    ++counters_[DnsCounter::servfail];
    question.state = State::failed;
    return;
  }
  const bool positive = !parsed->records.empty();
  question.state = positive ? State::positive : State::negative;
  ++counters_[positive ? DnsCounter::answers : DnsCounter::nxdomain];
  question.answer = std::move(*parsed);
}

void DnsLookup::check_done() {
  if (!done_) return;
  const auto any = [this](State state) {
    return std::ranges::find(questions_, state, &Question::state) != questions_.end();
  };
  if (!any(State::waiting)) return finish();
  if (any(State::positive) && !second_family_)
    second_family_ = clock_.after(second_family_wait, [this] { finish(); });
}

void DnsLookup::finish() {
  const auto kept = shared_from_this();
  for (auto& question : questions_) question.again.reset();
  const auto timer = std::move(second_family_);
  const auto done = std::exchange(done_, nullptr);
  done(conclude());
}

LookupResult DnsLookup::conclude() const {
  LookupResult result{.ttl = std::numeric_limits<std::uint32_t>::max()};
  for (const auto& question : questions_) {
    result.records.append(question.answer.records);
    if (question.state == State::positive) result.ttl = std::min(result.ttl, question.answer.ttl);
  }
  if (!result.records.empty()) return result;
  for (const auto& question : questions_) {
    result.ttl = std::min(result.ttl, question.answer.negative_ttl.value_or(0));
    if (question.state == State::failed) result.outcome = LookupResult::Outcome::failed;
    if (question.state == State::silent && result.outcome == LookupResult::Outcome::answered)
      result.outcome = LookupResult::Outcome::silent;
  }
  return result;
}

}  // namespace lineman::sipcore
