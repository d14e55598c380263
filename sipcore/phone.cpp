#include "sipcore/phone.hpp"

#include "daemon/log.hpp"
#include "sipcore/dns/dns_resolver.hpp"
#include "sipcore/engine.hpp"
#include "sipcore/network/udp_transport.hpp"

namespace lineman::sipcore {

namespace {

void log_event(const Event& event) {
  const auto account = std::to_string(event.account);
  const auto server = std::to_string(event.server);
  const bool is_state = event.kind == "state";
  const bool is_call = event.kind == "call" || event.kind == "subscription";
  log::write(is_state || is_call ? log::Level::info : log::Level::warning,
             is_state ? "account is " + event.detail : event.kind + ": " + event.detail,
             {{"LINEMAN_ACCOUNT", account}, {"LINEMAN_SERVER", server}});
}

Error without_calls() {
  return {.code = ErrorCode::not_possible, .sentence = "this build has no calls yet"};
}

}  // namespace

class Phone::Impl {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, const SipSettings& settings)
      : transport_(io, settings.bind),
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
                 .on_start = [this](const StartSettings& start) { begin(start); }}) {
    on_event({});
  }

  void on_event(std::function<void(const Event&)> call) {
    engine_.on_event([call = std::move(call)](const Event& event) {
      if (event.kind != generation_kind) log_event(event);
      if (call) call(event);
    });
  }

  Engine& engine() { return engine_; }
  const DnsResolver& resolver() const { return resolver_; }

 private:
  void begin(const StartSettings& start) {
    transport_.listen(start.listen_port);
    channel_.set_timeout(start.dns_query_timeout);
    resolver_.set_patience(start.dns_query_timeout, start.dns_retry_times);
  }

  UdpTransport transport_;
  AresChannel channel_;
  DnsResolver resolver_;
  Engine engine_;
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

tl::expected<unsigned, Error> Phone::dial(const Dial&) {
  return tl::unexpected(without_calls());
}

tl::expected<void, Error> Phone::hangup(unsigned) {
  return tl::unexpected(Error{.code = ErrorCode::no_call});
}

std::vector<CallInfo> Phone::calls() const {
  return {};
}

tl::expected<unsigned, Error> Phone::subscribe(const Subscribe&) {
  return tl::unexpected(without_calls());
}

tl::expected<void, Error> Phone::unsubscribe(unsigned) {
  return tl::unexpected(Error{.code = ErrorCode::no_call});
}

std::vector<SubscriptionInfo> Phone::subscriptions() const {
  return {};
}

void Phone::on_event(std::function<void(const Event&)> call) {
  impl_->on_event(std::move(call));
}

void Phone::stop() {
  impl_->engine().stop();
}

}  // namespace lineman::sipcore
