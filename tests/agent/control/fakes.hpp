// A configuration and a status that a test writes itself, for what stands on top of them.
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "agent/interfaces/calls.hpp"
#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/history.hpp"
#include "agent/interfaces/status.hpp"

namespace lineman::test {

class FakeConfiguration : public Configuration {
 public:
  const datamodel::Values& values() const override { return values_; }
  std::uint64_t generation() const override { return number; }
  std::uint64_t applied_generation() const override { return 40; }
  LastChange last_change() const override { return last; }
  std::uint32_t config_serial() const override { return 7; }
  const std::string& parameter_key() const override { return key_; }
  GuardState guard() const override { return guard_state; }
  unsigned accounts() const override { return 2; }

  void run(TransactionRequest request, OnOutcome answer) override {
    requests.push_back(std::move(request));
    answer(outcome);
  }
  TransactionId begin(TransactionRequest, OnPrepared) override { return 0; }
  void commit(TransactionId, OnOutcome) override {}
  void abort(TransactionId) override {}
  void confirm_guard(std::function<void(const datamodel::Problems&)> answer) override {
    answer(guard_state.runs() ? datamodel::Problems{} : no_guard);
  }

  void set(std::string_view name, std::string_view value) {
    values_.set(datamodel::find_by_name(name, accounts()).value(), value);
  }

  std::uint64_t number = 41;
  LastChange last;
  GuardState guard_state;
  datamodel::Problems no_guard{{datamodel::ProblemCode::conflict, {}, {}, "no guard runs"}};
  std::vector<TransactionRequest> requests;
  Outcome outcome;

 private:
  datamodel::Values values_;
  std::string key_;
};

class FakeHistory : public History {
 public:
  std::vector<GenerationSummary> generations() const override { return summaries; }
  void read(std::uint64_t generation, OnValues answer) override {
    const auto found = kept.find(generation);
    if (found == kept.end()) {
      answer(tl::unexpected("generations/" + std::to_string(generation) +
                            ": No such file or directory"));
    } else {
      answer(found->second);
    }
  }

  std::vector<GenerationSummary> summaries;
  std::map<std::uint64_t, datamodel::Values> kept;
};

class FakeStatus : public Status {
 public:
  FakeStatus() {
    accounts_list[0].account = 1;
    accounts_list[1].account = 2;
  }
  bool core_is_connected() const override { return connected; }
  std::int64_t connected_since() const override { return 0; }
  const datamodel::CoreStatus& core() const override { return core_status; }
  std::span<const datamodel::AccountStatus> accounts() const override { return accounts_list; }
  AcsState acs() const override { return acs_state; }
  std::chrono::milliseconds age() const override { return taken_ago; }
  void refresh(std::function<void()> done) override {
    ++refreshed;
    done();
  }

  AcsState acs_state{};
  bool connected = true;
  std::chrono::milliseconds taken_ago{12};
  int refreshed = 0;
  datamodel::CoreStatus core_status;
  std::array<datamodel::AccountStatus, 2> accounts_list;
};

// A core that remembers what it was asked, and answers at once.
class FakeCalls : public Calls {
 public:
  void dial(const sipcore::Dial& dial, OnNumber answer) override {
    asked.push_back("dial " + std::to_string(dial.account) + ' ' + dial.uri);
    give<unsigned>(answer, 7);
  }
  void hangup(unsigned call, OnDone answer) override {
    asked.push_back("hangup " + std::to_string(call));
    done(answer);
  }
  void calls(OnCalls answer) override { give(answer, call_list); }
  void subscribe(const sipcore::Subscribe& subscribe, OnNumber answer) override {
    asked.push_back("subscribe " + std::to_string(subscribe.account) + ' ' + subscribe.event + ' ' +
                    subscribe.uri);
    give<unsigned>(answer, 9);
  }
  void unsubscribe(unsigned subscription, OnDone answer) override {
    asked.push_back("unsubscribe " + std::to_string(subscription));
    done(answer);
  }
  void subscriptions(OnSubscriptions answer) override { give(answer, subscription_list); }

  std::vector<std::string> asked;
  std::optional<sipcore::Error> refusal;
  std::vector<sipcore::CallInfo> call_list;
  std::vector<sipcore::SubscriptionInfo> subscription_list;

 private:
  template <typename T>
  void give(const On<T>& answer, T value) const {
    if (refusal) return answer(tl::unexpected(*refusal));
    answer(std::move(value));
  }
  void done(const OnDone& answer) const {
    if (refusal) return answer(tl::unexpected(*refusal));
    answer({});
  }
};

}  // namespace lineman::test
