// A configuration in memory and a status made of recognisable numbers, for tests of the SNMP door.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"

namespace lineman::mibs::test {

// Validates as the engine does and records what was asked. Answers from the loop.
class FakeConfiguration : public Configuration {
 public:
  FakeConfiguration(boost::asio::io_context& io, Clock& clock, unsigned accounts)
      : io_{io}, clock_{clock}, accounts_{accounts} {}

  const datamodel::Values& values() const override { return values_; }
  std::uint64_t generation() const override { return generation_; }
  std::uint64_t applied_generation() const override { return generation_; }
  GuardState guard() const override {
    return {.generation = 41, .seconds_left = 42, .waiting_for = {1, 3}};
  }
  void confirm_guard(std::function<void(const datamodel::Problems&)>) override {}
  LastChange last_change() const override { return last_; }
  std::uint32_t config_serial() const override { return serial_; }
  const std::string& parameter_key() const override { return key_; }
  unsigned accounts() const override { return accounts_; }

  void run(TransactionRequest request, OnOutcome answer) override;
  TransactionId begin(TransactionRequest request, OnPrepared answer) override;
  void commit(TransactionId id, OnOutcome answer) override;
  void abort(TransactionId id) override;

  // Changes a value as another door would.
  void set(const std::string& name, const std::string& value);

  bool stalls = false;         // begin() answers busy at its deadline only
  bool never_answers = false;  // begin() does not answer at all
  bool commit_fails = false;
  bool run_fails = false;
  std::optional<datamodel::Problem> refusal{};  // what the next begin() answers, whatever is asked
  std::function<void()> changed{};
  std::vector<std::string> record{};  // what happened, one line each

 private:
  datamodel::Problems problems_with(const TransactionRequest& request) const;
  void apply(const TransactionRequest& request);

  boost::asio::io_context& io_;
  Clock& clock_;
  unsigned accounts_;
  datamodel::Values values_;
  std::uint64_t generation_ = 1;
  std::uint32_t serial_ = 7;
  std::string key_;
  LastChange last_{};
  TransactionId next_ = 1;
  std::optional<TransactionRequest> prepared_{};
  std::unique_ptr<Timer> stall_;
};

class FakeStatus : public Status {
 public:
  FakeStatus(boost::asio::io_context& io, unsigned accounts);

  bool core_is_connected() const override { return connected; }
  std::int64_t connected_since() const override { return since; }
  const datamodel::CoreStatus& core() const override { return core_; }
  std::span<const datamodel::AccountStatus> accounts() const override { return accounts_; }
  AcsState acs() const override { return acs_state; }
  std::chrono::milliseconds age() const override {
    return is_old ? std::chrono::hours{1} : std::chrono::milliseconds{0};
  }
  void refresh(std::function<void()> done) override;
  datamodel::CoreStatus& changeable() { return core_; }

  // What the SIP core would say: a counter by its name grows, the account is in another state.
  void count(unsigned account, const std::string& counter);
  void set_state(unsigned account, datamodel::AccountState state);

  AcsState acs_state{};
  bool connected = true;
  std::int64_t since = 0;
  bool is_old = false;
  unsigned refreshed = 0;

 private:
  boost::asio::io_context& io_;
  datamodel::CoreStatus core_;
  std::vector<datamodel::AccountStatus> accounts_;
};

}  // namespace lineman::mibs::test
