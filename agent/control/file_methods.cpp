// The methods that take the configuration in and out as phone configuration files.
#include "agent/control/change_options.hpp"
#include "agent/control/control_service.hpp"
#include "agent/control/guard_advice.hpp"
#include "agent/control/phone_files_of_call.hpp"
#include "agent/interfaces/file_import.hpp"
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

}  // namespace

void ControlService::import_files(varlink::Exchange exchange) {
  const auto& parameters = exchange.call().parameters;
  const auto files = read_files(parameters, "files");
  if (!files) return exchange.error(files.error());
  const auto overwrite = read_flag(parameters, "overwrite");
  if (!overwrite) return exchange.error(overwrite.error());
  auto request = read_options(exchange.call(), asker_of(exchange, Door::import), clock_);
  if (!request) return exchange.error(request.error());
  request->asker.who += ' ' + names_of(*files);

  const bool guarded = request->guard.has_value() && !request->dry_run;
  import_phone_files(configuration_, *files, *overwrite ? Overwrite::yes : Overwrite::no,
                     std::move(*request),
                     [this, exchange, guarded](const FileImport& import) mutable {
                       if (!import.problems.empty()) {
                         return exchange.error(refusal(import.problems));
                       }
                       auto reply = outcome_reply(configuration_, import.after, import.outcome);
                       reply["differences"] = differences_of(import.before, import.after);
                       if (guarded) add_guard_advice(reply);
                       reply["skipped"] = import.files.skipped;
                       reply["remarks"] = remarks_of(import.files.remarks);
                       exchange.reply(std::move(reply));
                     });
}

void ControlService::export_file(varlink::Exchange exchange) {
  const auto secrets = read_flag(exchange.call().parameters, "secrets");
  if (!secrets) return exchange.error(secrets.error());
  if (*secrets && (exchange.peer().uid != 0 || acting_for_.contains(exchange.connection()))) {
    return exchange.error(not_permitted("root, for the secrets"));
  }
  exchange.reply({{"version", control_version},
                  {"generation", configuration_.generation()},
                  {"text", print_phone_file(configuration_.values(), configuration_.accounts(),
                                            *secrets ? Secrets::written : Secrets::as_comments)}});
}

}  // namespace lineman::agent
