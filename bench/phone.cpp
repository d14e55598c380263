#include "bench/phone.hpp"

#include <ctime>
#include <stdexcept>

#include "agent/store/generation_file.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::bench {
namespace {

using datamodel::Parameter;
using datamodel::ParameterRef;
using datamodel::Type;

constexpr std::size_t history = 20;

// Values that can be anything of their kind, of accounts that stay disabled: no rule between
// parameters and no registrar has a say in them.
bool is_changeable(const Parameter& row) {
  if (!datamodel::belongs_to_account(row.table) || row.access == datamodel::Access::read_only) {
    return false;
  }
  if (row.name.empty() || row.name == "account.X.enable") return false;
  return row.kind.type == Type::text || row.kind.type == Type::boolean ||
         row.kind.type == Type::enumeration || row.kind.type == Type::unsigned_integer;
}

std::vector<ParameterRef> changeable_of(unsigned accounts) {
  std::vector<ParameterRef> refs;
  for (const auto ref : datamodel::all_of(accounts)) {
    if (is_changeable(ref.parameter())) refs.push_back(ref);
  }
  return refs;
}

// Another one in each round.
std::string value_of(const Parameter& row, unsigned round) {
  const auto& kind = row.kind;
  switch (kind.type) {
    case Type::boolean:
      return round % 2 == 0 ? "0" : "1";
    case Type::enumeration:
      return std::to_string(kind.labels[round % kind.labels.size()].number);
    case Type::unsigned_integer:
      return std::to_string(kind.minimum + round % (kind.maximum - kind.minimum + 1));
    default:
      return "value " + std::to_string(round);
  }
}

std::unique_ptr<agent::PosixFiles> open_files(const std::string& folder) {
  auto files = agent::PosixFiles::open(folder);
  if (!files) throw std::runtime_error(folder + ": " + files.error().message());
  return std::move(*files);
}

std::chrono::nanoseconds read_clock(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) throw std::runtime_error("no such clock");
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

Phone::Phone(const std::string& core, unsigned accounts, unsigned set)
    : accounts_(accounts),
      changeable_(changeable_of(accounts)),
      core_process_({.program = core,
                     .arguments = {"--config", folder_.write("lineman.conf", ""), "--runtime-dir",
                                   folder_.path("run"), "--set",
                                   "device.accounts=" + std::to_string(accounts)}}),
      files_(open_files(folder_.path("state"))),
      store_(*files_, accounts, history),
      core_(loop_, clock_, folder_.path("run/sipcore")),
      engine_({store_, disk_, core_, clock_},
              {.accounts = accounts, .history = history, .instance = "bench"},
              {.fatal = [](const std::string& why) { throw std::runtime_error(why); },
               .report = [](const std::string& /*sentence*/) {}},
              opened(set)) {
  engine_.add_publisher("bench", publisher_);
  if (!engine_.start()) throw std::runtime_error("the engine does not start");
  core_.start(engine_);
  while (engine_.applied_generation() != engine_.generation()) loop_.run_one();
  const auto connected = questions_.connect(folder_.path("run/sipcore"), {});
  if (!connected) throw std::runtime_error(connected.error());
}

agent::Store::Opened Phone::opened(unsigned set) {
  datamodel::Values factory;
  std::vector<unsigned> done(accounts_ + 1);
  for (const auto ref : changeable_) {
    if (done[ref.instance.account]++ < set) factory.set(ref, value_of(ref.parameter(), 3));
  }
  return store_.open(factory, 0).value();
}

void Phone::change(std::size_t values) {
  TransactionRequest request{.asker = {Door::control, "bench"}};
  request.deadline = clock_.now() + std::chrono::minutes(1);
  ++round_;
  for (std::size_t i = 0; i < values; ++i) {
    const auto ref = changeable_.at(i);
    request.changes.push_back({ref, value_of(ref.parameter(), round_)});
  }
  bool answered = false;
  engine_.run(std::move(request), [&](const Outcome& outcome) {
    if (outcome.refused()) {
      throw std::runtime_error(outcome.problems[0].name + ' ' + outcome.problems[0].sentence);
    }
    if (outcome.changed.size() != values) throw std::runtime_error("not every value was new");
    answered = true;
  });
  while (!answered) loop_.run_one();
}

void Phone::ask_core() {
  bool answered = false;
  questions_.call({.method = "org.varlink.service.GetInfo"}, std::chrono::seconds(10),
                  [&](const varlink::Answer& answer) {
                    if (!answer) throw std::runtime_error(answer.error().sentence);
                    answered = true;
                  });
  while (!answered) loop_.run_one();
}

std::size_t Phone::size_of_generation() {
  return agent::print_generation(store_.read(engine_.generation()).value()).size();
}

std::chrono::nanoseconds Phone::used() const {
  return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

std::chrono::nanoseconds Phone::used_by_core() const {
  clockid_t clock{};
  if (clock_getcpuclockid(core_process_.pid(), &clock) != 0) {
    throw std::runtime_error("the core is gone");
  }
  return read_clock(clock);
}

}  // namespace lineman::bench
