#include "sipcore/transaction/traffic_meter.hpp"

#include <algorithm>

namespace lineman::sipcore {

using datamodel::MethodTraffic;
using datamodel::TrafficCounter;

void TrafficMeter::request_in(std::string_view method, Pass pass) {
  count(TrafficCounter::requests_in);
  const auto known = datamodel::sip_method(method);
  if (known && pass == Pass::first) ++traffic_[*known][MethodTraffic::requests_in];
}

void TrafficMeter::request_out(std::string_view method, Pass pass) {
  count(TrafficCounter::requests_out);
  const auto known = datamodel::sip_method(method);
  if (!known) return;
  const bool first = pass == Pass::first;
  ++traffic_[*known][first ? MethodTraffic::requests_out : MethodTraffic::retries];
}

void TrafficMeter::response_in(std::string_view method, unsigned status, bool expected) {
  count(TrafficCounter::responses_in);
  if (auto* const found = row(method, status, expected)) {
    ++found->received;
  } else {
    count(TrafficCounter::unlisted_in);
  }
}

void TrafficMeter::response_out(std::string_view method, unsigned status, Pass pass) {
  count(TrafficCounter::responses_out);
  if (auto* const found = row(method, status, true)) {
    ++found->sent;
  } else {
    count(TrafficCounter::unlisted_out);
  }
  const auto known = datamodel::sip_method(method);
  if (!known || pass == Pass::first) return;
  ++traffic_[*known]
            [status < 200 ? MethodTraffic::provisional_retries : MethodTraffic::final_retries];
}

datamodel::StatusCodeTraffic* TrafficMeter::row(std::string_view method, unsigned status,
                                                bool make) {
  const auto known = datamodel::sip_method(method);
  if (!known || status < 100 || status > 699) return nullptr;
  auto& rows = traffic_.codes;
  const datamodel::StatusCodeTraffic wanted{.method = *known,
                                            .code = static_cast<std::uint16_t>(status)};
  const auto place = std::ranges::lower_bound(rows, wanted, datamodel::is_before);
  if (place != rows.end() && !datamodel::is_before(wanted, *place)) return &*place;
  if (!make || rows.size() == datamodel::most_status_rows) return nullptr;
  return &*rows.insert(place, wanted);
}

}  // namespace lineman::sipcore
