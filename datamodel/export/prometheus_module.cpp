// The module of Prometheus' snmp_exporter, and the file of which its generator makes the same.
#include <algorithm>
#include <map>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/document.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel {
namespace {

using document::List;
using document::Map;
using monitoring::monitored_objects;
using monitoring::MonitoredObject;
using monitoring::Nature;

constexpr unsigned rows_at_once = 50;  // of a GETBULK; one answer stays below a UDP packet's size

// configSerialNo is a lock and tells nothing.
constexpr std::string_view ignored[] = {config_serial.name, account_index, server_index,
                                        target_index,       method_index,  receiver_index};

bool has_labels(const Kind& kind) {
  return kind.type == Type::boolean || kind.type == Type::enumeration;
}

std::string_view type_of(const MonitoredObject& object) {
  if (has_labels(object.kind)) {
    return nature_of(object) == Nature::state ? "EnumAsStateSet" : "EnumAsInfo";
  }
  switch (object.kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
      return "DisplayString";
    case Type::timestamp:
      return "DateAndTime";
    case Type::counter:
      return "counter";
    default:
      return "gauge";
  }
}

Map labels_object(const Kind& kind) {
  Map labels;
  for (const auto& [number, word] : monitoring::labels_of(kind)) {
    labels[std::to_string(number)] = word;
  }
  return labels;
}

List indexes_of(Rows rows) {
  List indexes;
  for (const auto column : smi::index_columns(rows)) {
    Map index{{"labelname", column}, {"type", "gauge"}};
    if (column == method_index) index["enum_values"] = labels_object(enumeration(method_labels));
    indexes.emplace_back(std::move(index));
  }
  return indexes;
}

List texts_of(std::span<const std::string_view> all) {
  List array;
  for (const auto text : all) array.emplace_back(text);
  return array;
}

List lookups_of(Rows rows) {
  List lookups;
  for (const auto& naming : monitoring::naming_columns_of(rows)) {
    lookups.emplace_back(Map{{"labels", texts_of(naming.indexes)},
                             {"labelname", naming.name},
                             {"oid", monitoring::object_named(naming.name).oid},
                             {"type", "DisplayString"}});
  }
  return lookups;
}

Map metric_of(const MonitoredObject& object) {
  Map metric{{"name", object.name},
             {"oid", object.oid},
             {"type", type_of(object)},
             {"help", monitoring::first_sentence(object.help) + " - " + object.oid}};
  if (auto indexes = indexes_of(object.rows); !indexes.empty()) metric["indexes"] = indexes;
  if (auto lookups = lookups_of(object.rows); !lookups.empty()) metric["lookups"] = lookups;
  if (has_labels(object.kind)) metric["enum_values"] = labels_object(object.kind);
  return metric;
}

std::string oid_of_group(const MibGroup& group) {
  return monitoring::module_oid() + '.' + std::to_string(objects_arc) + '.' +
         std::to_string(group.arc);
}

List metrics_of(const MibGroup& group) {
  List metrics;
  for (const auto& object : monitored_objects(group)) metrics.emplace_back(metric_of(object));
  return metrics;
}

// What is walked and the metrics found there, in the order of the generator: that of texts. Naming
// columns outside of those groups come one by one.
std::map<std::string, List> walked_metrics() {
  std::map<std::string, List> all;
  for (const auto id : monitoring::monitored_groups()) {
    all[oid_of_group(group_of(id))] = metrics_of(group_of(id));
  }
  for (const auto& naming : monitoring::naming_columns()) {
    const auto object = monitoring::object_named(naming.name);
    const bool walked = std::ranges::any_of(
        all, [&](const auto& place) { return object.oid.starts_with(place.first + '.'); });
    if (!walked) all[object.oid] = {};
  }
  return all;
}

Map module_body() {
  List walk;
  List metrics;
  for (const auto& [oid, found] : walked_metrics()) {
    walk.emplace_back(oid);
    for (const auto& metric : found) metrics.push_back(metric);
  }
  return {{"max_repetitions", rows_at_once}, {"walk", walk}, {"metrics", metrics}};
}

Map access() {
  return {{"security_level", "authPriv"}, {"username", "monitor"},
          {"password", "CHANGE-ME-auth"}, {"auth_protocol", "SHA256"},
          {"priv_protocol", "AES"},       {"priv_password", "CHANGE-ME-priv"}};
}

Map overrides() {
  Map all;
  for (const auto id : monitoring::monitored_groups()) {
    for (const auto& object : monitored_objects(group_of(id))) {
      if (has_labels(object.kind)) all[object.name] = Map{{"type", type_of(object)}};
    }
  }
  for (const auto name : ignored) all[name] = Map{{"ignore", true}};
  return all;
}

Map generator_module() {
  List walk;
  for (const auto id : monitoring::monitored_groups()) {
    walk.emplace_back(monitoring::place_of(group_of(id)));
  }
  List lookups;
  for (const auto& naming : monitoring::naming_columns()) {
    lookups.emplace_back(
        Map{{"source_indexes", texts_of(naming.indexes)}, {"lookup", naming.name}});
  }
  return {{"walk", walk},
          {"max_repetitions", rows_at_once},
          {"lookups", lookups},
          {"overrides", overrides()}};
}

// Up to version 0.22 access stands in the module.
Map in_one(Map body) {
  body["version"] = 3;
  body["auth"] = access();
  return body;
}

// From 0.23 on it stands apart.
Map apart(const Map& body) {
  auto auth = access();
  auth["version"] = 3;
  return {{"auths", Map{{"lineman", auth}}}, {"modules", Map{{"lineman", body}}}};
}

constexpr std::string_view comment =
    "Written by datamodel-export. Put your own user and pass phrases in the place of monitor and\n"
    "CHANGE-ME; docs/monitoring/prometheus.md says how.";

}  // namespace

std::string write_snmp_exporter_generator() {
  return document::yaml_of(Map{{"modules", Map{{"lineman", in_one(generator_module())}}}}, comment);
}

std::string write_snmp_exporter_generator_split() {
  return document::yaml_of(apart(generator_module()), comment);
}

std::string write_snmp_exporter_module() {
  return document::yaml_of(Map{{"lineman", in_one(module_body())}}, comment);
}

std::string write_snmp_exporter_module_split() {
  return document::yaml_of(apart(module_body()), comment);
}

}  // namespace lineman::datamodel
