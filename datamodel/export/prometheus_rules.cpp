// Alert rules of Prometheus, for the metrics of our snmp_exporter module.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "datamodel/export/alerts.hpp"
#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/document.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel {
namespace {

using document::List;
using document::Map;
using monitoring::Alert;
using monitoring::Sign;

constexpr std::string_view job = "lineman";  // of the scrape configuration in docs/monitoring

// What one alert is of: a row of the objects' table, or the phone.
Rows rows_of(const Alert& alert) {
  if (alert.objects.front().empty()) return Rows::scalar;
  return monitoring::object_named(alert.objects.front()).rows;
}

std::string one_for_each(const Alert& alert) {
  std::string labels = "job, instance";
  for (const auto column : smi::index_columns(rows_of(alert)))
    labels += fmt::format(", {}", column);
  for (const auto& naming : monitoring::naming_columns_of(rows_of(alert))) {
    labels += fmt::format(", {}", naming.name);
  }
  return fmt::format("sum by ({})", labels);
}

std::string in_states(const Alert& alert) {
  const auto name = alert.objects.front();
  const auto object = monitoring::object_named(name);
  for (const auto label : monitoring::present(alert.labels))
    number_of(object, label);  // it has to exist
  return fmt::format("{} ({}{{{}=~\"{}\"}}) > 0", one_for_each(alert), name, name,
                     fmt::join(monitoring::present(alert.labels), "|"));
}

std::string grown(const Alert& alert) {
  std::string sum;
  for (const auto name : monitoring::present(alert.objects)) {
    sum += fmt::format("{}increase({}[{}])", sum.empty() ? "" : " + ",
                       monitoring::object_named(name).name, alert.lasting);
  }
  return fmt::format("{} ({}) >= {}", one_for_each(alert), sum, alert.threshold);
}

std::string expression_of(const Alert& alert) {
  switch (alert.sign) {
    case Sign::in_states:
      return in_states(alert);
    case Sign::grown:
      return grown(alert);
    case Sign::differ:
      return fmt::format("{} != {}", monitoring::object_named(alert.objects[0]).name,
                         monitoring::object_named(alert.objects[1]).name);
    case Sign::changed:
      return fmt::format("changes({}[{}]) > 0", monitoring::object_named(alert.objects[0]).name,
                         alert.lasting);
    case Sign::silent:
      return fmt::format("up{{job=\"{}\"}} == 0", job);
  }
  return {};
}

// A look back needs no wait of its own.
bool looks_back(const Alert& alert) {
  return alert.sign == Sign::grown || alert.sign == Sign::changed;
}

// The field's usual word for what needs nobody.
std::string_view severity_of(const Alert& alert) {
  return alert.severity == Severity::normal ? "info" : monitoring::word_of(alert.severity);
}

std::string label(std::string_view name) {
  return fmt::format("{{{{ $labels.{} }}}}", name);
}

std::string summary_of(const Alert& alert) {
  const auto phone = label("instance");
  switch (rows_of(alert)) {
    case Rows::account:
      return fmt::format("{}: account {} ({}, {}) {}", phone, label(account_index),
                         label("accountLabel"), label("accountUserName"), alert.what);
    case Rows::target:
      return fmt::format("{}: target {} of account {} {}", phone, label("sipTargetAddress"),
                         label(account_index), alert.what);
    case Rows::receiver:
      return fmt::format("{}: receiver {} {}", phone, label("receiverAddress"), alert.what);
    default:
      return fmt::format("{} {}", phone, alert.what);
  }
}

Map rule_of(const Alert& alert) {
  Map rule{{"alert", fmt::format("Lineman{}", alert.name)}, {"expr", expression_of(alert)}};
  if (!looks_back(alert)) rule["for"] = alert.lasting;
  rule["labels"] = Map{{"severity", severity_of(alert)}};
  rule["annotations"] = Map{{"summary", summary_of(alert)}, {"description", alert.advice}};
  return rule;
}

}  // namespace

std::string write_prometheus_rules() {
  List rules;
  for (const auto& alert : monitoring::alerts) rules.emplace_back(rule_of(alert));
  return document::yaml_of(
      Map{{"groups", List{Map{{"name", "lineman"}, {"rules", rules}}}}},
      "Written by datamodel-export. The scrape job of the phones is called lineman.");
}

}  // namespace lineman::datamodel
