// The messages that passed a core, as JSON.
#include <algorithm>
#include <optional>

#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/json_lists.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using namespace datamodel;

std::string suffix_of(std::string_view method) {
  return '.' + std::string{method};
}

// Zeros of methods are left out: most of them are never used.
json::object counters_of(const SipTraffic& traffic) {
  json::object counters;
  auto total = traffic.totals.begin();
  for (const auto& row : traffic_counters) counters.emplace(row.name, *total++);
  for (std::size_t i = 0; i < sip_methods.size(); ++i) {
    auto value = traffic.methods[i].begin();
    for (const auto& row : method_traffic) {
      if (const auto count = *value++; count != 0)
        counters.emplace(std::string{row.name}.append(suffix_of(sip_methods[i])), count);
    }
  }
  return counters;
}

json::object to_json(const StatusCodeTraffic& row) {
  return {{"method", name_of(row.method)},
          {"code", row.code},
          {"received", row.received},
          {"sent", row.sent}};
}

json::object to_json(const ListeningPort& place) {
  return {{"port", place.port}, {"transport", place.transport}};
}

// Nothing: a method that a later version of the core knows.
Parsed<std::optional<StatusCodeTraffic>> read_row(const json::object& object) {
  MemberReader reader{object};
  StatusCodeTraffic row{.code = reader.number<std::uint16_t>("code"),
                        .received = reader.number<std::uint64_t>("received"),
                        .sent = reader.number<std::uint64_t>("sent")};
  const auto method = sip_method(reader.text("method"));
  if (row.code < 100 || row.code > 699) reader.fail("code is none of SIP's");
  if (!method) return result_of(reader, std::optional<StatusCodeTraffic>{});
  row.method = *method;
  return result_of(reader, std::optional{row});
}

Parsed<ListeningPort> read_place(const json::object& object) {
  MemberReader reader{object};
  const ListeningPort place{.port = reader.number<std::uint16_t>("port"),
                            .transport = reader.number<std::uint8_t>("transport")};
  if (place.port == 0) reader.fail("port is 0");
  return result_of(reader, place);
}

// In order, each once, and no more than the agent shows: another core may say it otherwise.
template <typename T, typename Before>
void settle(std::vector<T>& list, Before before, std::size_t most) {
  std::ranges::stable_sort(list, before);
  const auto same = [&](const T& one, const T& next) { return !before(one, next); };
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
  if (list.size() > most) list.resize(most);
}

}  // namespace

json::object to_json(const SipTraffic& traffic) {
  json::array codes;
  for (const auto& row : traffic.codes) codes.emplace_back(to_json(row));
  json::array listening;
  for (const auto& place : traffic.listening) listening.emplace_back(to_json(place));
  return {{"counters", counters_of(traffic)},
          {"codes", std::move(codes)},
          {"listening", std::move(listening)}};
}

Parsed<SipTraffic> traffic_from_json(const json::object& object) {
  MemberReader reader{object};
  SipTraffic traffic;
  const auto& counters = reader.object("counters");
  reader.counters(counters, traffic_counters, traffic.totals);
  for (std::size_t i = 0; i < sip_methods.size(); ++i)
    reader.counters(counters, method_traffic, traffic.methods[i], suffix_of(sip_methods[i]));
  for (const auto& row : each_of<std::optional<StatusCodeTraffic>>(reader, "codes", read_row)) {
    if (row) traffic.codes.push_back(*row);
  }
  traffic.listening = each_of<ListeningPort>(reader, "listening", read_place);
  settle(traffic.codes, is_before, most_status_rows);
  settle(traffic.listening, std::ranges::less{}, most_listening_ports);
  return result_of(reader, std::move(traffic));
}

}  // namespace lineman::sipcore
