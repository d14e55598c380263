#include "tests/mibs/fake_phone.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"
#include "datamodel/rules.hpp"

namespace lineman::mibs::test {

using datamodel::Problem;
using datamodel::ProblemCode;
using datamodel::Problems;

Problems FakeConfiguration::problems_with(const TransactionRequest& request) const {
  Problems problems;
  auto next = values_;
  std::vector<datamodel::ParameterRef> touched;
  for (const auto& change : request.changes) {
    const auto& kind = change.parameter.parameter().kind;
    const auto verdict = datamodel::problem_with(kind, change.value);
    if (verdict != datamodel::Verdict::good) {
      problems.push_back({datamodel::code_of(verdict), name_of(change.parameter), change.value,
                          datamodel::explain(verdict, kind)});
      continue;
    }
    next.set(change.parameter, datamodel::canonical(kind, change.value));
    touched.push_back(change.parameter);
  }
  if (request.config_serial && *request.config_serial != serial_) {
    problems.push_back({ProblemCode::conflict, "", "", "another manager was faster"});
  }
  if (!problems.empty()) return problems;
  return datamodel::broken_rules(next, touched);
}

void FakeConfiguration::apply(const TransactionRequest& request) {
  std::string line = "commit " + request.asker.who;
  for (const auto& change : request.changes) {
    const auto& row = change.parameter.parameter();
    values_.set(change.parameter, datamodel::canonical(row.kind, change.value));
    line += ' ' + name_of(change.parameter) + '=' + change.value;
  }
  if (request.config_serial) ++serial_;
  ++generation_;
  last_ = {1'767'225'600, request.asker};
  record.push_back(line);
  if (changed) changed();
}

void FakeConfiguration::run(TransactionRequest request, OnOutcome answer) {
  Outcome outcome;
  outcome.problems = problems_with(request);
  if (run_fails) outcome.problems = {{ProblemCode::store_failed, "", "", "the disk is full"}};
  if (outcome.problems.empty()) apply(request);
  outcome.generation = generation_;
  boost::asio::post(io_, [answer = std::move(answer), outcome] { answer(outcome); });
}

TransactionId FakeConfiguration::begin(TransactionRequest request, OnPrepared answer) {
  record.emplace_back("begin " + std::to_string(request.changes.size()));
  const auto id = next_++;
  if (never_answers) return id;
  if (stalls) {
    stall_ = clock_.at(request.deadline, [answer = std::move(answer)] {
      answer({Problem{ProblemCode::busy, "", "", "another transaction holds the line"}});
    });
    return id;
  }
  auto problems = refusal ? Problems{*refusal} : problems_with(request);
  refusal.reset();
  if (problems.empty()) prepared_ = std::move(request);
  boost::asio::post(io_, [answer = std::move(answer), problems] { answer(problems); });
  return id;
}

void FakeConfiguration::commit(TransactionId /*id*/, OnOutcome answer) {
  Outcome outcome;
  if (commit_fails) {
    outcome.problems = {{ProblemCode::store_failed, "", "", "the disk is full"}};
  } else if (prepared_) {
    apply(*prepared_);
  } else {
    outcome.problems = {{ProblemCode::busy, "", "", "nothing is prepared"}};
  }
  prepared_.reset();
  outcome.generation = generation_;
  boost::asio::post(io_, [answer = std::move(answer), outcome] { answer(outcome); });
}

void FakeConfiguration::abort(TransactionId /*id*/) {
  prepared_.reset();
  record.emplace_back("abort");
}

void FakeConfiguration::set(const std::string& name, const std::string& value) {
  if (const auto parameter = datamodel::find(name, accounts_)) values_.set(*parameter, value);
  if (changed) changed();
}

namespace {

datamodel::TargetStatus target_of(unsigned account, unsigned server, unsigned target) {
  datamodel::TargetStatus status;
  status.address = "192.0.2." + std::to_string(account) + ":" + std::to_string(5000 + target);
  status.source = datamodel::TargetSource::a;
  status.state = datamodel::TargetState::up;
  status.registered = target == 1;
  status.ttl = 100 * account + 10 * server + target;
  status.rtt_us = 1500;
  return status;
}

// Each counter is a number of its own, so that a column that shows another one is noticed.
template <typename Counters>
void number(Counters& counters, std::uint64_t base) {
  for (auto& counter : counters) counter = ++base;
}

}  // namespace

FakeStatus::FakeStatus(boost::asio::io_context& io, unsigned accounts) : io_{io} {
  core_.instance = "core";
  core_.generation = 1;
  core_.started = 1'767'225'600;
  number(core_.counters, 9'000);
  number(core_.dns, 10'000);
  for (unsigned account = 1; account <= accounts; ++account) {
    datamodel::AccountStatus status;
    status.account = account;
    status.state = datamodel::AccountState::registered;
    status.server = 1;
    status.target = "192.0.2." + std::to_string(account) + ":5060";
    status.registered_since = 1'767'225'600 + account;
    number(status.counters, (std::uint64_t{1} << 40U) * account);
    for (unsigned server = 1; server <= 2; ++server) {
      auto& one = status.servers.at(server - 1);
      one.state = datamodel::TargetState::up;
      number(one.counters.server, 1'000 * account + 100 * server);
      for (auto& method : one.counters.methods) number(method, 100'000 * account + 1'000 * server);
      for (unsigned target = 1; target <= 3 - server; ++target) {
        one.targets.push_back(target_of(account, server, target));
      }
    }
    accounts_.push_back(status);
  }
}

void FakeStatus::count(unsigned account, const std::string& counter) {
  const auto* const row =
      std::ranges::find(datamodel::account_counters, counter, &datamodel::CounterRow::name);
  const auto at = static_cast<datamodel::AccountCounter>(row - datamodel::account_counters);
  ++accounts_.at(account - 1).counters[at];
}

void FakeStatus::set_state(unsigned account, datamodel::AccountState state) {
  accounts_.at(account - 1).state = state;
}

void FakeStatus::refresh(std::function<void()> done) {
  ++refreshed;
  is_old = false;
  boost::asio::post(io_, std::move(done));
}

}  // namespace lineman::mibs::test
