// Counts the messages of the whole phone, by method and status code, where they pass.
#pragma once

#include <string_view>

#include "datamodel/sip_traffic.hpp"

namespace lineman::sipcore {

// Whether a message was sent or received before.
enum class Pass : std::uint8_t { first, again };

// Pure. Its memory is bounded: most_status_rows, whatever arrives.
class TrafficMeter {
 public:
  void request_in(std::string_view method, Pass pass);
  void request_out(std::string_view method, Pass pass);
  // `method` is that of CSeq. One that nothing waited for makes no row.
  void response_in(std::string_view method, unsigned status, bool expected);
  void response_out(std::string_view method, unsigned status, Pass pass);

  // Transactions, unsupported URIs and methods, discarded messages.
  void count(datamodel::TrafficCounter what) { ++traffic_.totals[what]; }

  const datamodel::SipTraffic& traffic() const { return traffic_; }

 private:
  datamodel::StatusCodeTraffic* row(std::string_view method, unsigned status, bool make);

  datamodel::SipTraffic traffic_{};
};

}  // namespace lineman::sipcore
