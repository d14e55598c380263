// All accounts over one transport: the phone without its sockets, so that tests can give it others.
#pragma once

#include <memory>
#include <vector>

#include "sipcore/calls/user_agent.hpp"
#include "sipcore/phone/phone.hpp"
#include "sipcore/phone/start_settings.hpp"
#include "sipcore/registration/account.hpp"
#include "sipcore/registration/configured_values.hpp"
#include "sipcore/registration/random_wait.hpp"

namespace lineman::sipcore {

// Pure. What prepare() and its like promise stands in phone.hpp.
class Engine : private Transport::Receiver, private Lines {
 public:
  struct Options {
    unsigned accounts = datamodel::maximum_accounts;
    bool icmp_fast_fail = true;
    std::string instance_id{};
    PickWait pick = random_wait;
    // Told once, before the first configuration is looked at: where to listen, how to ask DNS.
    std::function<void(const StartSettings&)> on_start = nullptr;
  };

  // All references outlive it.
  Engine(Clock& clock, Transport& transport, Resolver& resolver, const Options& options);
  ~Engine() override;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  tl::expected<Phone::Prepared, Error> prepare(const std::vector<AccountConfiguration>& accounts,
                                               const Globals& globals);
  datamodel::Problems check(const std::vector<AccountConfiguration>& accounts,
                            const Globals& globals) const;
  void commit(std::unique_ptr<Phone::Staged> staged, std::uint64_t generation);
  std::vector<AccountEffect> load(const Load& load);
  std::vector<datamodel::AccountStatus> accounts() const;
  std::vector<datamodel::HeldValue> held() const;
  // `listening` is the transport's to say.
  datamodel::SipTraffic traffic() const;
  // Calls, subscriptions, and what is answered to requests from outside.
  UserAgent& user_agent() { return user_agent_; }
  // Of the registrations that are made from now on; 0: none.
  void keep_alive_every(Duration interval) { keepalive_interval_ = interval; }
  void on_event(OnEvent call) { event_ = std::move(call); }
  void stop();

 private:
  class Stage;

  void received(const Target& from, std::string_view message) override;
  void connected(const Link& link) override;
  void failed(const Link& link, const TransportError& error) override;
  void closed(const Link& link) override;
  void network_changed() override;
  void discard(const Target& from);

  std::string reason_against(const AccountSettings& settings) const;
  RequestRouter* router(unsigned account) override;
  unsigned account_for(const Target& from, std::string_view user) override;
  datamodel::ServerCounters* counters_for(const Target& from, std::string_view user) override;
  Account* account(unsigned number) const;
  void start(const StartSettings& settings);
  void run(std::uint64_t generation);
  void apply(const AccountSettings& settings, const AccountValues& values,
             const std::string& reason);
  void tell_generation() const;
  tl::expected<void, Error> reserve(const AccountSettings& settings, Stage& stage);

  Clock& clock_;
  Transport& transport_;
  unsigned number_of_accounts_;
  TrafficMeter meter_{};
  Transactions transactions_;
  GlobalSettings globals_{};
  Running running_{};
  StartValues start_values_{};
  PickWait pick_;
  std::function<void(const StartSettings&)> on_start_;
  AccountNews account_news_{};
  Duration keepalive_interval_{};
  Context context_;
  OnEvent event_{};
  std::vector<std::unique_ptr<Account>> accounts_{};
  std::vector<ConfiguredValues> values_{};  // of each account
  UserAgent user_agent_;
  std::uint64_t loads_ = 0;
  bool stopped_ = false;
};

}  // namespace lineman::sipcore
