// For Prometheus's Alertmanager: which alerts are kept back while another one says more.
#include <fmt/format.h>

#include <algorithm>

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

Rows rows_of(std::string_view alert) {
  const auto& row = *std::ranges::find(monitoring::alerts, alert, &Alert::name);
  if (row.objects.front().empty()) return Rows::scalar;
  return monitoring::object_named(row.objects.front()).rows;
}

List matchers(std::string_view alert) {
  return {fmt::format("alertname=\"Lineman{}\"", alert)};
}

// Of the same phone, and of the same account where the alert that says more is of one.
List equal_labels(const Alert& alert) {
  List labels{"job", "instance"};
  for (const auto column : smi::index_columns(rows_of(alert.behind))) labels.emplace_back(column);
  return labels;
}

}  // namespace

std::string write_prometheus_inhibitions() {
  List rules;
  for (const auto& alert : monitoring::alerts) {
    if (alert.behind.empty()) continue;
    rules.emplace_back(Map{{"source_matchers", matchers(alert.behind)},
                           {"target_matchers", matchers(alert.name)},
                           {"equal", equal_labels(alert)}});
  }
  return document::yaml_of(Map{{"inhibit_rules", rules}},
                           "Written by datamodel-export. A part of alertmanager.yml.");
}

}  // namespace lineman::datamodel
