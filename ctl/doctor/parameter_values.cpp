#include "ctl/doctor/parameter_values.hpp"

#include <algorithm>
#include <chrono>

#include "ctl/agent.hpp"
#include "ctl/json_reading.hpp"
#include "datamodel/instance.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::ctl::doctor {
namespace {

constexpr std::chrono::seconds patience{3};

bool is_name(const std::string& server) {
  const bool bracketed = server.starts_with('[');
  return !server.empty() && !bracketed && !sipcore::parse_ip(server);
}

void take(const ParameterValues& values, const std::string& parameter,
          std::vector<ConfiguredName>& names) {
  auto name = value_of(values, parameter);
  const bool known = std::ranges::find(names, name, &ConfiguredName::name) != names.end();
  if (is_name(name) && !known) names.push_back({std::move(name), parameter});
}

}  // namespace

ParameterValues ask_for_values(const std::string& runtime_dir) {
  ParameterValues values;
  const auto reply =
      Agent{runtime_dir}.call("Get", {{"patterns", boost::json::array{"*"}}}, patience);
  if (!reply) return values;
  for_each_object(array_of(*reply, "values"), [&](const boost::json::object& one) {
    values[text_of(one, "name")] = text_of(one, "value");
  });
  return values;
}

std::string value_of(const ParameterValues& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string{} : found->second;
}

std::vector<ConfiguredName> names_to_look_up(const ParameterValues& values) {
  std::vector<ConfiguredName> names;
  for (unsigned number = 1; number <= datamodel::maximum_accounts; ++number) {
    const auto account = "account." + std::to_string(number) + '.';
    if (value_of(values, account + "enable") != "1") continue;
    const bool proxied = value_of(values, account + "outbound_proxy_enable") == "1";
    for (const auto* server : {"1", "2"}) {
      // Where there is a proxy it is what is asked, and the server only a domain.
      take(values, account + (proxied ? "outbound_proxy." : "sip_server.") + server + ".address",
           names);
    }
  }
  return names;
}

}  // namespace lineman::ctl::doctor
