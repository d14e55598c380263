// Prints what the table says of each parameter that can be set, one JSON object a line, for its
// first instance (account 1, server 1): tests generate from it what they ask of the doors.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>
#include <set>

#include "ctl/description.hpp"
#include "datamodel/parameter_ref.hpp"

namespace lineman {
namespace {

boost::json::object row_of(datamodel::ParameterRef ref) {
  const auto& kind = ref.parameter().kind;
  auto row = ctl::describe(ref);
  boost::json::array labels;
  for (const auto& label : kind.labels) {
    labels.push_back(boost::json::array{label.number, label.tr069});
  }
  row["minimum"] = kind.minimum;
  row["maximum"] = kind.maximum;
  if (kind.besides) row["besides"] = *kind.besides;
  row["labels"] = std::move(labels);
  row["in_phone_files"] = !ref.parameter().name.empty();
  return row;
}

}  // namespace
}  // namespace lineman

int main() {
  using namespace lineman;
  std::set<std::uint16_t> seen;
  for (const auto ref : datamodel::all_of(1)) {
    if (ref.parameter().access == datamodel::Access::read_only) continue;
    // What stands in rows that an ACS adds follows rules beyond its kind: test_acs_model.py,
    // tests/tr069/model/inform_parameters_test.cpp.
    if (ref.parameter().table == datamodel::Table::inform_parameter) continue;
    if (seen.insert(ref.row).second) std::cout << boost::json::serialize(row_of(ref)) << '\n';
  }
}
