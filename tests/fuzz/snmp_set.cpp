// Whatever variables a SET has: what is taken is what the configuration takes, a refusal names one
// of them and changes nothing, and what was set reads as it was sent.
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "mibs/objects/set_plan.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs {
namespace {

constexpr unsigned accounts = 3;
constexpr std::size_t most_variables = 32;

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

class Phone : public Extent {
 public:
  unsigned accounts() const override { return mibs::accounts; }
  unsigned targets(unsigned /*account*/, unsigned server) const override { return server; }
  IndexRange events() const override { return {7, 9}; }
  unsigned receivers() const override { return 2; }
};

using Name = std::vector<Arc>;

std::vector<Name> all_names(const ObjectTree& tree) {
  std::vector<Name> names;
  Name at;
  while (const auto cell = tree.next(at)) {
    std::array<Arc, ObjectTree::longest> arcs{};
    const auto count = ObjectTree::write(*cell, arcs);
    at.assign(arcs.begin(), arcs.begin() + static_cast<std::ptrdiff_t>(count));
    names.push_back(at);
  }
  return names;
}

// One variable: a name that exists or any other, a type, and a value.
class Variable {
 public:
  Variable(lineman::test::Input& input, const std::vector<Name>& names) {
    if (const auto way = input.octet(); way < 200) {
      name_ = names[input.number(2) % names.size()];
    } else {
      for (unsigned count = way % 8U; count > 0; --count) name_.push_back(input.number(4));
    }
    sent_.syntax = static_cast<Syntax>(input.octet() % 5);
    if (sent_.syntax == Syntax::octets) text_ = input.text(input.number(2) % 2'100);
    if (sent_.syntax == Syntax::integer) sent_.number = static_cast<std::int32_t>(input.number(4));
    if (sent_.syntax == Syntax::unsigned32) {
      sent_.number = static_cast<std::int64_t>(input.number(4));
    }
  }

  Arcs name() const { return name_; }
  SentValue sent() const { return {sent_.syntax, sent_.number, text_}; }

 private:
  Name name_;
  SentValue sent_{};
  std::string text_;
};

// The same as it reads afterwards.
void demand_reads_as_sent(const Change& change, std::string_view stored, const SentValue& sent) {
  const auto& row = change.parameter.parameter();
  const auto shown = to_snmp(row, stored);
  demand(shown.syntax == sent.syntax, "it reads with another type\n");
  if (row.secret) return demand(shown.text.empty(), "a secret is shown\n");
  const auto again =
      from_snmp(row, {shown.syntax, static_cast<std::int64_t>(shown.number), shown.text});
  demand(again && datamodel::canonical(row.kind, *again) == stored, "it reads otherwise\n");
}

void demand_is_permitted(const Change& change, bool secure) {
  const auto& row = change.parameter.parameter();
  demand(row.access == datamodel::Access::read_write, "what is read-only is taken\n");
  demand(secure || !row.secret, "a secret is taken from anybody\n");
  demand(change.parameter.instance.account <= accounts, "a row is taken that is not there\n");
  demand(datamodel::problem_with(row.kind, change.value) == datamodel::Verdict::good,
         "a value is taken that the table refuses\n");
}

// One SET on a phone of its own.
class Set {
 public:
  explicit Set(const ObjectTree& tree, bool secure) : plan_{tree, secure}, secure_{secure} {}

  void take(const Variable& variable) {
    const auto before = plan_.changes().size();
    const auto error = plan_.take(variable.name(), variable.sent());
    ++variables_;
    refused_ = refused_ || error != SnmpError::none;
    const auto& changes = plan_.changes();
    demand(changes.size() <= before + 1, "one variable is two changes\n");
    if (changes.size() == before) return;
    demand(error == SnmpError::none, "what is refused is taken\n");
    demand_is_permitted(changes.back(), secure_);
    last_[changes.back().parameter] = &variable;
  }

  void run() {
    const auto before = configuration_.values();
    // As in RESERVE1: with one error nothing is begun.
    if (refused_) return;
    const auto request = plan_.transaction({Door::snmp, "somebody"}, clock_.now());
    Outcome outcome;
    configuration_.run(request, [&](const Outcome& answer) { outcome = answer; });
    io_.poll();
    for (const auto& problem : outcome.problems) {
      demand(plan_.blamed_for(problem) < variables_, "nobody is to blame\n");
    }
    if (outcome.refused()) {
      return demand(configuration_.values() == before, "a refusal has changed something\n");
    }
    for (const auto& change : request.changes) {
      const auto stored = configuration_.values().get(change.parameter);
      demand_reads_as_sent(change, stored, last_.at(change.parameter)->sent());
    }
  }

 private:
  boost::asio::io_context io_;
  lineman::test::FakeClock clock_;
  test::FakeConfiguration configuration_{io_, clock_, accounts};
  SetPlan plan_;
  bool secure_;
  bool refused_ = false;
  std::size_t variables_ = 0;
  std::map<datamodel::ParameterRef, const Variable*> last_;
};

}  // namespace
}  // namespace lineman::mibs

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::mibs;
  static const Phone phone;
  static const ObjectTree tree{phone};
  static const auto names = all_names(tree);
  lineman::test::Input input{data, size};
  Set set{tree, input.octet() % 2 == 1};
  std::vector<Variable> variables;
  while (!input.empty() && variables.size() < most_variables) variables.emplace_back(input, names);
  for (const auto& variable : variables) set.take(variable);
  set.run();
  return 0;
}
