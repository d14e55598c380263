#include "web/login/attempts.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "daemon/listening/source.hpp"

namespace lineman::web {
namespace {

// 1, 2, 4, ... seconds.
Duration wait_after(unsigned beyond, Duration longest) {
  constexpr unsigned most_doublings = 20;
  return std::min<Duration>(std::chrono::seconds{1U << std::min(beyond, most_doublings)}, longest);
}

}  // namespace

std::optional<Duration> Attempts::wait(const std::string& address, const std::string& name,
                                       TimePoint now) const {
  const auto from = addresses_.find(address);
  if (from == addresses_.end()) return std::nullopt;
  auto open = from->second.open;
  if (const auto of = names_.find(name); of != names_.end()) open = std::max(open, of->second.open);
  if (open <= now) return std::nullopt;
  return open - now;
}

void Attempts::begin(const std::string& address, const std::string& name, TimePoint now) {
  forget_old(addresses_, now);
  forget_old(names_, now);
  count(addresses_, address, longest_wait_of_address, now);
  count(names_, name, longest_wait_of_name, now);
}

void Attempts::succeeded(const std::string& address, const std::string& name) {
  addresses_.erase(address);
  take_back(names_, name);
}

void Attempts::forget_old(Table& table, TimePoint now) {
  std::erase_if(table, [&](const auto& each) { return now - each.second.last > memory; });
}

void Attempts::count(Table& table, const std::string& key, Duration longest, TimePoint now) {
  if (table.size() >= most_entries && !table.contains(key)) {
    table.erase(
        std::ranges::min_element(table, {}, [](const auto& each) { return each.second.last; }));
  }
  auto& entry = table[key];
  entry.last = now;
  if (++entry.wrong < free_attempts) return;
  entry.open = now + wait_after(entry.wrong - free_attempts, longest);
}

void Attempts::take_back(Table& table, const std::string& key) {
  const auto found = table.find(key);
  if (found == table.end()) return;
  found->second.open = {};
  if (--found->second.wrong == 0) table.erase(found);
}

std::string party_of(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = boost::asio::ip::make_address(address, error);
  return error ? address : daemon::source_of(parsed);
}

}  // namespace lineman::web
