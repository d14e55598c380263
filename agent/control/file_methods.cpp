// The methods that take the configuration in and out as phone configuration files.
#include <memory>

#include "agent/control/change_options.hpp"
#include "agent/control/control_service.hpp"
#include "agent/control/guard_advice.hpp"
#include "agent/control/phone_files_of_call.hpp"
#include "datamodel/phone_file_size.hpp"
#include "datamodel/phone_file_writer.hpp"
#include "varlink/limits.hpp"

namespace lineman::agent {

using namespace datamodel;

namespace {

// Octets of the reply to an import that changes everything: both values and twice the name of each
// parameter, and the effect on each account.
constexpr std::size_t longest_import_reply(unsigned accounts) {
  constexpr std::size_t envelope = 65'536;  // remarks and advice are at most a hundred of each
  constexpr std::size_t around_a_parameter = 48;
  constexpr std::size_t effect = 64;
  constexpr auto each = longest_account();
  return envelope + (accounts + std::size_t{1}) * (effect + 2 * each.names + 2 * each.values +
                                                   around_a_parameter * each.parameters);
}

static_assert(longest_phone_file(maximum_accounts) + 256 <= varlink::maximum_frame,
              "an export fits into one message, and so does its import");
static_assert(longest_import_reply(maximum_accounts) <= varlink::maximum_frame,
              "what an import changes fits into one message");

// What is needed when the transaction has ended.
struct Import {
  MergedFiles files{};
  Values before{};
  Values after{};
  bool is_guarded = false;
};

}  // namespace

void ControlService::import_files(varlink::Exchange exchange) {
  const auto accounts = configuration_.accounts();
  const auto& parameters = exchange.call().parameters;
  const auto files = read_files(parameters, "files");
  if (!files) return exchange.error(files.error());
  const auto overwrite = read_flag(parameters, "overwrite");
  if (!overwrite) return exchange.error(overwrite.error());
  auto request = read_options(exchange, Door::import, clock_);
  if (!request) return exchange.error(request.error());
  request->asker.who += ' ' + names_of(*files);

  auto import = std::make_shared<Import>();
  import->files = merge_phone_files(*files, accounts, *overwrite ? Overwrite::yes : Overwrite::no);
  import->before = import->after = configuration_.values();
  if (auto problems = import->files.problems; !problems.empty()) {
    const auto conflicts = conflicts_of(import->files, import->before, accounts);
    problems.insert(problems.end(), conflicts.begin(), conflicts.end());
    return exchange.error(refusal(problems));
  }
  for (const auto& each : import->files.values) {
    request->changes.push_back({each.ref, each.value});
    import->after.set(each.ref, each.value);
  }
  import->is_guarded = request->guard.has_value() && !request->dry_run;
  configuration_.run(std::move(*request), [this, exchange, import](const Outcome& outcome) mutable {
    if (outcome.refused()) {
      return exchange.error(
          refusal(placed(outcome.problems, import->files, configuration_.accounts())));
    }
    auto reply = outcome_reply(configuration_, import->after, outcome);
    reply["differences"] = differences_of(import->before, import->after);
    if (import->is_guarded) add_guard_advice(reply);
    reply["skipped"] = import->files.skipped;
    reply["remarks"] = remarks_of(import->files.remarks);
    exchange.reply(std::move(reply));
  });
}

void ControlService::export_file(varlink::Exchange exchange) {
  const auto secrets = read_flag(exchange.call().parameters, "secrets");
  if (!secrets) return exchange.error(secrets.error());
  if (*secrets && exchange.peer().uid != 0) {
    return exchange.error(not_permitted("root, for the secrets"));
  }
  exchange.reply({{"version", control_version},
                  {"generation", configuration_.generation()},
                  {"text", print_phone_file(configuration_.values(), configuration_.accounts(),
                                            *secrets ? Secrets::written : Secrets::as_comments)}});
}

}  // namespace lineman::agent
