#include "tr069/model/model_values.hpp"

namespace lineman::cwmp {

datamodel::ParameterRef stored_ref(const Place& place) {
  return {place.parameter->stored_instance(place.instance), place.parameter->row};
}

std::string read_value(const Place& place, const ModelSources& sources) {
  static constexpr SnmpDoorCounters not_shown_here{};
  static const NotificationState not_shown_either{};
  const auto& is = *place.parameter;
  switch (is.source) {
    case datamodel::Source::stored:
      if (is.secret) return {};
      return to_wire(is.kind, is.view, sources.configuration.values().get(stored_ref(place)));
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
