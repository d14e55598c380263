#include "datamodel/tr069_object.hpp"

#include "datamodel/branding.hpp"

namespace lineman::datamodel {
namespace {

std::string index_text(unsigned index) {
  return index == 0 ? "{i}" : std::to_string(index);
}

constexpr bool objects_are_in_order() {
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (static_cast<std::size_t>(objects[i].object) != i) return false;
  }
  return objects.size() == static_cast<std::size_t>(Object::none);
}
static_assert(objects_are_in_order(), "each object has one row, in the order of the enumeration");

}  // namespace

std::string path_of(Object object, Instance instance) {
  if (object == Object::none) return {};
  const auto& row = row_of(object);
  auto path = path_of(row.parent, instance);
  if (row.vendor) path += branding::vendor_prefix;
  path += row.name;
  path += '.';
  const bool a_document = instance == Instance{};
  switch (row.index) {
    case Index::none:
      break;
    case Index::one:
      path += a_document ? "{i}." : "1.";
      break;
    case Index::account:
    case Index::interface:
      path += index_text(instance.account) + '.';
      break;
    case Index::server:
    case Index::slot:
    case Index::address:
      path += index_text(instance.server) + '.';
      break;
  }
  return path;
}

std::string path_of(const Leaf& leaf, Instance instance) {
  auto path = path_of(leaf.object, instance);
  if (leaf.vendor) path += branding::vendor_prefix;
  path += leaf.name;
  return path;
}

}  // namespace lineman::datamodel
