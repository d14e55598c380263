#include "tr069/model/model_values.hpp"

#include "datamodel/parameters.hpp"

namespace lineman::cwmp {

namespace {

constexpr auto acs_url = datamodel::row_named("static.managementserver.url");

constexpr auto provisioning_code =
    datamodel::row_at(datamodel::Object::device_info, "ProvisioningCode");

std::string read_stored(const Place& place, const ModelSources& sources) {
  const auto& is = *place.parameter;
  if (is.secret) return {};
  const auto stored = sources.configuration.values().get(stored_ref(place));
  const auto& facts = sources.facts;
  if (is.row == acs_url && facts.acs_url) return facts.acs_url();
  if (is.row == provisioning_code && stored.empty() && facts.found_provisioning_code) {
    return facts.found_provisioning_code();
  }
  return to_wire(is.kind, is.view, stored);
}

}  // namespace

datamodel::ParameterRef stored_ref(const Place& place) {
  return {place.parameter->stored_instance(place.instance), place.parameter->row};
}

std::string read_value(const Place& place, const ModelSources& sources) {
  static constexpr SnmpDoorCounters not_shown_here{};
  static const NotificationState not_shown_either{};
  const auto& is = *place.parameter;
  switch (is.source) {
    case datamodel::Source::stored:
      return read_stored(place, sources);
    case datamodel::Source::live:
      return to_wire(
          is.kind,
          read_live(is.group, is.row, {place.instance.account, place.instance.server, is.method},
                    {sources.configuration, sources.status, not_shown_here, not_shown_either}));
    case datamodel::Source::standard:
      return to_wire(is.kind, read_standard(is.row, place.instance, sources));
  }
  return {};
}

}  // namespace lineman::cwmp
