// How often somebody may try a password.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "daemon/clock.hpp"

namespace lineman::web {

// An attempt counts as wrong from its beginning until it has turned out to be right: so many at
// once are no way around.
//
// - From one address (a /64 of IPv6), after `free_attempts` wrong ones, each next one has to wait
//   twice as long, up to longest_wait_of_address.
// - For one name, from all addresses together, likewise, up to longest_wait_of_name. This holds up
//   only addresses that have been wrong before: whoever guesses from many addresses does not lock
//   out the one who knows the password, whose first attempt is never held up by others.
// - What was wrong is forgotten after `memory` without another attempt, of an address also when a
//   password was right.
//
// Names that nobody has count as others do, so that nothing shows which ones there are. Each table
// is bounded; beyond that the entry that was quiet for longest goes. One thread; time is given.
class Attempts {
 public:
  static constexpr unsigned free_attempts = 5;
  static constexpr std::chrono::seconds longest_wait_of_address{900};
  static constexpr std::chrono::seconds longest_wait_of_name{30};
  static constexpr std::chrono::minutes memory{30};
  static constexpr std::size_t most_entries = 1024;

  // How long the next one has to wait; nothing: not at all.
  std::optional<Duration> wait(const std::string& address, const std::string& name,
                               TimePoint now) const;
  // One begins. It counts until it is taken back.
  void begin(const std::string& address, const std::string& name, TimePoint now);
  // It was right.
  void succeeded(const std::string& address, const std::string& name);

  std::size_t entries() const { return addresses_.size() + names_.size(); }

 private:
  struct Entry {
    unsigned wrong = 0;
    TimePoint last{};
    TimePoint open{};  // when the next one may begin
  };
  using Table = std::map<std::string, Entry>;

  static void forget_old(Table& table, TimePoint now);
  static void count(Table& table, const std::string& key, Duration longest, TimePoint now);
  static void take_back(Table& table, const std::string& key);

  Table addresses_{};
  Table names_{};
};

// Who is held to be one where attempts are limited (daemon/listening/source.hpp).
std::string party_of(const std::string& address);

}  // namespace lineman::web
