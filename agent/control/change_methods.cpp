// The methods that change the configuration, one transaction each.
#include "agent/control/change_options.hpp"
#include "agent/control/control_service.hpp"
#include "agent/control/guard_advice.hpp"
#include "datamodel/differences.hpp"

namespace lineman::agent {

using namespace datamodel;

void ControlService::set(varlink::Exchange exchange) {
  const auto changes = read_changes(exchange.call().parameters, "changes", maximum_changes);
  if (!changes) return exchange.error(changes.error());
  auto request = read_options(exchange.call(), asker_of(exchange, Door::control), clock_);
  if (!request) return exchange.error(request.error());
  for (const auto& change : *changes) {
    if (const auto ref = find(change.name, configuration_.accounts())) {
      request->changes.push_back({*ref, change.value});
    } else {
      request->unknown.push_back(change.name);
    }
  }
  run(std::move(exchange), std::move(*request), Differences::left_out);
}

void ControlService::rollback(varlink::Exchange exchange) {
  const auto wanted = read_generation(exchange.call().parameters, "generation");
  if (!wanted) return exchange.error(wanted.error());
  auto request = read_options(exchange.call(), asker_of(exchange, Door::rollback), clock_);
  if (!request) return exchange.error(request.error());
  const auto generation = *wanted ? *wanted : generation_before(configuration_.generation());
  if (!generation) return exchange.error(refusal(no_generation_before()));
  request->asker.who += " to generation " + std::to_string(*generation);
  request->without_core = true;
  history_.read(*generation, [this, exchange, number = *generation, request = std::move(*request)](
                                 const tl::expected<Values, std::string>& kept) mutable {
    if (!kept) return exchange.error(refusal(unread(number, kept.error())));
    const auto& current = configuration_.values();
    for (const auto ref : differing(current, *kept)) {
      request.changes.push_back({ref, std::string{kept->get(ref)}});
    }
    if (!request.base) request.base = configuration_.generation();
    run(std::move(exchange), std::move(request), Differences::shown);
  });
}

void ControlService::run(varlink::Exchange exchange, TransactionRequest request,
                         Differences differences) {
  Values before;
  Values after;
  if (differences == Differences::shown || request.dry_run) {
    before = after = configuration_.values();
    for (const auto& change : request.changes) {
      after.set(change.parameter, canonical(change.parameter.parameter().kind, change.value));
    }
  }
  const bool is_dry = request.dry_run;
  const bool is_guarded = request.guard.has_value() && !is_dry;
  configuration_.run(std::move(request),
                     [this, exchange, differences, is_dry, is_guarded, before = std::move(before),
                      after = std::move(after)](const Outcome& outcome) mutable {
                       if (outcome.refused()) return exchange.error(refusal(outcome.problems));
                       const auto& values = is_dry ? after : configuration_.values();
                       auto reply = outcome_reply(configuration_, values, outcome);
                       if (differences == Differences::shown)
                         reply["differences"] = differences_of(before, after);
                       if (is_guarded) add_guard_advice(reply);
                       exchange.reply(std::move(reply));
                     });
}

void ControlService::add_guard_advice(boost::json::object& reply) const {
  for (auto& sentence : guard_advice(configuration_, status_)) {
    reply["advice"].as_array().emplace_back(std::move(sentence));
  }
}

void ControlService::confirm_guard(varlink::Exchange exchange) {
  configuration_.confirm_guard([this, exchange](const Problems& problems) mutable {
    if (!problems.empty()) return exchange.error(refusal(problems));
    exchange.reply({{"version", control_version}, {"generation", configuration_.generation()}});
  });
}

}  // namespace lineman::agent
