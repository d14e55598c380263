// How long a durable change takes and what it costs; bench/configuration.py runs it and says what
// the figures mean.
//
//   bench_transaction duration VALUES ROUNDS
//     A change of so many values, the bare file operations that it cannot do without (write, fsync,
//     rename and fsync of the folder, of as many octets) and a round trip to the core, in turns on
//     the disk of TMPDIR; on a memory file system the figures mean nothing.
//   bench_transaction cost ACCOUNTS SET ROUNDS
//     Processor time of a change of one value on a phone with so many accounts, SET values of each
//     of which are set.
//
// Prints one JSON object; times in microseconds, medians where there is more than one.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/bare_files.hpp"
#include "bench/phone.hpp"
#include "daemon/log.hpp"

namespace lineman::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr unsigned usual_accounts = std::min(16U, datamodel::maximum_accounts);

// Beside this program.
std::string core_program() {
  return std::filesystem::read_symlink("/proc/self/exe").replace_filename("lineman-sipcored");
}

double microseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

double time_of(const std::function<void()>& work) {
  const auto start = SteadyClock::now();
  work();
  return microseconds(SteadyClock::now() - start);
}

double median(std::vector<double> all) {
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

int duration(std::size_t values, unsigned rounds) {
  Phone phone(core_program(), usual_accounts, 0);
  values = std::min(values, phone.changeable());
  phone.change(values);
  const std::string content(phone.size_of_generation(), 'x');
  BareFiles files(phone.folder());
  std::vector<double> ours;
  std::vector<double> bare;
  std::vector<double> core;
  const std::function<void()> measurements[] = {
      [&] { ours.push_back(time_of([&] { phone.change(values); })); },
      [&] {
        bare.push_back(time_of([&] { files.write(content); }));
        files.forget_old();
      },
      [&] { core.push_back(time_of([&] { phone.ask_core(); })); }};
  // Each comes first as often as the others: a disk that has just synced is another one.
  for (unsigned round = 0; round < rounds; ++round) {
    for (unsigned i = 0; i < 3; ++i) measurements[(round + i) % 3]();
  }
  const auto in_a_row = time_of([&] {
    for (unsigned round = 0; round < rounds; ++round) phone.change(values);
  });
  std::printf(
      "{\"values\": %zu, \"accounts\": %u, \"octets\": %zu, \"rounds\": %u, \"change\": %.1f, "
      "\"bare\": %.1f, \"core\": %.1f, \"in_a_row\": %.1f}\n",
      values, usual_accounts, content.size(), rounds, median(ours), median(bare), median(core),
      in_a_row / rounds);
  return 0;
}

int cost(unsigned accounts, unsigned set, unsigned rounds) {
  Phone phone(core_program(), accounts, set);
  for (int i = 0; i < 3; ++i) phone.change(1);
  const auto before = phone.used();
  const auto before_of_core = phone.used_by_core();
  for (unsigned round = 0; round < rounds; ++round) phone.change(1);
  std::printf(
      "{\"accounts\": %u, \"set\": %u, \"octets\": %zu, \"rounds\": %u, \"agent\": %.1f, "
      "\"core\": %.1f}\n",
      accounts, set, phone.size_of_generation(), rounds,
      microseconds(phone.used() - before) / rounds,
      microseconds(phone.used_by_core() - before_of_core) / rounds);
  return 0;
}

int run(const std::vector<std::string>& words) {
  const auto number = [&](std::size_t i) { return static_cast<unsigned>(std::stoul(words.at(i))); };
  if (words.at(0) == "duration") return duration(number(1), std::max(1U, number(2)));
  if (words.at(0) == "cost") return cost(number(1), number(2), std::max(1U, number(3)));
  throw std::invalid_argument(words[0] + " is neither duration nor cost");
}

}  // namespace
}  // namespace lineman::bench

int main(int count, char** arguments) {
  try {
    lineman::log::set_up("bench_transaction", lineman::log::Level::error,
                         lineman::log::Target::standard_error);
    return lineman::bench::run({arguments + 1, arguments + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_transaction: %s\n", error.what());
    return 1;
  }
}
