// The methods that look back.
#include <algorithm>
#include <boost/json/array.hpp>

#include "agent/control/control_service.hpp"
#include "agent/control/parameters_of_call.hpp"

namespace lineman::agent {

using namespace datamodel;

void ControlService::history(varlink::Exchange exchange) {
  exchange.reply(history_reply(history_.generations()));
}

void ControlService::events(varlink::Exchange exchange) {
  exchange.reply(events_reply(events_));
}

void ControlService::diff(varlink::Exchange exchange) {
  const auto& parameters = exchange.call().parameters;
  const auto from = read_generation(parameters, "from");
  if (!from) return exchange.error(from.error());
  const auto to = read_generation(parameters, "to");
  if (!to) return exchange.error(to.error());
  const auto last = to->value_or(configuration_.generation());
  const auto first = *from ? *from : generation_before(last);
  if (!first) return exchange.error(refusal(no_generation_before()));
  history_.read(*first, [this, exchange, first = *first,
                         last](const tl::expected<Values, std::string>& older) mutable {
    if (!older) return exchange.error(refusal(unread(first, older.error())));
    history_.read(last, [this, exchange, first, last,
                         older = *older](const tl::expected<Values, std::string>& newer) mutable {
      if (!newer) return exchange.error(refusal(unread(last, newer.error())));
      exchange.reply({{"version", control_version},
                      {"from", first},
                      {"to", last},
                      {"differences", differences_of(older, *newer)}});
    });
  });
}

// A disk that fails says nothing about what is kept.
Problems ControlService::unread(std::uint64_t generation, const std::string& why) const {
  const bool kept = std::ranges::any_of(history_.generations(), [&](const GenerationSummary& each) {
    return each.generation == generation;
  });
  return kept ? not_readable(why) : not_kept(why);
}

std::optional<std::uint64_t> ControlService::generation_before(std::uint64_t generation) const {
  const auto kept = history_.generations();
  const auto before = std::ranges::find_if(
      kept, [&](const GenerationSummary& each) { return each.generation < generation; });
  if (before == kept.end()) return std::nullopt;
  return before->generation;
}

}  // namespace lineman::agent
