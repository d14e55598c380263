#include "mibs/notifications/event_details.hpp"

#include <string_view>

namespace lineman::mibs {
namespace {

using datamodel::AccountCounter;

struct Cause {
  AccountCounter counter;
  std::string_view text;
};

constexpr Cause causes[] = {
    {AccountCounter::failovers_timeout, "a target was silent"},
    {AccountCounter::failovers_icmp, "an ICMP error"},
    {AccountCounter::failovers_connect, "a connection was refused or lost"},
    {AccountCounter::failovers_tls, "the TLS handshake or the certificate failed"},
    {AccountCounter::failovers_response, "a response such as 503"},
    {AccountCounter::failovers_dns, "a name did not resolve"},
    {AccountCounter::failovers_keepalive, "a keepalive was not answered"},
};

}  // namespace

std::string failure_text(const datamodel::AccountStatus& now) {
  if (!now.last_failure) return "no reason is known";
  const auto& failure = *now.last_failure;
  if (failure.code == 0) return failure.reason;
  return std::to_string(failure.code) + ' ' + failure.reason;
}

std::string place_text(const std::string& place, unsigned server) {
  if (!place.empty()) return place;
  return server == 0 ? "no server" : "server " + std::to_string(server);
}

std::string cause_text(const datamodel::AccountStatus& now,
                       const datamodel::AccountCounters& grown) {
  std::string text;
  for (const auto& cause : causes) {
    if (grown[cause.counter] == 0) continue;
    if (!text.empty()) text += ", ";
    text += cause.text;
  }
  return text.empty() ? failure_text(now) : text;
}

std::string times_text(std::uint64_t count) {
  return count < 2 ? "" : " (" + std::to_string(count) + " times)";
}

}  // namespace lineman::mibs
