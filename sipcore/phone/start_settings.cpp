#include "sipcore/phone/start_settings.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sipcore/registration/value_reader.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::chrono::seconds shortest_query_timeout{1};

constexpr std::string_view listen_port = "sip.listen_port";
constexpr std::string_view surge_prevention = "sip.reg_surge_prevention";
constexpr std::string_view query_timeout = "static.network.dns.query_timeout";
constexpr std::string_view retry_times = "static.network.dns.retry_times";

// Each value under its name, as it acts.
std::array<datamodel::HeldValue, 4> named(const StartSettings& settings) {
  return {{{std::string(listen_port), std::to_string(settings.listen_port)},
           {std::string(surge_prevention), std::to_string(settings.surge_prevention.count())},
           {std::string(query_timeout), std::to_string(settings.dns_query_timeout.count())},
           {std::string(retry_times), std::to_string(settings.dns_retry_times)}}};
}

}  // namespace

StartSettings start_settings(const Globals& globals) {
  const ValueReader values(globals, "", true);
  return {.listen_port = static_cast<std::uint16_t>(values.number(listen_port)),
          .surge_prevention = values.seconds(surge_prevention),
          .dns_query_timeout = std::max(values.seconds(query_timeout), shortest_query_timeout),
          .dns_retry_times = static_cast<unsigned>(values.number(retry_times))};
}

bool StartValues::begin(const StartSettings& settings) {
  if (acting_) return false;
  acting_ = configured_ = settings;
  return true;
}

bool StartValues::would_wait(const StartSettings& settings) const {
  if (!acting_) return false;
  const auto acting = named(*acting_);
  const auto before = named(configured_);
  const auto after = named(settings);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] != acting[i] && after[i] != before[i]) return true;
  }
  return false;
}

std::vector<datamodel::HeldValue> StartValues::held() const {
  std::vector<datamodel::HeldValue> waiting;
  if (!acting_) return waiting;
  const auto configured = named(configured_);
  std::ranges::copy_if(named(*acting_), std::back_inserter(waiting), [&](const auto& value) {
    return std::ranges::find(configured, value) == configured.end();
  });
  return waiting;
}

}  // namespace lineman::sipcore
