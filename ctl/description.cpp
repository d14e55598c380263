#include "ctl/description.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::ctl {
namespace {

using namespace datamodel;
namespace json = boost::json;

constexpr unsigned shape_version = 1;

std::string_view kind_name(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::host:
      return "host";
    case Type::networks:
      return "networks";
    case Type::boolean:
      return "boolean";
    case Type::enumeration:
      return "enumeration";
    case Type::unsigned_integer:
      return "unsigned";
    case Type::integer:
      return "integer";
    case Type::seconds:
      return "seconds";
    case Type::counter:
      return "counter";
    case Type::gauge:
      return "gauge";
    case Type::date_time:
    case Type::timestamp:
      return "time";
  }
  return "text";
}

// The MIB's UNITS as people abbreviate them.
std::string_view unit_name(std::string_view unit) {
  return unit == "seconds" ? "s" : unit;
}

json::value or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return json::value_from(text);
}

// With its instance: "1.3.6.1.4.1.32473....1.2" for account 1, server 2.
std::string oid_of(ParameterRef ref) {
  const auto& row = ref.parameter();
  if (row.mib.name.empty()) return {};
  const auto* group = std::ranges::find(mib_groups, std::optional{row.table}, &MibGroup::table);
  std::string oid{"1.3.6.1.4.1"};
  const auto add = [&](unsigned arc) { (oid += '.') += std::to_string(arc); };
  for (const auto arc :
       {branding::enterprise, modules_arc, sip_module_arc, objects_arc, group->arc})
    add(arc);
  if (group->rows != Rows::scalar) add(1);
  add(row.mib.arc);
  if (ref.instance.account == 0) add(0);
  if (ref.instance.account != 0) add(ref.instance.account);
  if (ref.instance.server != 0) add(ref.instance.server);
  return oid;
}

// The further paths that show the value, below the names that the standard gives it.
json::array further_paths(ParameterRef ref) {
  json::array paths;
  if (ref.instance.server > 1) return paths;
  for (const auto& view : ref.parameter().views) {
    if (view.object != Object::none) paths.emplace_back(path_of(view, ref.instance));
  }
  return paths;
}

}  // namespace

json::object describe(ParameterRef ref) {
  const auto& row = ref.parameter();
  return {{"version", shape_version},
          {"name", name_of(ref)},
          {"oid", or_null(oid_of(ref))},
          {"object", or_null(object_name_of(ref))},
          {"tr069", tr069_name_of(ref)},
          {"also", further_paths(ref)},
          {"kind", kind_name(row.kind.type)},
          {"permitted", permitted(row.kind)},
          {"default", row.initial},
          {"unit", or_null(unit_name(row.kind.unit))},
          {"access", row.access == Access::read_write ? "readWrite" : "readOnly"},
          {"secret", row.secret},
          {"applies", row.applies == Applies::live ? "at once" : "after the next start"},
          {"help", row.help},
          {"precondition", or_null(row.precondition)}};
}

}  // namespace lineman::ctl
