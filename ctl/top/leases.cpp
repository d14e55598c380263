#include "ctl/top/leases.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl::top {
namespace {

using boost::json::object;

// By how many seconds the end of a lease may differ from one status to the next.
constexpr std::int64_t rounding = 2;

// Takes what stands in front off a text.
bool skip(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

std::uint64_t take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc{} ? number : 0;
}

// Account and server of "account.1.sip_server.2.expires".
std::optional<std::pair<std::uint64_t, std::uint64_t>> place_of(std::string_view name) {
  if (!skip(name, "account.")) return std::nullopt;
  const auto account = take_number(name);
  if (!skip(name, ".sip_server.")) return std::nullopt;
  const auto server = take_number(name);
  return name == ".expires" ? std::optional{std::pair{account, server}} : std::nullopt;
}

}  // namespace

void Leases::take_requested(const object& values) {
  for_each_object(array_of(values, "values"), [&](const object& value) {
    const auto place = place_of(text_of(value, "name"));
    auto text = text_of(value, "effective");
    std::string_view digits = text;
    if (place) requested_[*place] = static_cast<std::int64_t>(take_number(digits));
  });
}

void Leases::take_status(const object& status, std::int64_t now) {
  for_each_object(array_of(status, "accounts"), [&](const object& account) {
    const auto number = number_of(account, "account");
    const auto ends = seconds_of(text_of(account, "expires_at"));
    if (!ends) {
      of_accounts_.erase(number);
      return;
    }
    const auto left = *ends - now;
    const auto known = of_accounts_.find(number);
    if (known == of_accounts_.end()) {
      const auto length = std::max(left, requested(number, number_of(account, "server")));
      of_accounts_[number] = {.ends = *ends, .length = length};
    } else if (*ends > known->second.ends + rounding) {
      known->second = {.ends = *ends, .length = left};
    } else {
      known->second.ends = *ends;
    }
  });
}

std::int64_t Leases::requested(std::uint64_t account, std::uint64_t server) const {
  const auto found = requested_.find({account, server});
  return found == requested_.end() ? 0 : found->second;
}

double Leases::part_left(const object& account, std::int64_t now) const {
  const auto found = of_accounts_.find(number_of(account, "account"));
  if (found == of_accounts_.end() || found->second.length <= 0) return 0;
  const auto left = static_cast<double>(found->second.ends - now);
  return std::clamp(left / static_cast<double>(found->second.length), 0.0, 1.0);
}

}  // namespace lineman::ctl::top
