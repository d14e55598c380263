#include "sipcore/phone/phone.hpp"

#include <optional>
#include <set>

#include "daemon/log.hpp"
#include "sipcore/dns/dns_resolver.hpp"
#include "sipcore/network/file_watch.hpp"
#include "sipcore/network/network_watch.hpp"
#include "sipcore/network/sip_transport.hpp"
#include "sipcore/phone/engine.hpp"

namespace lineman::sipcore {

namespace {

log::Event catalogued(const Event& event) {
  if (event.kind == "state") return log::Event::account_state;
  if (event.kind == "call" || event.kind == "subscription") return log::Event::call_changed;
  return log::Event::account_moved;
}

void log_call(const Event& event) {
  log::info(catalogued(event), event.kind + ": " + event.detail,
            {{"LINEMAN_ACCOUNT", std::to_string(event.account)},
             {"LINEMAN_SERVER", std::to_string(event.server)}});
}

// With all that a picture of the past needs (linemanctl timeline --journal).
void log_registration(const Event& event) {
  const bool is_state = event.kind == "state";
  log::write(is_state ? log::Level::info : log::Level::warning, catalogued(event),
             is_state ? "account is " + event.detail : event.kind + ": " + event.detail,
             {{"LINEMAN_ACCOUNT", std::to_string(event.account)},
              {"LINEMAN_SERVER", std::to_string(event.server)},
              {"LINEMAN_KIND", event.kind},
              {"LINEMAN_DETAIL", event.detail},
              {"LINEMAN_PLACE", event.place},
              {"LINEMAN_TARGET", event.target},
              {"LINEMAN_BEFORE", event.before},
              {"LINEMAN_LASTED", std::to_string(event.lasted)}});
}

void log_event(const Event& event) {
  const bool is_call = event.kind == "call" || event.kind == "subscription";
  return is_call ? log_call(event) : log_registration(event);
}

}  // namespace

class Phone::Impl {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, const SipSettings& settings)
      : transport_(io, clock, settings.bind, settings.tls),
        channel_(io, clock, settings.dns_servers),
        resolver_(clock,
                  [this](const std::string& name, std::uint16_t type, OnDnsAnswer answer) {
                    channel_.ask(name, type, std::move(answer));
                  },
                  {.v4 = transport_.reaches(false), .v6 = transport_.reaches(true)}),
        engine_(clock, transport_, resolver_,
                {.accounts = settings.accounts,
                 .icmp_fast_fail = settings.icmp_fast_fail,
                 .instance_id = settings.instance_id,
                 .on_start = [this](const StartSettings& start) { begin(start); }}),
        network_(io, clock, [this] { network_changed(); }) {
    if (settings.dns_servers.empty())
      resolver_file_.emplace(io, clock, settings.resolver_file, [this] { resolver_changed(); });
    on_event({});
    engine_.keep_alive_every(settings.keepalive_interval);
  }

  void on_event(std::function<void(const Event&)> call) {
    engine_.on_event([call = std::move(call)](const Event& event) {
      if (event.kind != generation_kind) log_event(event);
      if (call) call(event);
    });
  }

  void stop() {
    stopped_ = true;
    engine_.stop();
  }

  Engine& engine() { return engine_; }
  const DnsResolver& resolver() const { return resolver_; }
  std::vector<Target> listening() const { return transport_.listening(); }

 private:
  void begin(const StartSettings& start) {
    transport_.listen(start.listen_port);
    channel_.set_timeout(start.dns_query_timeout);
    resolver_.set_patience(start.dns_query_timeout, start.dns_retry_times);
  }

  // Another network may have the name servers behind another way.
  void network_changed() {
    if (stopped_) return;
    resolver_changed();
    transport_.network_changed();
  }

  // What the name servers said or failed to say is out of date.
  void resolver_changed() {
    channel_.reload();
    resolver_.forget_failures();
  }

  SipTransport transport_;
  AresChannel channel_;
  DnsResolver resolver_;
  Engine engine_;
  NetworkWatch network_;
  std::optional<FileWatch> resolver_file_{};
  bool stopped_ = false;
};

Phone::Phone(boost::asio::io_context& io, Clock& clock, const SipSettings& settings)
    : impl_(std::make_unique<Impl>(io, clock, settings)) {}

Phone::~Phone() = default;

tl::expected<Phone::Prepared, Error> Phone::prepare(
    const std::vector<AccountConfiguration>& accounts, const Globals& globals) {
  return impl_->engine().prepare(accounts, globals);
}

datamodel::Problems Phone::check(const std::vector<AccountConfiguration>& accounts,
                                 const Globals& globals) const {
  return impl_->engine().check(accounts, globals);
}

void Phone::commit(std::unique_ptr<Staged> staged, std::uint64_t generation) noexcept {
  impl_->engine().commit(std::move(staged), generation);
}

std::vector<AccountEffect> Phone::load(const Load& load) {
  return impl_->engine().load(load);
}

std::vector<datamodel::AccountStatus> Phone::accounts() const {
  return impl_->engine().accounts();
}

datamodel::DnsCounters Phone::dns() const {
  return impl_->resolver().counters();
}

std::vector<datamodel::HeldValue> Phone::held() const {
  return impl_->engine().held();
}

datamodel::SipTraffic Phone::traffic() const {
  auto traffic = impl_->engine().traffic();
  std::set<datamodel::ListeningPort> ports;
  for (const auto& place : impl_->listening())
    ports.insert({.port = place.port, .transport = static_cast<std::uint8_t>(place.protocol)});
  traffic.listening.assign(ports.begin(), ports.end());
  return traffic;
}

tl::expected<unsigned, Error> Phone::dial(const Dial& dial) {
  return impl_->engine().user_agent().dial(dial.account, dial.uri);
}

tl::expected<void, Error> Phone::hangup(unsigned call) {
  return impl_->engine().user_agent().hang_up(call);
}

std::vector<CallInfo> Phone::calls() const {
  return impl_->engine().user_agent().calls();
}

tl::expected<unsigned, Error> Phone::subscribe(const Subscribe& subscribe) {
  return impl_->engine().user_agent().subscribe(subscribe.account, subscribe.event, subscribe.uri);
}

tl::expected<void, Error> Phone::unsubscribe(unsigned subscription) {
  return impl_->engine().user_agent().unsubscribe(subscription);
}

std::vector<SubscriptionInfo> Phone::subscriptions() const {
  return impl_->engine().user_agent().subscriptions();
}

void Phone::on_event(std::function<void(const Event&)> call) {
  impl_->on_event(std::move(call));
}

void Phone::stop() {
  impl_->stop();
}

}  // namespace lineman::sipcore
