// LibreNMS: how it knows the phone, and what it finds there.
#include <fmt/format.h>

#include <algorithm>

#include "datamodel/branding.hpp"
#include "datamodel/export/alerts.hpp"
#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/document.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel {
namespace {

using document::List;
using document::Map;
using monitoring::MonitoredObject;
using monitoring::object_named;

constexpr std::string_view comment =
    "Written by datamodel-export; docs/monitoring/librenms.md says where it goes.";

// LibreNMS's general states: 0 well, 1 a warning, 2 critical. A label is what the alert that names
// it is.
int general_state(const MonitoredObject& object, std::string_view label) {
  for (const auto& alert : monitoring::alerts) {
    const auto labels = monitoring::present(alert.labels);
    if (alert.objects.front() != object.name) continue;
    if (std::ranges::find(labels, label) == labels.end()) continue;
    return static_cast<int>(alert.severity);
  }
  return 0;
}

List states_of(const MonitoredObject& object) {
  List states;
  for (const auto& [number, label] : monitoring::labels_of(object.kind)) {
    states.emplace_back(Map{{"value", number},
                            {"generic", general_state(object, label)},
                            {"graph", 0},
                            {"descr", label}});
  }
  return states;
}

// What both kinds of sensors have. LibreNMS puts the row's index, and columns of the row, into
// what stands between braces.
Map sensor_of(const MonitoredObject& object, std::string_view table, std::string_view description) {
  const bool scalar = object.rows == Rows::scalar;
  return {{"oid", scalar ? std::string_view{object.name} : table},
          {"value", object.name},
          {"num_oid", fmt::format(".{}.{{{{ $index }}}}", object.oid)},
          {"index", fmt::format("{}.{{{{ $index }}}}", object.name)},
          {"descr", description}};
}

Map state_sensor(std::string_view name, std::string_view table, std::string_view description) {
  const auto object = object_named(name);
  auto sensor = sensor_of(object, table, description);
  sensor["state_name"] = name;
  sensor["states"] = states_of(object);
  return sensor;
}

List state_sensors() {
  return {
      state_sensor("accountState", "accountStatusTable",
                   "Account {{ $index }} {{ $accountLabel }}: registration"),
      state_sensor("accountMode", "accountStatusTable",
                   "Account {{ $index }} {{ $accountLabel }}: place"),
      state_sensor("sipTargetState", "sipTargetTable", "Target {{ $sipTargetAddress }}: state"),
      state_sensor("coreConnected", {}, "SIP core connected"),
  };
}

Map round_trip_sensor() {
  auto sensor = sensor_of(object_named("sipTargetRoundTripTime"), "sipTargetTable",
                          "Target {{ $sipTargetAddress }}: round trip");
  sensor["divisor"] = 1'000'000;  // to seconds
  return sensor;
}

}  // namespace

std::string write_librenms_detection() {
  return document::yaml_of(
      Map{{"os", "lineman"},
          {"text", fmt::format("{} {}", branding::manufacturer, branding::model)},
          {"type", "voip"},
          {"mib_dir", "lineman"},
          {"over", List{Map{{"graph", "device_state"}, {"text", "Accounts"}}}},
          {"discovery",
           List{Map{{"sysObjectID", List{fmt::format(".{}", monitoring::product_oid())}}}}}},
      comment);
}

std::string write_librenms_discovery() {
  const Map sensors{
      {"additional_oids", Map{{"data", List{Map{{"oid", List{"accountLabel"}}}}}}},
      {"state", Map{{"data", state_sensors()}}},
      {"delay", Map{{"data", List{round_trip_sensor()}}}},
  };
  return document::yaml_of(Map{{"mib", "LINEMAN-SIP-MIB"}, {"modules", Map{{"sensors", sensors}}}},
                           comment);
}

}  // namespace lineman::datamodel
