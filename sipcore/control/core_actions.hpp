// What the control socket asks of the SIP engine: the seam between the two, so that each is tested
// without the other.
#pragma once

#include <memory>
#include <tl/expected.hpp>
#include <vector>

#include "sipcore/phone/phone.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

// Each function promises what the one of the same name in Phone does. One thread: the loop's.
class CoreActions {
 public:
  virtual ~CoreActions() = default;

  virtual tl::expected<Phone::Prepared, Error> prepare(
      const std::vector<AccountConfiguration>& accounts, const Globals& globals) = 0;
  virtual void commit(std::unique_ptr<Phone::Staged> staged, std::uint64_t generation) noexcept = 0;
  virtual std::vector<AccountEffect> load(const Load& load) = 0;

  virtual std::vector<datamodel::AccountStatus> accounts() const = 0;
  virtual datamodel::DnsCounters dns() const = 0;
  virtual std::vector<datamodel::HeldValue> held() const = 0;
  virtual datamodel::SipTraffic traffic() const = 0;

  virtual tl::expected<unsigned, Error> dial(const Dial& dial) = 0;
  virtual tl::expected<void, Error> hangup(unsigned call) = 0;
  virtual std::vector<CallInfo> calls() const = 0;
  virtual tl::expected<unsigned, Error> subscribe(const Subscribe& subscribe) = 0;
  virtual tl::expected<void, Error> unsubscribe(unsigned subscription) = 0;
  virtual std::vector<SubscriptionInfo> subscriptions() const = 0;
};

}  // namespace lineman::sipcore
