#include "ctl/doctor/accounts_check.hpp"
#include "ctl/json_reading.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::ctl::doctor {
namespace {

using boost::json::object;

constexpr std::size_t most_probes = 8;

// A server is known by its configured name, whatever address it has.
std::string configured_address(const ParameterValues& values, unsigned account, unsigned server) {
  const auto before = "account." + std::to_string(account) + '.';
  const bool proxied = value_of(values, before + "outbound_proxy_enable") == "1";
  return value_of(values, before + (proxied ? "outbound_proxy." : "sip_server.") +
                              std::to_string(server) + ".address");
}

struct Probe {
  ProbedServer place;
  Destination destination;
};

class Probes {
 public:
  Probes(const ParameterValues& values, const daemon::Settings& settings)
      : values_{values}, settings_{settings} {}

  void add(unsigned account, unsigned server, const object& target) {
    const auto transport = text_of(target, "transport");
    const auto place = sipcore::parse_target(text_of(target, "address"), 0);
    const bool worth_it = text_of(target, "state") != "up" && !flag_of(target, "registered");
    if (!place || !worth_it || transport == "UDP" || all_.size() == most_probes) return;
    all_.push_back({.place = {.account = account, .server = server},
                    .destination = {.address = sipcore::to_string(place->address),
                                    .port = place->port,
                                    .tls = transport == "TLS",
                                    .name = configured_address(values_, account, server),
                                    .ca_file = std::string{settings_.text("sip.ca_file")},
                                    .ca_path = std::string{settings_.text("sip.ca_path")}}});
  }

  std::vector<ProbedServer> run() const {
    std::vector<Destination> destinations;
    for (const auto& probe : all_) destinations.push_back(probe.destination);
    const auto connections = look_at_connections(destinations);
    std::vector<ProbedServer> found;
    for (std::size_t at = 0; at < all_.size(); ++at) {
      found.push_back(all_[at].place);
      found.back().connection = connections[at];
    }
    return found;
  }

 private:
  const ParameterValues& values_;
  const daemon::Settings& settings_;
  std::vector<Probe> all_;
};

}  // namespace

std::vector<ProbedServer> look_at_registrars(const object& status, const ParameterValues& values,
                                             const daemon::Settings& settings) {
  Probes probes{values, settings};
  for_each_object(array_of(status, "accounts"), [&](const object& account) {
    const auto state = text_of(account, "state");
    if (state == "disabled" || state == "misconfigured") return;
    for_each_object(array_of(account, "servers"), [&](const object& server) {
      for_each_object(array_of(server, "targets"), [&](const object& target) {
        probes.add(static_cast<unsigned>(number_of(account, "account")),
                   static_cast<unsigned>(number_of(server, "server")), target);
      });
    });
  });
  return probes.run();
}

}  // namespace lineman::ctl::doctor
