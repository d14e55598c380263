#include "ctl/doctor/acs_check.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl::doctor {

AcsFacts look_at_acs(const boost::json::object& status, const ParameterValues& values,
                     const daemon::Settings& settings) {
  AcsFacts facts{.status = status};
  facts.wanted = value_of(values, "static.managementserver.enable") == "1";
  const auto& acs = object_of(status, "acs");
  const auto last = text_of(acs, "result");
  const bool proxied = !settings.text("cwmp.proxy").empty();
  Destination destination{.ca_file = std::string{settings.text("cwmp.ca_file")},
                          .ca_path = std::string{settings.text("cwmp.ca_path")}};
  if (last.empty() || last == "ok" || proxied || !read_url(text_of(acs, "url"), destination))
    return facts;
  facts.connection = look_at_connection(destination);
  return facts;
}

}  // namespace lineman::ctl::doctor
