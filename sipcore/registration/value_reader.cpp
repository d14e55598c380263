#include "sipcore/registration/value_reader.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"
#include "datamodel/validation.hpp"

namespace lineman::sipcore {

using datamodel::Parameter;

std::string name_in_table(std::string_view name) {
  std::string text = "account.X." + std::string(name);
  for (const std::string_view one :
       {"sip_server.1.", "sip_server.2.", "outbound_proxy.1.", "outbound_proxy.2."}) {
    if (name.starts_with(one)) text[text.find(one) + one.size() - 2] = 'Y';
  }
  return text;
}

const Parameter* row_named(std::string_view name) {
  const auto found = std::ranges::find(datamodel::parameters, name, &Parameter::name);
  return found == std::end(datamodel::parameters) ? nullptr : found;
}

std::string ValueReader::text(std::string_view name) const {
  const auto full = prefix_ + std::string(name);
  const auto* row = row_named(global_ ? full : name_in_table(full));
  if (row == nullptr) return {};
  const auto found = values_.find(full);
  const bool good =
      found != values_.end() && problem_with(row->kind, found->second) == datamodel::Verdict::good;
  return good ? found->second : std::string(row->initial);
}

std::int64_t ValueReader::number(std::string_view name) const {
  return datamodel::to_integer(text(name)).value_or(0);
}

std::chrono::seconds ValueReader::seconds(std::string_view name) const {
  return std::chrono::seconds(number(name));
}

std::chrono::milliseconds ValueReader::time(std::string_view name) const {
  return std::chrono::milliseconds(datamodel::to_milliseconds(text(name)).value_or(0));
}

}  // namespace lineman::sipcore
