// An account: which of its two servers has control, what it tells the world, and how a change of
// configuration acts.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <memory>

#include "sipcore/registration/seconds_meter.hpp"
#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

// De-registrations under way for one account; the oldest is dropped for a new one.
inline constexpr std::size_t most_farewells = 8;

// Of a failure's reason, which a server writes.
inline constexpr std::size_t longest_reason = 200;

using OnEvent = std::function<void(const Event&)>;

// Pure. Begins disabled; apply() sets it going.
class Account : public ServerRegistration::Owner, public RequestRouter {
 public:
  Account(Context& context, unsigned account, const OnEvent& event);
  ~Account() override;
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  // Makes the configuration true with the least effect; `reason` is why it cannot run, empty where
  // it can. What another registration needs waits for the end of the account's calls.
  void apply(const AccountSettings& settings, const std::string& reason);
  // After a commit or a load that need not have named this account: what it left as it is belongs
  // to the generation that runs now.
  void hold();
  // What apply() would do.
  Effect effect_of(const AccountSettings& settings, const std::string& reason) const;

  // That acts.
  const AccountSettings& settings() const { return settings_; }
  bool runs() const { return settings_.enabled && reason_.empty(); }
  datamodel::AccountStatus status() const;

  // How many calls the account has now.
  void set_calls(unsigned calls);
  // Whether a configuration waits for the end of its calls.
  bool is_deferred() const { return deferred_.has_value(); }

  // Our addresses, links or routes are other ones: what did not work is tried again.
  void network_changed();
  void connection_closed(const Link& link);
  void pong(const Target& from);

  std::vector<Hop> hops() override;
  std::unique_ptr<Ticket> make_ready(const Hop& hop, std::function<void(bool)> ready) override;
  void answered(const Hop& hop, unsigned status) override;
  void failed(const Hop& hop, const AttemptFailure& failure) override;
  Credentials credentials() const override { return credentials_of(settings_); }
  datamodel::AccountCounters& account_counters() override { return counters_; }

  // Ends quietly: nothing is sent, what is under way is abandoned.
  void stop();

  bool uses(const IpAddress& address) const;
  // The counters at which a message from that address is counted: those of the server that has it
  // among its targets.
  datamodel::ServerCounters* counters_for(const IpAddress& address);

 private:
  static constexpr unsigned working = 1;   // server 1
  static constexpr unsigned fallback = 2;  // server 2

  struct Deferred {
    AccountSettings settings{};
    std::string reason{};
  };

  struct Farewell {
    unsigned server = 0;
    std::unique_ptr<Binding> binding{};
  };

  void registered(unsigned server) override;
  void failed(unsigned server, const AttemptFailure& failure) override;
  void way_back_failed(unsigned server, const AttemptFailure& failure) override;
  void lease_ended(unsigned server) override;
  void attempt_failed(unsigned server, const AttemptFailure& failure) override;
  void moved(unsigned server, std::string_view kind, const std::string& detail) override;
  void released(unsigned server) override;
  bool is_last(unsigned server) const override;
  bool is_busy(unsigned server, const Target& target) const override;
  void take_leave(unsigned server, std::unique_ptr<Binding> binding) override;
  bool has_call() const override { return calls_ > 0; }

  ServerRegistration* server(unsigned number) const { return servers_[number - 1].get(); }
  bool is_registered(unsigned number) const {
    return server(number) != nullptr && server(number)->registered();
  }
  void make_server(unsigned number);
  void drop_server(unsigned number);
  void rebuild();
  void adapt(const AccountSettings& before);
  void adapt_server(unsigned number, const AccountSettings& before);
  Effect effect_at_once(const AccountSettings& settings, const std::string& reason) const;
  void take_over(const AccountSettings& settings, const std::string& reason);
  void start_what_is_due();
  void start_what_failed();
  void add_hops(unsigned number, std::vector<Hop>& hops);
  std::vector<unsigned> failed_servers() const;
  void go_successive();
  void forget_failures();

  void failed_successive(unsigned number, const AttemptFailure& failure);
  void failed_concurrent(unsigned number);
  void all_failed();
  void retry_later(unsigned number);
  void choose_control();
  void take_control(unsigned number);
  void arm_way_back();
  void wake_all();

  datamodel::AccountState state() const;
  bool is_quiet() const;  // sip.reg_surge_prevention
  datamodel::AccountMode mode() const;
  std::string_view place() const;  // a word of org.lineman.SipCore1.Place
  bool is_told() const;            // that it is where it is
  void show();
  void tell(std::string_view kind, unsigned number, std::string detail);

  Context& context_;
  const OnEvent& event_;
  AccountSettings settings_{};
  std::string reason_{};
  std::optional<Deferred> deferred_{};
  unsigned calls_ = 0;
  datamodel::AccountCounters counters_{};
  std::array<datamodel::ServerCounters, datamodel::servers_per_account> server_counters_{};
  std::array<std::unique_ptr<ServerRegistration>, datamodel::servers_per_account> servers_{};
  std::deque<std::shared_ptr<Farewell>> farewells_{};

  unsigned control_ = 0;         // which server has control; 0: none
  unsigned home_ = working;      // which had it last
  bool tried_fallback_ = false;  // successive: server 2 has had its turn in this round
  std::array<unsigned, datamodel::servers_per_account>
      failed_rounds_{};  // of a server one after the other; successive: of both, at the first
  std::array<std::optional<Cause>, datamodel::servers_per_account>
      failures_{};                                              // since its last success
  std::array<bool, datamodel::servers_per_account> counted_{};  // in all_servers_failed
  std::optional<datamodel::AccountState> failure_state_{};
  std::optional<datamodel::Failure> last_failure_{};
  std::array<std::unique_ptr<Timer>, datamodel::servers_per_account> retry_timers_{};
  std::unique_ptr<Timer> way_back_timer_{};
  std::unique_ptr<Timer>
      grace_timer_{};           // concurrent: what server 1 has before server 2 takes over
  bool first_is_late_ = false;  // that time is over
  std::unique_ptr<Timer> quiet_timer_{};  // the end of is_quiet()

  std::optional<IpAddress> home_address_{};  // where it was registered last
  bool changed_place_ = false;               // by configuration, and not registered since

  // What was shown last.
  datamodel::AccountState state_ = datamodel::AccountState::disabled;
  unsigned shown_server_ = 0;
  std::optional<Target> shown_target_{};
  std::int64_t since_ = 0;

  struct Told {
    std::string_view place{};
    std::optional<Target> target{};
    TimePoint since{};
  };
  Told told_{};  // by the last event

  std::int64_t registered_since_ = 0;
  std::uint64_t registered_generation_ = 0;
  // The last change that the server in control had to be told of: Running::configuration.
  std::uint64_t changed_under_ = 0;
  std::int64_t started_ = 0;
  SecondsMeter registered_time_;
  SecondsMeter down_time_;
};

}  // namespace lineman::sipcore
