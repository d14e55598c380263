// How long a durable change takes, beside the bare file operations that it cannot do without:
// write, fsync, rename and fsync of the folder, of the same number of octets, on the same disk, in
// turns within one run.
//
//   build/release/bin/bench_transaction            in TMPDIR; on a memory file system the figures
//   mean nothing
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <stdexcept>

#include "agent/disk_worker.hpp"
#include "agent/generation_file.hpp"
#include "agent/posix_files.hpp"
#include "agent/transaction_engine.hpp"
#include "daemon/asio_clock.hpp"
#include "tests/support/fake_sip_core.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr unsigned accounts = 16;

struct SilentPublisher : Publisher {
  void publish(const Generation&) override {}
};

class Phone {
 public:
  Phone() {
    engine_.add_publisher("bench", publisher_);
    if (!engine_.start()) throw std::runtime_error("the engine does not start");
    core_.set_absence(Duration::zero());
    core_.start(engine_);
    while (engine_.applied_generation() != engine_.generation()) loop_.run_one();
  }

  // Asks for `values` new values and waits for the yes.
  void change(std::int64_t values) {
    TransactionRequest request{.asker = {Door::control, "bench"}};
    request.deadline = clock_.now() + std::chrono::minutes(1);
    ++round_;
    for (std::int64_t i = 0; i < values; ++i) {
      const auto name = "account." + std::to_string(1 + i % accounts) + ".sip_server." +
                        std::to_string(1 + i / accounts) + ".expires";
      request.changes.push_back(
          {*datamodel::find_by_name(name, accounts), std::to_string(60 + round_ % 3'000)});
    }
    bool answered = false;
    engine_.run(std::move(request), [&](const Outcome& outcome) {
      if (outcome.refused()) throw std::runtime_error(outcome.problems[0].sentence);
      answered = true;
    });
    while (!answered) loop_.run_one();
  }

  // Lets the marks of the doors and the history be brought up to date.
  void rest() {
    loop_.restart();
    loop_.run();
    loop_.restart();
  }

  std::size_t size_of_generation() {
    return print_generation(store_.read(engine_.generation()).value()).size();
  }
  std::string folder() const { return folder_.path("state"); }

 private:
  test::ScratchFolder folder_;
  boost::asio::io_context loop_;
  daemon::AsioClock clock_{loop_};
  std::unique_ptr<PosixFiles> files_ = std::move(PosixFiles::open(folder_.path("state")).value());
  Store store_{*files_, accounts, 20};
  DiskWorker disk_{loop_};
  test::FakeSipCore core_{clock_};
  SilentPublisher publisher_;
  TransactionEngine engine_{{store_, disk_, core_, clock_},
                            {.accounts = accounts, .history = 20, .instance = "bench"},
                            {.fatal = [](const std::string& why) { throw std::runtime_error(why); },
                             .report = [](const std::string&) {}},
                            store_.open({}, 0).value()};
  unsigned round_ = 0;
};

// Files of the same size as the generations', each under a name of its own as those are, by nothing
// but system calls.
class BareFiles {
 public:
  explicit BareFiles(const std::string& state) : folder_(state + "/bare") {
    if (::mkdir(folder_.c_str(), 0700) != 0) throw std::runtime_error("cannot make " + folder_);
  }

  void write(const std::string& content) {
    const auto name = folder_ + '/' + std::to_string(++number_);
    const auto fresh = name + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto size = static_cast<ssize_t>(content.size());
    const bool written = ::write(file, content.data(), content.size()) == size;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    const bool renamed = ::rename(fresh.c_str(), name.c_str()) == 0;
    const int directory = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool folder_synced = ::fsync(directory) == 0;
    ::close(directory);
    if (!written || !synced || !renamed || !folder_synced)
      throw std::runtime_error("the disk failed");
  }

  // What the store does to its history.
  void forget_old() {
    if (number_ > 20) ::unlink((folder_ + '/' + std::to_string(number_ - 20)).c_str());
  }

 private:
  std::string folder_;
  unsigned number_ = 0;
};

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// The time of an iteration is the transaction's, from the call to the answer; the counters have the
// bare one's.
void transaction(benchmark::State& state) {
  Phone phone;
  phone.change(state.range(0));
  phone.rest();
  const std::string content(phone.size_of_generation(), 'x');
  BareFiles files(phone.folder());
  double ours = 0;
  double bare = 0;
  const auto measure_ours = [&] {
    const auto start = SteadyClock::now();
    phone.change(state.range(0));
    const auto taken = seconds_since(start);
    ours += taken;
    state.SetIterationTime(taken);
    phone.rest();
  };
  const auto measure_bare = [&] {
    const auto start = SteadyClock::now();
    files.write(content);
    bare += seconds_since(start);
    files.forget_old();
  };
  // Each comes first every other time: a disk that has just synced is another one.
  bool ours_first = false;
  for (auto _ : state) {
    ours_first = !ours_first;
    if (ours_first) measure_ours();
    measure_bare();
    if (!ours_first) measure_ours();
  }
  state.counters["octets"] = static_cast<double>(content.size());
  state.counters["bare_us"] = benchmark::Counter(bare * 1e6, benchmark::Counter::kAvgIterations);
  state.counters["times_bare"] = ours / bare;
}
BENCHMARK(transaction)->Arg(1)->Arg(20)->UseManualTime()->Unit(benchmark::kMicrosecond);

// One after the other without a pause, as a script does it: the marks of the doors are written in
// between.
void transactions_in_a_row(benchmark::State& state) {
  Phone phone;
  for (auto _ : state) phone.change(state.range(0));
  phone.rest();
}
BENCHMARK(transactions_in_a_row)->Arg(1)->UseRealTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lineman::agent

BENCHMARK_MAIN();
