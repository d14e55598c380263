#include "sipcore/registration/server_settings.hpp"

#include <algorithm>

#include "sipcore/message/target.hpp"
#include "sipcore/registration/value_reader.hpp"

namespace lineman::sipcore {

namespace {

using std::chrono::seconds;

constexpr seconds shortest_failback_timeout{60};

std::string prefix_of(std::string_view table, unsigned number) {
  return std::string(table) + "." + std::to_string(number) + ".";
}

// The values of a server, or those of a proxy with the server's where they say -1.
class Reader {
 public:
  Reader(const AccountValues& values, unsigned number, bool proxy)
      : server_(values, prefix_of("sip_server", number)),
        proxy_(values, prefix_of("outbound_proxy", number)),
        is_proxy_(proxy) {}

  std::string text(std::string_view name) const {
    return is_proxy_ ? proxy_.text(name) : server_.text(name);
  }
  std::int64_t number(std::string_view name) const {
    constexpr std::int64_t inherit = -1;
    const auto own = is_proxy_ ? proxy_.number(name) : inherit;
    return own == inherit ? server_.number(name) : own;
  }
  const ValueReader& server() const { return server_; }

 private:
  ValueReader server_;
  ValueReader proxy_;
  bool is_proxy_;
};

// What acts only together with something else.
void put_right(ServerSettings& settings) {
  if (parse_ip(settings.address)) settings.failback_mode = FailbackMode::new_requests;
  const bool returns_by_rule = settings.failback_mode != FailbackMode::new_requests;
  settings.only_signal_with_registered =
      settings.only_signal_with_registered && settings.register_on_enable && returns_by_rule;
  settings.failback_subscribe = settings.failback_subscribe && returns_by_rule;
  if (settings.failback_timeout.count() == 0) return;
  settings.failback_timeout = std::max(settings.failback_timeout, shortest_failback_timeout);
}

ServerSettings read(const Reader& values) {
  ServerSettings settings;
  settings.address = values.text("address");
  settings.port = static_cast<std::uint16_t>(values.number("port"));
  settings.transport_type = static_cast<unsigned>(values.server().number("transport_type"));
  settings.registrar = values.server().text("address");
  settings.expires = values.server().seconds("expires");
  settings.retry_counts = static_cast<unsigned>(values.number("retry_counts"));
  settings.invite_retry_counts = static_cast<unsigned>(values.number("invite_retry_counts"));
  settings.failback_mode = static_cast<FailbackMode>(values.number("failback_mode"));
  settings.failback_timeout = seconds(values.number("failback_timeout"));
  settings.register_on_enable = values.number("register_on_enable") == 1;
  settings.only_signal_with_registered = values.number("only_signal_with_registered") == 1;
  settings.failback_subscribe = values.number("failback_subscribe.enable") == 1;
  put_right(settings);
  return settings;
}

}  // namespace

bool uses_outbound_proxies(const AccountValues& values) {
  const ValueReader account(values, "");
  return account.yes("outbound_proxy_enable") &&
         (!account.text("outbound_proxy.1.address").empty() ||
          !account.text("outbound_proxy.2.address").empty());
}

ServerSettings server_settings(const AccountValues& values, unsigned number) {
  auto settings = read(Reader(values, number, false));
  settings.number = number;
  settings.naptr_build = ValueReader(values, "").yes("naptr_build");
  return settings;
}

ServerSettings proxy_settings(const AccountValues& values, unsigned number) {
  auto settings = read(Reader(values, number, true));
  settings.number = number;
  settings.naptr_build = ValueReader(values, "").yes("naptr_build");
  settings.is_proxy = true;
  if (settings.registrar.empty()) settings.registrar = server_settings(values, 1).registrar;
  return settings;
}

std::string address_name(const ServerSettings& settings) {
  return prefix_of(settings.is_proxy ? "outbound_proxy" : "sip_server", settings.number) +
         "address";
}

std::string route_uri(const ServerSettings& settings) {
  if (!settings.is_proxy) return {};
  const auto address = parse_ip(settings.address);
  auto uri = "sip:" + (address ? host_text(*address) : settings.address);
  if (settings.port != 0) uri += ":" + std::to_string(settings.port);
  if (settings.transport_type == 1) uri += ";transport=tcp";
  if (settings.transport_type == 2) uri += ";transport=tls";
  return uri + ";lr";
}

ServerPlace place_of(const ServerSettings& settings) {
  return {.address = settings.address,
          .port = settings.port,
          .transport_type = settings.transport_type,
          .naptr_build = settings.naptr_build};
}

bool same_place(const ServerSettings& a, const ServerSettings& b) {
  return as_it_acts(place_of(a)) == as_it_acts(place_of(b)) && a.registrar == b.registrar &&
         a.is_proxy == b.is_proxy;
}

}  // namespace lineman::sipcore
