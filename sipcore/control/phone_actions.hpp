// The SIP engine as the control socket sees it.
#pragma once

#include "sipcore/control/core_actions.hpp"

namespace lineman::sipcore {

// The phone outlives it.
class PhoneActions : public CoreActions {
 public:
  explicit PhoneActions(Phone& phone) : phone_(phone) {}

  tl::expected<Phone::Prepared, Error> prepare(const std::vector<AccountConfiguration>& accounts,
                                               const Globals& globals) override {
    return phone_.prepare(accounts, globals);
  }
  void commit(std::unique_ptr<Phone::Staged> staged, std::uint64_t generation) noexcept override {
    phone_.commit(std::move(staged), generation);
  }
  std::vector<AccountEffect> load(const Load& load) override { return phone_.load(load); }
  std::vector<datamodel::AccountStatus> accounts() const override { return phone_.accounts(); }
  datamodel::DnsCounters dns() const override { return phone_.dns(); }
  std::vector<datamodel::HeldValue> held() const override { return phone_.held(); }
  datamodel::SipTraffic traffic() const override { return phone_.traffic(); }

  tl::expected<unsigned, Error> dial(const Dial& dial) override { return phone_.dial(dial); }
  tl::expected<void, Error> hangup(unsigned call) override { return phone_.hangup(call); }
  std::vector<CallInfo> calls() const override { return phone_.calls(); }
  tl::expected<unsigned, Error> subscribe(const Subscribe& subscribe) override {
    return phone_.subscribe(subscribe);
  }
  tl::expected<void, Error> unsubscribe(unsigned subscription) override {
    return phone_.unsubscribe(subscription);
  }
  std::vector<SubscriptionInfo> subscriptions() const override { return phone_.subscriptions(); }

 private:
  Phone& phone_;
};

}  // namespace lineman::sipcore
