#include "sipcore/dns/dns_resolver.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lineman::sipcore {

using datamodel::DnsCounter;

// Whoever waits for a name. Told from the loop.
class DnsResolver::Waiter : public Resolver::Query {
 public:
  Waiter(DnsResolver& resolver, std::string name, OnAddresses answer)
      : resolver_(resolver), name_(std::move(name)), answer_(std::move(answer)) {
    resolver_.waiters_.push_back(this);
  }
  ~Waiter() override { std::erase(resolver_.waiters_, this); }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  const std::string& name() const { return name_; }

  void tell(const Addresses& addresses) {
    timer_ = resolver_.clock_.at(resolver_.clock_.now(), [this, addresses] {
      const auto answer = std::move(answer_);  // the waiter may be destroyed in it
      answer(addresses);
    });
  }
  bool told() const { return timer_ != nullptr; }

 private:
  DnsResolver& resolver_;
  std::string name_;
  OnAddresses answer_;
  std::unique_ptr<Timer> timer_{};
};

enum class PartState : std::uint8_t { waiting, positive, negative, failed };

// The question for one family.
struct DnsResolver::Part {
  std::uint16_t type = dns_type_a;
  PartState state = PartState::waiting;
  unsigned asked = 0;
  TimePoint asked_at{};
  std::unique_ptr<Timer> again{};
  DnsAnswer answer{};
};

struct DnsResolver::Lookup {
  std::string name;
  std::vector<Part> parts;
  std::unique_ptr<Timer> timer;
  bool done = false;
};

DnsResolver::DnsResolver(Clock& clock, Ask ask, const DnsSettings& settings)
    : clock_(clock), ask_(std::move(ask)), settings_(settings) {}

DnsResolver::~DnsResolver() {
  for (auto& [name, lookup] : lookups_) {
    lookup->done = true;
    lookup->timer.reset();  // the timers hold the lookup
    for (auto& part : lookup->parts) part.again.reset();
  }
}

void DnsResolver::set_patience(Duration query_timeout, unsigned retry_times) {
  settings_.query_timeout = query_timeout;
  settings_.retry_times = retry_times;
}

std::unique_ptr<Resolver::Query> DnsResolver::addresses_of(const std::string& name,
                                                           OnAddresses answer) {
  auto waiter = std::make_unique<Waiter>(*this, name, std::move(answer));
  const auto cached = cache_.find(name);
  if (cached != cache_.end() && clock_.now() < cached->second.expires) {
    ++counters_[cached->second.stale ? DnsCounter::stale_uses : DnsCounter::cache_hits];
    waiter->tell(cached->second);
  } else if (!lookups_.contains(name)) {
    begin(name);
  }
  return waiter;
}

void DnsResolver::begin(const std::string& name) {
  auto lookup = std::make_shared<Lookup>();
  lookup->name = name;
  if (settings_.v4) lookup->parts.push_back({.type = dns_type_a});
  if (settings_.v6) lookup->parts.push_back({.type = dns_type_aaaa});
  lookups_[name] = lookup;
  for (auto& part : lookup->parts) ask(lookup, part);
}

void DnsResolver::ask(const std::shared_ptr<Lookup>& lookup, Part& part) {
  ++part.asked;
  part.asked_at = clock_.now();
  ++counters_[part.type == dns_type_a ? DnsCounter::queries_a : DnsCounter::queries_aaaa];
  ask_(lookup->name, part.type,
       [this, lookup, &part](DnsOutcome outcome, std::span<const std::uint8_t> message) {
         if (!lookup->done) answered(lookup, part, outcome, message);
       });
}

// No sooner than a silent server would be asked again, also where the network says that nobody is
// there.
void DnsResolver::ask_later(const std::shared_ptr<Lookup>& lookup, Part& part) {
  part.again = clock_.at(
      std::max(part.asked_at + settings_.query_timeout, clock_.now()), [this, lookup, &part] {
        const std::shared_ptr<Lookup> kept(lookup);  // NOLINT: the timer that holds it goes
        ask(kept, part);
      });
}

void DnsResolver::answered(const std::shared_ptr<Lookup>& lookup, Part& part, DnsOutcome outcome,
                           std::span<const std::uint8_t> message) {
  if (outcome == DnsOutcome::silent) {
    ++counters_[DnsCounter::timeouts];
    if (part.asked <= settings_.retry_times) return ask_later(lookup, part);
    part.state = PartState::failed;
  } else if (outcome == DnsOutcome::failed) {
    ++counters_[DnsCounter::servfail];
    part.state = PartState::failed;
  } else {
    take(part, message);
  }
  check_done(lookup);
}

void DnsResolver::take(Part& part, std::span<const std::uint8_t> message) {
  const auto parsed = parse_dns_answer(message, part.type);
  if (!parsed) {
    ++counters_[DnsCounter::servfail];
    part.state = PartState::failed;
    return;
  }
  part.answer = *parsed;
  part.state = parsed->addresses.empty() ? PartState::negative : PartState::positive;
  ++counters_[parsed->addresses.empty() ? DnsCounter::nxdomain : DnsCounter::answers];
}

void DnsResolver::check_done(const std::shared_ptr<Lookup>& lookup) {
  const auto is = [](PartState state) {
    return [state](const Part& part) { return part.state == state; };
  };
  if (std::ranges::none_of(lookup->parts, is(PartState::waiting))) return finish(lookup);
  if (std::ranges::none_of(lookup->parts, is(PartState::positive)) || lookup->timer) return;
  lookup->timer = clock_.after(second_family_wait, [this, lookup] { finish(lookup); });
}

void DnsResolver::finish(const std::shared_ptr<Lookup>& lookup) {
  lookup->done = true;
  for (auto& part : lookup->parts) part.again.reset();
  const auto addresses = conclude(*lookup);
  const auto name = lookup->name;
  keep(name, addresses);
  lookups_.erase(name);
  const auto timer = std::move(lookup->timer);  // it holds the lookup
  tell(name, addresses);
}

Addresses DnsResolver::conclude(const Lookup& lookup) {
  Addresses result;
  auto ttl = static_cast<std::uint32_t>(longest_ttl.count());
  bool failed = false;
  for (const auto& part : lookup.parts) {
    result.list.insert(result.list.end(), part.answer.addresses.begin(),
                       part.answer.addresses.end());
    if (part.state == PartState::positive) ttl = std::min(ttl, part.answer.ttl);
    failed = failed || part.state == PartState::failed;
  }
  if (result.list.empty() && !failed) {
    for (const auto& part : lookup.parts) ttl = std::min(ttl, part.answer.negative_ttl.value_or(0));
  }
  if (result.list.empty() && failed) {
    const auto old = cache_.find(lookup.name);
    if (old != cache_.end() && !old->second.list.empty()) {
      ++counters_[DnsCounter::stale_uses];
      result.list = old->second.list;
      result.stale = true;
      ttl = static_cast<std::uint32_t>(stale_ttl.count());
    } else {
      ttl = 0;
    }
  }
  result.expires = clock_.now() + std::max(std::chrono::seconds(ttl), shortest_ttl);
  return result;
}

void DnsResolver::keep(const std::string& name, const Addresses& addresses) {
  cache_[name] = addresses;
  if (cache_.size() <= most_cached_names) return;
  const auto sooner = [](const auto& a, const auto& b) {
    return a.second.expires < b.second.expires;
  };
  cache_.erase(std::ranges::min_element(cache_, sooner));
}

void DnsResolver::tell(const std::string& name, const Addresses& addresses) {
  for (auto* waiter : waiters_) {
    if (waiter->name() == name && !waiter->told()) waiter->tell(addresses);
  }
}

}  // namespace lineman::sipcore
