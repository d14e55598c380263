// The triggers of the Zabbix template, from the table of alerts.
#include <fmt/format.h>

#include <algorithm>

#include "datamodel/export/alerts.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/export/zabbix.hpp"

namespace lineman::datamodel::zabbix {
namespace {

using document::List;
using document::Map;
using monitoring::Alert;
using monitoring::object_named;
using monitoring::Sign;

std::string_view priority_of(Severity severity) {
  switch (severity) {
    case Severity::normal:
      return "INFO";
    case Severity::warning:
      return "WARNING";
    case Severity::critical:
      return "HIGH";
  }
  return {};
}

std::string upper(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](unsigned char letter) {
    return static_cast<char>(std::toupper(letter));
  });
  return result;
}

std::string time_macro(const Alert& alert) {
  return fmt::format("{{$LINEMAN.{}.TIME}}", upper(alert.name));
}

std::string least_macro(const Alert& alert) {
  return fmt::format("{{$LINEMAN.{}.LEAST}}", upper(alert.name));
}

std::string item(std::string_view object) {
  return fmt::format("/{}/{}", template_name, key_of(object_named(object)));
}

// All values of the last while, at least one, are among the labels.
std::string in_states(const Alert& alert) {
  const auto name = alert.objects.front();
  const auto all = fmt::format("count({},{})", item(name), time_macro(alert));
  std::string matching;
  for (const auto label : monitoring::present(alert.labels)) {
    matching += fmt::format(R"({}count({},{},"eq","{}"))", matching.empty() ? "" : "+", item(name),
                            time_macro(alert), number_of(object_named(name), label));
  }
  return fmt::format("{}={} and {}>0", matching, all, all);
}

std::string grown(const Alert& alert) {
  std::string sum;
  for (const auto name : monitoring::present(alert.objects)) {
    sum += fmt::format("{}sum({},{})", sum.empty() ? "" : "+", item(name), time_macro(alert));
  }
  return fmt::format("{}>={}", sum, least_macro(alert));
}

std::string expression_of(const Alert& alert) {
  const auto time = time_macro(alert);
  switch (alert.sign) {
    case Sign::in_states:
      return in_states(alert);
    case Sign::grown:
      return grown(alert);
    case Sign::differ:  // the first one only grows, and the other one follows it
      return fmt::format("min({},{})>max({},{})", item(alert.objects[0]), time,
                         item(alert.objects[1]), time);
    case Sign::changed:
      return fmt::format("max({},{})<>min({},{})", item(alert.objects[0]), time,
                         item(alert.objects[0]), time);
    case Sign::silent:
      return fmt::format("nodata({},{})=1", item("configGeneration"), time);
  }
  return {};
}

Rows rows_of(const Alert& alert) {
  if (alert.objects.front().empty()) return Rows::scalar;
  return object_named(alert.objects.front()).rows;
}

std::string name_of(const Alert& alert) {
  return fmt::format("{} {}", who(rows_of(alert)), alert.what);
}

// Zabbix finds what a trigger depends on by name and expression.
List dependencies_of(const Alert& alert) {
  List list;
  for (const auto& other : monitoring::alerts) {
    if (alert.behind != other.name) continue;
    list.emplace_back(Map{{"name", name_of(other)}, {"expression", expression_of(other)}});
  }
  return list;
}

Map trigger_of(const Alert& alert) {
  Map trigger{{"uuid", uuid_of(fmt::format("trigger {}", alert.name))},
              {"expression", expression_of(alert)},
              {"name", name_of(alert)},
              {"priority", priority_of(alert.severity)},
              {"description", alert.advice}};
  if (auto list = dependencies_of(alert); !list.empty()) trigger["dependencies"] = list;
  return trigger;
}

// An alert that looks at states says the same, and says too when it is over.
bool is_seen_by_an_alert(const Notification& row) {
  return std::ranges::find(monitoring::alerts, std::optional{row.id}, &Alert::notification) !=
         std::end(monitoring::alerts);
}

}  // namespace

List triggers_of(Rows rows) {
  List list;
  for (const auto& alert : monitoring::alerts) {
    if (rows_of(alert) == rows) list.emplace_back(trigger_of(alert));
  }
  return list;
}

List trap_triggers() {
  List list;
  for (const auto& row : notifications) {
    if (row.severity == Severity::normal || is_seen_by_an_alert(row)) continue;
    list.emplace_back(
        Map{{"uuid", uuid_of(fmt::format("trap trigger {}", row.name))},
            {"expression", fmt::format("length(last(/{}/{}))>0", template_name, trap_key(row))},
            {"recovery_mode", "NONE"},
            {"type", "MULTIPLE"},
            {"manual_close", "YES"},
            {"name", smi::sentence(row.help)},
            {"priority", priority_of(row.severity)}});
  }
  return list;
}

List macros() {
  List list;
  for (const auto& alert : monitoring::alerts) {
    list.emplace_back(
        Map{{"macro", time_macro(alert)},
            {"value", alert.lasting},
            {"description", fmt::format("{}: how long it has lasted, or looks back", alert.name)}});
    if (alert.sign != Sign::grown) continue;
    list.emplace_back(Map{{"macro", least_macro(alert)},
                          {"value", std::to_string(alert.threshold)},
                          {"description", fmt::format("{}: how often at least", alert.name)}});
  }
  return list;
}

}  // namespace lineman::datamodel::zabbix
