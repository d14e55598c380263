// A dashboard of Grafana over the metrics of our snmp_exporter module.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/document.hpp"
#include "datamodel/export/grafana_panels.hpp"

namespace lineman::datamodel {
namespace {

using document::List;
using document::Map;
using monitoring::Panel;

constexpr int schema_version = 39;  // Grafana 11; newer ones bring it up to date when they load it
constexpr int columns = 24;
constexpr int heading_height = 1;

Map datasource() {
  return {{"type", "prometheus"}, {"uid", "${datasource}"}};
}

// Places panels from left to right, and below when a line is full.
class Grid {
 public:
  Map place(int width, int height) {
    if (x_ + width > columns) begin_line();
    Map place{{"h", height}, {"w", width}, {"x", x_}, {"y", y_}};
    x_ += width;
    line_height_ = std::max(line_height_, height);
    return place;
  }

  void begin_line() {
    y_ += line_height_;
    x_ = 0;
    line_height_ = 0;
  }

 private:
  int x_ = 0;
  int y_ = 0;
  int line_height_ = 0;
};

List targets_of(const Panel& panel) {
  List targets;
  for (const auto& query : panel.queries) {
    if (query.expression.empty()) break;
    targets.emplace_back(Map{{"datasource", datasource()},
                             {"editorMode", "code"},
                             {"expr", query.expression},
                             {"legendFormat", query.legend},
                             {"range", true},
                             {"refId", std::string(1, static_cast<char>('A' + targets.size()))}});
  }
  return targets;
}

Map panel_of(const Panel& panel, std::size_t id, Grid& grid) {
  return {{"id", id},
          {"type", panel.type},
          {"title", panel.title},
          {"description", panel.help},
          {"datasource", datasource()},
          {"gridPos", grid.place(panel.width, panel.height)},
          {"fieldConfig",
           Map{{"defaults", Map{{"unit", panel.unit}, {"min", 0}}}, {"overrides", List{}}}},
          {"options", Map{}},
          {"targets", targets_of(panel)}};
}

Map heading_of(std::string_view title, std::size_t id, Grid& grid) {
  grid.begin_line();
  Map heading{{"id", id},
              {"type", "row"},
              {"title", title},
              {"collapsed", false},
              {"gridPos", grid.place(columns, heading_height)},
              {"panels", List{}}};
  grid.begin_line();
  return heading;
}

List all_panels() {
  Grid grid;
  List list;
  for (const auto& panel : monitoring::panels) {
    if (!panel.heading.empty()) {
      list.emplace_back(heading_of(panel.heading, list.size() + 1, grid));
    }
    list.emplace_back(panel_of(panel, list.size() + 1, grid));
  }
  return list;
}

Map datasource_variable() {
  return {{"name", "datasource"},
          {"label", "Data source"},
          {"type", "datasource"},
          {"query", "prometheus"},
          {"hide", 0},
          {"refresh", 1}};
}

Map instance_variable() {
  constexpr std::string_view query = "label_values(configGeneration, instance)";
  return {{"name", "instance"},  {"label", "Phone"},
          {"type", "query"},     {"datasource", datasource()},
          {"definition", query}, {"query", Map{{"query", query}, {"refId", "instance"}}},
          {"includeAll", true},  {"allValue", ".*"},
          {"multi", true},       {"refresh", 2},
          {"sort", 1},           {"hide", 0}};
}

}  // namespace

std::string write_grafana_dashboard() {
  return document::json_of(Map{
      {"uid", "lineman-phones"},
      {"title", "Lineman SIP phones"},
      {"description",
       "Written by datamodel-export. Where the phones' accounts are registered, and how they got "
       "there."},
      {"tags", document::texts({"lineman", "sip"})},
      {"schemaVersion", schema_version},
      {"version", 1},
      {"editable", true},
      {"graphTooltip", 1},
      {"refresh", "1m"},
      {"time", Map{{"from", "now-6h"}, {"to", "now"}}},
      {"timezone", "browser"},
      {"templating", Map{{"list", List{datasource_variable(), instance_variable()}}}},
      {"annotations", Map{{"list", List{}}}},
      {"panels", all_panels()}});
}

}  // namespace lineman::datamodel
