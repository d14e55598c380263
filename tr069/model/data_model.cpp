#include "tr069/model/data_model.hpp"

#include <utility>

#include "tr069/model/engine_fault.hpp"
#include "tr069/model/inform_parameters.hpp"
#include "tr069/model/rows.hpp"
#include "tr069/model/set_plan.hpp"
#include "tr069/model/value_paths.hpp"

namespace lineman::cwmp {
namespace {

using What = Place::What;

tl::unexpected<Fault> refused(FaultCode code, std::string sentence) {
  return tl::unexpected(Fault{code, std::move(sentence), {}});
}

// A name as a sentence quotes it: what an ACS sends may be as long as an envelope.
std::string quoted(std::string_view name) {
  if (name.size() <= longest_quoted_name) return std::string{name};
  auto end = longest_quoted_name;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return std::string{name.substr(0, end)} + "...";
}

tl::unexpected<Fault> not_there(std::string_view name) {
  return refused(FaultCode::invalid_parameter_name, "there is no " + quoted(name));
}

bool is_table_of_the_acs(const Place& place) {
  return place.object != datamodel::Object::none &&
         datamodel::has_rows_of_the_acs(datamodel::row_of(place.object).index);
}

// Of a table: whether rows can be added; of a row: whether it can be deleted (A.3.2.3).
bool is_writable(const Place& place) {
  if (place.parameter == nullptr) return is_table_of_the_acs(place);
  return place.parameter->access == datamodel::Access::read_write;
}

tl::unexpected<Fault> fixed_rows() {
  return refused(FaultCode::not_writable, "the rows of this table are fixed");
}

// Whether a path leads to the host's interfaces, or above them.
bool concerns_interfaces(std::string_view path) {
  static const auto below = datamodel::path_of(datamodel::Object::ip, {});
  return path.starts_with(below) || std::string_view{below}.starts_with(path);
}

}  // namespace

class DataModel::Tree {
 public:
  Tree(const Configuration& configuration, const Status& status, DeviceFacts facts)
      : facts_{std::move(facts)},
        interfaces_{facts_.interfaces},
        sources_{configuration, status, facts_, interfaces_} {}

  unsigned accounts() const { return sources_.configuration.accounts(); }
  std::optional<Place> find(std::string_view path) const {
    look(path);
    return find_place(path, sources_);
  }
  // What the host has may be something else than when it was last asked for.
  void look(std::string_view path) const {
    if (concerns_interfaces(path)) interfaces_.look();
  }
  const ModelSources& sources() const { return sources_; }
  const DeviceFacts& facts() const { return facts_; }

  ParameterValue value(const Place& place, std::string name) const {
    return {std::move(name), wire_type(place.parameter->kind), read_value(place, sources_)};
  }

  void for_each_parameter(const Place& place, std::string_view path, const Visit& visit) const {
    walk(place, path, sources_, [&](const Place& below, const std::string& name) {
      if (below.what == What::parameter) visit(below, name);
    });
  }

  // A place that was not given away last.
  std::optional<std::uint16_t> next_inform_parameter() const {
    const auto number = free_inform_parameter(sources_.configuration.values(), last_added_);
    if (number) last_added_ = *number;
    return number;
  }

 private:
  DeviceFacts facts_;
  mutable InterfaceTable interfaces_;  // looks again for who asks
  ModelSources sources_;
  mutable unsigned last_added_ = 0;
};

Fault too_many_parameters() {
  return {.code = FaultCode::resources_exceeded,
          .sentence = "the request stands for more than " +
                      std::to_string(maximum_asked_parameters) + " parameters"};
}

DataModel::DataModel(const Configuration& configuration, const Status& status, DeviceFacts facts)
    : tree_{std::make_unique<Tree>(configuration, status, std::move(facts))} {}

DataModel::~DataModel() = default;

tl::expected<std::vector<ParameterInfo>, Fault> DataModel::names(std::string_view path,
                                                                 bool next_level) const {
  const auto place = tree_->find(path);
  if (!place) return not_there(path);
  if (next_level && place->what == What::parameter) {
    return refused(FaultCode::invalid_arguments, "NextLevel is for a path that ends with a dot");
  }
  std::vector<ParameterInfo> list;
  const Visit add = [&](const Place& at, const std::string& name) {
    list.push_back({name, is_writable(at)});
  };
  if (next_level) {
    walk_children(*place, path, tree_->sources(), add);
  } else {
    walk(*place, path, tree_->sources(), add);
  }
  return list;
}

tl::expected<std::vector<ParameterValue>, Fault> DataModel::values(
    std::span<const std::string> paths) const {
  std::vector<ParameterValue> list;
  for (const auto& path : paths) {
    const auto place = tree_->find(path);
    if (!place) return not_there(path);
    tree_->for_each_parameter(*place, path, [&](const Place& at, const std::string& name) {
      list.push_back(tree_->value(at, name));
    });
    if (list.size() > maximum_asked_parameters) return tl::unexpected(too_many_parameters());
  }
  return list;
}

std::optional<ParameterValue> DataModel::value(std::string_view name) const {
  const auto place = tree_->find(name);
  if (!place || place->what != What::parameter) return std::nullopt;
  return tree_->value(*place, std::string{name});
}

tl::expected<std::vector<std::string>, Fault> DataModel::leaves(std::string_view path) const {
  std::string whole{path};
  auto place = tree_->find(whole);
  if (!place && !whole.ends_with('.')) place = tree_->find(whole += '.');
  if (!place) return not_there(path);
  std::vector<std::string> list;
  tree_->for_each_parameter(
      *place, whole, [&](const Place& /*at*/, const std::string& name) { list.push_back(name); });
  return list;
}

DataModel::Plan DataModel::plan(std::span<const AssignedValue> values) const {
  for (const auto& value : values) tree_->look(value.name);
  return plan_set(values, tree_->sources());
}

Fault DataModel::fault_of(const datamodel::Problems& problems, const Plan& plan) const {
  return fault_of_problems(problems, plan);
}

Notify DataModel::notify(std::string_view name) const {
  const auto place = tree_->find(name);
  if (!place || place->what != What::parameter) return Notify::permitted;
  return place->parameter->notify;
}

std::vector<std::string> DataModel::paths_of(datamodel::ParameterRef parameter) const {
  return value_paths(parameter, tree_->accounts());
}

std::vector<ParameterValue> DataModel::forced_inform() const {
  std::vector<ParameterValue> list;
  for (const auto object : {datamodel::Object::device, datamodel::Object::device_info,
                            datamodel::Object::management_server}) {
    for (const auto& parameter : datamodel::model_parameters(object)) {
      if (!parameter.forced_inform) continue;
      const Place place{What::parameter, object, {}, &parameter};
      list.push_back(tree_->value(place, datamodel::path_of(object, {}) + parameter.name));
    }
  }
  return list;
}

std::vector<ParameterValue> DataModel::matching(std::string_view pattern) const {
  std::vector<ParameterValue> list;
  const auto wildcard = pattern.find('*');
  if (wildcard == std::string_view::npos) {
    if (auto is = value(pattern)) list.push_back(std::move(*is));
    return list;
  }
  const auto table = tree_->find(pattern.substr(0, wildcard));
  if (!table || table->what != What::table) return list;
  for (const auto row : rows_of(table->object, table->instance, tree_->sources())) {
    const auto one = std::string{pattern.substr(0, wildcard)} + std::to_string(row) +
                     std::string{pattern.substr(wildcard + 1)};
    for (auto& is : matching(one)) list.push_back(std::move(is));
  }
  return list;
}

tl::expected<DataModel::RowPlan, Fault> DataModel::add_object(std::string_view name) const {
  if (!name.ends_with('.')) {
    return refused(FaultCode::invalid_arguments, "an object's name ends with a dot");
  }
  const auto place = tree_->find(name);
  if (!place || place->what != What::table) {
    return refused(FaultCode::invalid_parameter_name, "there is no table " + quoted(name));
  }
  if (!is_table_of_the_acs(*place)) return fixed_rows();
  const auto number = tree_->next_inform_parameter();
  if (!number) {
    return refused(FaultCode::resources_exceeded,
                   "the table has " + std::to_string(datamodel::maximum_inform_parameters) +
                       " rows, and no more");
  }
  return RowPlan{.changes = added_inform_parameter(*number),
                 .number = *number,
                 .path = std::string{name} + std::to_string(*number) + '.'};
}

tl::expected<DataModel::RowPlan, Fault> DataModel::delete_object(std::string_view name) const {
  if (!name.ends_with('.')) {
    return refused(FaultCode::invalid_arguments, "an object's name ends with a dot");
  }
  const auto place = tree_->find(name);
  const bool is_row = place && place->what == What::object &&
                      datamodel::row_of(place->object).index != datamodel::Index::none;
  if (!is_row) return refused(FaultCode::invalid_parameter_name, "there is no row " + quoted(name));
  if (!is_table_of_the_acs(*place)) return fixed_rows();
  const auto number = place->instance.server;
  return RowPlan{
      .changes = deleted_inform_parameter(number), .number = number, .path = std::string{name}};
}

const DeviceFacts& DataModel::facts() const {
  return tree_->facts();
}

}  // namespace lineman::cwmp
