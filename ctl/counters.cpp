#include <algorithm>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/counters.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

Cell count_cell(std::uint64_t count) {
  return {.value = std::to_string(count), .tone = count == 0 ? Tone::faint : Tone::plain};
}

void add_fields(Section& section, const object& counters, bool zeros) {
  for (const auto& [name, value] : counters) {
    const auto count = number_of(counters, name);
    const bool of_a_method = std::string_view{name}.find('.') != std::string_view::npos;
    if (of_a_method || (count == 0 && !zeros)) continue;
    section.fields.push_back({std::string{name}, std::string{name}, count_cell(count)});
  }
}

// One row for each counter, one column for each method.
void add_methods(Section& section, const object& counters, bool zeros) {
  section.table.columns.push_back({"", "COUNTER"});
  for (const auto method : datamodel::method_names) {
    section.table.columns.push_back({std::string{method}, std::string{method}, Align::right});
  }
  for (const auto& counter : datamodel::method_counters) {
    Row row{std::string{counter.name}, {{.value = std::string{counter.name}}}};
    bool any = false;
    for (const auto method : datamodel::method_names) {
      const auto count = number_of(counters, std::string{counter.name} + '.' + std::string{method});
      any = any || count != 0;
      row.cells.push_back(count_cell(count));
    }
    if (any || zeros) section.table.rows.push_back(std::move(row));
  }
}

bool is_empty(const Section& section) {
  return section.fields.empty() && section.table.rows.empty();
}

void add_account(Document& document, const object& account, bool zeros) {
  const auto number = std::to_string(number_of(account, "account"));
  Section own{.key = "account." + number, .title = "Account " + number};
  add_fields(own, object_of(account, "counters"), zeros);
  document.push_back(std::move(own));
  for_each_object(array_of(account, "servers"), [&](const object& server) {
    const auto server_number = std::to_string(number_of(server, "server"));
    Section section{.key = "account." + number + ".server." + server_number,
                    .title = "Account " + number + ", server " + server_number};
    add_fields(section, object_of(server, "counters"), zeros);
    add_methods(section, object_of(server, "counters"), zeros);
    document.push_back(std::move(section));
  });
}

}  // namespace

Document view_of_counters(const object& reply, bool zeros) {
  Document document;
  for_each_object(array_of(reply, "accounts"),
                  [&](const object& account) { add_account(document, account, zeros); });
  Section core{.key = "core", .title = "SIP core"};
  add_fields(core, object_of(reply, "core"), zeros);
  Section dns{.key = "dns", .title = "DNS"};
  add_fields(dns, object_of(reply, "dns"), zeros);
  Section acs{.key = "acs", .title = "ACS"};
  add_fields(acs, object_of(reply, "acs"), zeros);
  document.push_back(std::move(core));
  document.push_back(std::move(dns));
  document.push_back(std::move(acs));
  std::erase_if(document, is_empty);
  if (document.empty()) document.push_back({.notes = {"Nothing was counted yet."}});
  return document;
}

int run_counters(const CommandLine& line, Console& console) {
  object parameters;
  if (!line.words.empty()) {
    const auto account = to_count(line.words[0], datamodel::maximum_accounts);
    if (!account) return misuse("'" + line.words[0] + "' is no account", line, console);
    parameters["account"] = *account;
  }
  if (line.words.size() > 1) {
    const auto server = to_count(line.words[1], datamodel::servers_per_account);
    if (!server) return misuse("'" + line.words[1] + "' is no server: 1 or 2", line, console);
    parameters["server"] = *server;
  }
  const auto reply = Agent{line.runtime_dir}.call("Counters", parameters);
  if (!reply) return fail(reply.error(), line, console);
  const bool zeros = !line.words.empty() || line.format != Format::text;
  return show(
      *reply, [&] { return view_of_counters(*reply, zeros); }, line, console);
}

}  // namespace lineman::ctl
