#include "sipcore/dns/server_location.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::TargetSource;

namespace {

constexpr unsigned by_naptr = 3;  // transport_type_labels

bool asks_naptr(const ServerPlace& place) {
  return place.transport_type == by_naptr && place.port == 0 && !parse_ip(place.address);
}

// What transport_type says; 3 acts as UDP where nothing else is found.
Protocol protocol_of(const ServerPlace& place) {
  return place.transport_type == by_naptr ? Protocol::udp
                                          : static_cast<Protocol>(place.transport_type);
}

}  // namespace

ServerPlace as_it_acts(ServerPlace place) {
  if (asks_naptr(place)) return place;
  place.transport_type = static_cast<unsigned>(protocol_of(place));
  place.naptr_build = false;
  if (place.port == 0 && parse_ip(place.address)) place.port = default_port(protocol_of(place));
  return place;
}

std::optional<Target> fixed_target(const ServerPlace& place) {
  const auto address = parse_ip(place.address);
  if (!address) return std::nullopt;
  const auto acting = as_it_acts(place);
  return Target{.address = *address, .port = acting.port, .protocol = protocol_of(acting)};
}

ServerLocation::ServerLocation(Clock& clock, Resolver& resolver, const Transport& transport,
                               const ServerPlace& place, Done done)
    : clock_(clock),
      resolver_(resolver),
      transport_(transport),
      place_(place),
      done_(std::move(done)) {
  place_.address = canonical_name(place.address);
  find_services();
}

void ServerLocation::find_services() {
  if (asks_naptr(place_)) {
    queries_.push_back(resolver_.pointers_of(
        place_.address, [this](const Pointers& found) { take_pointers(found); }));
    return;
  }
  if (place_.port != 0) {
    offer_host(protocol_of(place_), place_.port);
  } else {
    source_ = TargetSource::srv;
    offer(srv_service(place_.address, protocol_of(place_)));
  }
  find_hosts();
}

void ServerLocation::take_pointers(const Pointers& found) {
  note(found);
  source_ = TargetSource::naptr;
  for (auto& service : services_in_order(found.list)) offer(std::move(service));
  if (offers_.empty()) {
    source_ = TargetSource::srv;
    offer(srv_service(place_.address, Protocol::udp));
    if (place_.naptr_build) {
      offer(srv_service(place_.address, Protocol::tcp));
      offer(srv_service(place_.address, Protocol::tls));
    }
  }
  find_hosts();
}

void ServerLocation::offer(Service service) {
  Offer offer{.service = std::move(service)};
  if (!offer.service.by_srv)
    offer.hosts.push_back({offer.service.name, default_port(offer.service.protocol)});
  offers_.push_back(std::move(offer));
}

// The domain itself.
void ServerLocation::offer_host(Protocol protocol, std::uint16_t port) {
  offers_ = {{.service = {.name = place_.address, .protocol = protocol, .by_srv = false},
              .hosts = {{.name = place_.address, .port = port}}}};
}

void ServerLocation::find_hosts() {
  waiting_ = 1;  // for this function
  for (auto& offer : offers_) {
    if (!offer.service.by_srv) continue;
    ++waiting_;
    queries_.push_back(resolver_.services_of(
        offer.service.name, [this, &offer](const Services& found) { take_hosts(offer, found); }));
  }
  step_done(&ServerLocation::find_addresses);
}

void ServerLocation::take_hosts(Offer& offer, const Services& found) {
  note(found);
  offer.denied = is_denied(found.list);
  offer.hosts = hosts_in_order(found.list);
  step_done(&ServerLocation::find_addresses);
}

bool ServerLocation::nobody_offers() const {
  return std::ranges::all_of(offers_, [](const Offer& offer) { return offer.hosts.empty(); });
}

void ServerLocation::find_addresses() {
  const auto& first = offers_.front();
  if (nobody_offers() && !first.denied) {
    source_ = TargetSource::a;
    offer_host(first.service.protocol, default_port(first.service.protocol));
  }
  const auto names = host_names();
  waiting_ = names.size();
  for (const auto& name : names) {
    queries_.push_back(resolver_.addresses_of(name, [this, name](const Addresses& found) {
      note(found);
      addresses_[name] = found.list;
      step_done(&ServerLocation::finish);
    }));
  }
  if (names.empty()) finish();
}

std::vector<std::string> ServerLocation::host_names() const {
  std::vector<std::string> names;
  for (const auto& offer : offers_) {
    for (const auto& host : offer.hosts) {
      if (names.size() == most_targets) return names;
      if (std::ranges::find(names, host.name) == names.end()) names.push_back(host.name);
    }
  }
  return names;
}

std::vector<Target> ServerLocation::targets() const {
  std::vector<Target> list;
  const auto add = [&](const Target& target) {
    const bool known = std::ranges::find(list, target) != list.end();
    if (!known && list.size() < most_targets && transport_.reaches(target.address.v6))
      list.push_back(target);
  };
  for (const auto& offer : offers_) {
    for (const auto& host : offer.hosts) {
      const auto found = addresses_.find(host.name);
      if (found == addresses_.end()) continue;
      for (const auto& address : found->second)
        add({.address = address, .port = host.port, .protocol = offer.service.protocol});
    }
  }
  return list;
}

void ServerLocation::finish() {
  TargetList list{.targets = targets(), .source = source_};
  list.expires = list_end(list.targets.empty());
  const auto done = std::move(done_);  // the location may be destroyed in it
  done(list);
}

TimePoint ServerLocation::list_end(bool empty) const {
  const auto now = clock_.now();
  return std::clamp<TimePoint>(empty ? answers_end_ : records_end_, now + shortest_ttl,
                               now + longest_ttl);
}

// Each step asks all that it has to ask at once and ends with the last answer.
void ServerLocation::step_done(void (ServerLocation::*next)()) {
  if (--waiting_ == 0) (this->*next)();
}

// A list that was found without an answer that it needed is tried again before long; that something
// is not there shortens no list, only the wait where there is none.
template <typename Record>
void ServerLocation::note(const Found<Record>& found) {
  answers_end_ = std::min(answers_end_, found.expires);
  if (!found.list.empty()) records_end_ = std::min(records_end_, found.expires);
  if (found.stale) records_end_ = std::min(records_end_, clock_.now() + stale_ttl);
}

}  // namespace lineman::sipcore
