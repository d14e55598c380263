// What the SIP core counts over all accounts, servers and strangers: messages by method and status
// code, as RFC 4780 asks for them. 64 bits, monotonic until the core starts anew.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "datamodel/counters.hpp"

namespace lineman::datamodel {

// The methods of IANA's registry "Session Initiation Protocol (SIP) Parameters". Others are counted
// in the totals alone, so that strangers cannot make rows.
// In the order of an OCTET STRING that is an index (RFC 2578, 7.7): by length, then by octets.
enum class SipMethod : std::uint8_t {
  ack,
  bye,
  info,
  prack,
  refer,
  cancel,
  invite,
  notify,
  update,
  message,
  options,
  publish,
  // NOLINTNEXTLINE(readability-identifier-naming): a word of the language
  register_,
  subscribe,
};

inline constexpr std::array<std::string_view, 14> sip_methods = {
    "ACK",    "BYE",    "INFO",    "PRACK",   "REFER",   "CANCEL",   "INVITE",
    "NOTIFY", "UPDATE", "MESSAGE", "OPTIONS", "PUBLISH", "REGISTER", "SUBSCRIBE"};

// Those that the phone answers to, as its Allow says. Their places count from 1 and are the numbers
// of RFC 4780's sipCommonMethodSupportedIndex: new ones are added at the end.
inline constexpr SipMethod supported_methods[] = {SipMethod::invite,  SipMethod::ack,
                                                  SipMethod::cancel,  SipMethod::bye,
                                                  SipMethod::options, SipMethod::notify};

constexpr std::string_view name_of(SipMethod method) {
  return sip_methods[static_cast<std::size_t>(method)];
}

constexpr std::optional<SipMethod> sip_method(std::string_view name) {
  const auto* const found = std::ranges::find(sip_methods, name);
  if (found == sip_methods.end()) return std::nullopt;
  return static_cast<SipMethod>(found - sip_methods.begin());
}

struct TrafficRow {
  std::string_view name;
  std::string_view help;
};

enum class TrafficCounter : std::uint8_t {
  requests_in,
  requests_out,
  responses_in,
  responses_out,
  transactions,
  waiting,
  unsupported_uris,
  unsupported_methods,
  discarded,
  unlisted_in,
  unlisted_out,
};

inline constexpr TrafficRow traffic_counters[] = {
    {"requestsIn", "Requests received, resends included"},
    {"requestsOut", "Requests sent, resends included"},
    {"responsesIn", "Responses received, resends included"},
    {"responsesOut", "Responses sent, resends included"},
    {"transactions", "Transactions that began, on either side"},
    {"waiting", "Transactions that wait for a final response now"},
    {"unsupportedUris", "Requests received with a scheme that the phone does not know"},
    {"unsupportedMethods", "Requests received with a method that the phone does not answer to"},
    {"discarded", "Messages dropped without a response"},
    {"unlistedIn", "Of the responses received, those that no row of status codes counts"},
    {"unlistedOut", "Of the responses sent, those that no row of status codes counts"},
};

enum class MethodTraffic : std::uint8_t {
  requests_out,
  requests_in,
  retries,
  final_retries,
  provisional_retries,
};

// Counted for each method; in JSON "requestsOut.REGISTER".
inline constexpr TrafficRow method_traffic[] = {
    {"requestsOut", "Requests sent, resends not counted"},
    {"requestsIn", "Requests received, resends not counted"},
    {"retries", "Requests sent again"},
    {"finalRetries", "Final responses sent again"},
    {"provisionalRetries", "Provisional responses sent again"},
};

// Rows of status codes: a row appears with the first response. Those beyond are unlisted.
inline constexpr std::size_t most_status_rows = 128;

struct StatusCodeTraffic {
  SipMethod method{};
  std::uint16_t code = 0;  // 100 to 699
  std::uint64_t received = 0;
  std::uint64_t sent = 0;

  bool operator==(const StatusCodeTraffic&) const = default;
};

// Before or after, by method and code.
constexpr bool is_before(const StatusCodeTraffic& one, const StatusCodeTraffic& other) {
  return one.method != other.method ? one.method < other.method : one.code < other.code;
}

// A port where the phone takes SIP messages. `transport` is one of transport_type_labels.
struct ListeningPort {
  std::uint16_t port = 0;
  std::uint8_t transport = 0;

  auto operator<=>(const ListeningPort&) const = default;
};

inline constexpr std::size_t most_listening_ports = 64;

struct SipTraffic {
  using Totals = CounterSet<TrafficCounter, std::size(traffic_counters)>;
  using OfMethod = CounterSet<MethodTraffic, std::size(method_traffic)>;

  Totals totals{};
  std::array<OfMethod, sip_methods.size()> methods{};
  std::vector<StatusCodeTraffic> codes{};  // in their order, each once
  std::vector<ListeningPort> listening{};  // in their order, each once

  constexpr OfMethod& operator[](SipMethod method) {
    return methods[static_cast<std::size_t>(method)];
  }
  constexpr const OfMethod& operator[](SipMethod method) const {
    return methods[static_cast<std::size_t>(method)];
  }
  bool operator==(const SipTraffic&) const = default;
};

static_assert(static_cast<std::size_t>(SipMethod::subscribe) + 1 == sip_methods.size(),
              "each method has its name");
static_assert(std::size(traffic_counters) ==
                  static_cast<std::size_t>(TrafficCounter::unlisted_out) + 1,
              "each counter has one row");
static_assert(std::size(method_traffic) ==
                  static_cast<std::size_t>(MethodTraffic::provisional_retries) + 1,
              "each counter of a method has one row");
static_assert(std::ranges::is_sorted(sip_methods,
                                     [](std::string_view one, std::string_view other) {
                                       return one.size() != other.size() ? one.size() < other.size()
                                                                         : one < other;
                                     }),
              "methods stand in the order of their OIDs");

}  // namespace lineman::datamodel
