#include "tr069/model/place.hpp"

#include <algorithm>

#include "datamodel/branding.hpp"
#include "datamodel/text_rules.hpp"
#include "tr069/model/rows.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Index;
using datamodel::Object;
using datamodel::ObjectRow;
using datamodel::objects;
using What = Place::What;

constexpr unsigned no_row = 0;

// A number as it stands in a path; no_row for anything else.
unsigned row_number(std::string_view component) {
  if (component.empty() || component.size() > 5 || component[0] == '0') return no_row;
  unsigned number = 0;
  for (const char c : component) {
    if (!datamodel::is_digit(c)) return no_row;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

bool is_called(const ObjectRow& row, std::string_view name) {
  if (row.vendor) {
    if (!name.starts_with(branding::vendor_prefix)) return false;
    name.remove_prefix(branding::vendor_prefix.size());
  }
  return name == row.name;
}

const ObjectRow* child_named(Object parent, std::string_view name) {
  const auto* const at = std::ranges::find_if(
      objects, [&](const ObjectRow& row) { return row.parent == parent && is_called(row, name); });
  return at == objects.end() ? nullptr : at;
}

const datamodel::ModelParameter* parameter_named(Object object, std::string_view name) {
  if (object == Object::none) return nullptr;
  const auto list = datamodel::model_parameters(object);
  const auto at = std::ranges::find(list, name, &datamodel::ModelParameter::name);
  return at == list.end() ? nullptr : &*at;
}

// One component further down; `component` ended with a dot.
bool descend(Place& place, std::string_view component, const ModelSources& sources) {
  if (place.what == What::table) {
    const unsigned row = row_number(component);
    if (row == no_row || !has_row(place.object, place.instance, row, sources)) return false;
    place.what = What::object;
    place.instance = with_row(place.object, place.instance, row);
    return true;
  }
  const auto* const child = child_named(place.object, component);
  if (child == nullptr) return false;
  place.object = child->object;
  place.what = child->index == Index::none ? What::object : What::table;
  return true;
}

class Walk {
 public:
  Walk(std::string_view path, const ModelSources& sources, const Visit& visit)
      : path_{path}, sources_{sources}, visit_{visit} {}

  // Everything below; `deep` false: one level.
  void below(const Place& place, bool deep) {
    if (place.what == What::table) return rows(place, deep);
    if (place.what == What::object) parameters(place);
    for (const auto& row : objects) {
      if (row.parent != place.object) continue;
      const Place child{.what = row.index == Index::none ? What::object : What::table,
                        .object = row.object,
                        .instance = place.instance};
      enter(child, row.vendor ? branding::vendor_prefix : std::string_view{}, row.name, deep);
    }
  }

 private:
  void enter(const Place& place, std::string_view prefix, std::string_view name, bool deep) {
    const auto length = path_.size();
    path_.append(prefix).append(name).append(".");
    visit_(place, path_);
    if (deep) below(place, deep);
    path_.resize(length);
  }

  void rows(const Place& table, bool deep) {
    for (const auto row : rows_of(table.object, table.instance, sources_)) {
      const Place child{.what = What::object,
                        .object = table.object,
                        .instance = with_row(table.object, table.instance, row)};
      enter(child, {}, std::to_string(row), deep);
    }
  }

  void parameters(const Place& object) {
    const auto length = path_.size();
    for (const auto& parameter : datamodel::model_parameters(object.object)) {
      path_ += parameter.name;
      visit_({.what = What::parameter,
              .object = object.object,
              .instance = object.instance,
              .parameter = &parameter},
             path_);
      path_.resize(length);
    }
  }

  std::string path_;
  const ModelSources& sources_;
  const Visit& visit_;
};

}  // namespace

std::optional<Place> find_place(std::string_view path, const ModelSources& sources) {
  Place place;
  for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    if (!descend(place, path.substr(0, dot), sources)) return std::nullopt;
    path.remove_prefix(dot + 1);
  }
  if (path.empty()) return place;
  if (place.what != What::object) return std::nullopt;
  place.parameter = parameter_named(place.object, path);
  if (place.parameter == nullptr) return std::nullopt;
  place.what = What::parameter;
  return place;
}

void walk(const Place& place, std::string_view path, const ModelSources& sources,
          const Visit& visit) {
  if (place.what != What::root) visit(place, std::string{path});
  if (place.what != What::parameter) Walk{path, sources, visit}.below(place, true);
}

void walk_children(const Place& place, std::string_view path, const ModelSources& sources,
                   const Visit& visit) {
  if (place.what != What::parameter) Walk{path, sources, visit}.below(place, false);
}

}  // namespace lineman::cwmp
