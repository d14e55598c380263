// A SIP engine that remembers what it was asked, and refuses what a test tells it to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sipcore/control/core_actions.hpp"

namespace lineman::sipcore {

class FakeActions : public CoreActions {
 public:
  explicit FakeActions(unsigned accounts = 2) {
    for (unsigned number = 1; number <= accounts; ++number) status.push_back({.account = number});
  }

  tl::expected<Phone::Prepared, Error> prepare(const std::vector<AccountConfiguration>& accounts,
                                               const Globals& globals) override {
    if (refusal) return tl::unexpected(*refusal);
    prepared = accounts;
    prepared_globals = globals;
    ++staged;
    return Phone::Prepared{std::make_unique<Stage>(*this, ++last_stage), effects};
  }
  void commit(std::unique_ptr<Phone::Staged> stage, std::uint64_t generation) noexcept override {
    committed.push_back(dynamic_cast<Stage&>(*stage).number);
    generations.push_back(generation);
  }
  std::vector<AccountEffect> load(const Load& load) override {
    loads.push_back(load);
    return effects;
  }
  std::vector<datamodel::AccountStatus> accounts() const override { return status; }
  datamodel::DnsCounters dns() const override { return {}; }
  std::vector<datamodel::HeldValue> held() const override { return held_values; }
  datamodel::SipTraffic traffic() const override { return told_traffic; }

  tl::expected<unsigned, Error> dial(const Dial& dial) override {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back("dial " + std::to_string(dial.account) + ' ' + dial.uri);
    return 7;
  }
  tl::expected<void, Error> hangup(unsigned call) override {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back("hangup " + std::to_string(call));
    return {};
  }
  std::vector<CallInfo> calls() const override { return call_list; }
  tl::expected<unsigned, Error> subscribe(const Subscribe& subscribe) override {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back("subscribe " + std::to_string(subscribe.account) + ' ' + subscribe.event + ' ' +
                    subscribe.uri);
    return 9;
  }
  tl::expected<void, Error> unsubscribe(unsigned subscription) override {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back("unsubscribe " + std::to_string(subscription));
    return {};
  }
  std::vector<SubscriptionInfo> subscriptions() const override { return subscription_list; }

  std::optional<Error> refusal;
  std::vector<AccountEffect> effects;
  std::vector<AccountConfiguration> prepared;
  Globals prepared_globals;
  std::vector<int> committed;              // numbers of stages
  std::vector<std::uint64_t> generations;  // those of the commits
  std::vector<Load> loads;
  std::vector<datamodel::AccountStatus> status;
  std::vector<datamodel::HeldValue> held_values;
  datamodel::SipTraffic told_traffic;
  int staged = 0;                  // stages that stand
  std::vector<std::string> asked;  // about calls and subscriptions
  std::vector<CallInfo> call_list;
  std::vector<SubscriptionInfo> subscription_list;

 private:
  struct Stage : Phone::Staged {
    Stage(FakeActions& its_owner, int its_number) : owner(its_owner), number(its_number) {}
    ~Stage() override { --owner.staged; }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    FakeActions& owner;
    int number;
  };
  int last_stage = 0;
};

}  // namespace lineman::sipcore
