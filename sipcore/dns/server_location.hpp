// From the name of a configured server to its targets (RFC 3263, with the order of the phone's
// guide).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sipcore/dns/resolver.hpp"
#include "sipcore/dns/service_order.hpp"
#include "sipcore/dns/target_list.hpp"
#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

// Look-ups for one location, whatever the answers say: one for NAPTR, those for SRV, and as many
// hosts as there can be targets.
inline constexpr std::size_t most_lookups = 1 + most_services + most_targets;

// Where a server is, as it is configured.
struct ServerPlace {
  std::string address{};        // a domain name or an IP address
  std::uint16_t port = 0;       // 0: by DNS
  unsigned transport_type = 0;  // transport_type_labels
  bool naptr_build = false;     // without NAPTR records: SRV for TCP and TLS too, not for UDP alone

  bool operator==(const ServerPlace&) const = default;
};

// The same place without what does not act there: two that are equal by it lead to the same
// targets.
ServerPlace as_it_acts(ServerPlace place);

// The one target of an IP address; nothing for a name, which has to be located.
std::optional<Target> fixed_target(const ServerPlace& place);

// One search. Pure. Destroying it ends it.
class ServerLocation {
 public:
  using Done = std::function<void(const TargetList&)>;

  // Calls `done` once, from the loop, never from within the call; it may destroy the location. The
  // list is empty where the name leads nowhere, and has its time all the same. `place` is not an
  // IP address; the references outlive the location.
  ServerLocation(Clock& clock, Resolver& resolver, const Transport& transport,
                 const ServerPlace& place, Done done);
  ServerLocation(const ServerLocation&) = delete;
  ServerLocation& operator=(const ServerLocation&) = delete;

 private:
  // A service with the hosts that offer it.
  struct Offer {
    Service service{};
    std::vector<Host> hosts{};
    bool denied = false;
  };

  void find_services();
  void take_pointers(const Pointers& found);
  void find_hosts();
  void take_hosts(Offer& offer, const Services& found);
  void find_addresses();
  void finish();
  void offer(Service service);
  void offer_host(Protocol protocol, std::uint16_t port);
  bool nobody_offers() const;
  std::vector<std::string> host_names() const;
  std::vector<Target> targets() const;
  TimePoint list_end(bool empty) const;
  void step_done(void (ServerLocation::*next)());
  template <typename Record>
  void note(const Found<Record>& found);

  Clock& clock_;
  Resolver& resolver_;
  const Transport& transport_;
  ServerPlace place_;
  Done done_;
  datamodel::TargetSource source_ = datamodel::TargetSource::a;
  std::vector<Offer> offers_{};
  std::map<std::string, std::vector<IpAddress>> addresses_{};
  std::vector<std::unique_ptr<Resolver::Query>> queries_{};
  std::size_t waiting_ = 0;                   // for answers of this step
  TimePoint records_end_ = TimePoint::max();  // of the records that were found
  TimePoint answers_end_ = TimePoint::max();  // of all answers
};

}  // namespace lineman::sipcore
