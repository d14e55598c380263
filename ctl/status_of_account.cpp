// One account, with its servers and their targets.
#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/status_cells.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

Section account_section(const object& account, std::int64_t now) {
  const auto number = std::to_string(number_of(account, "account"));
  Section section{.key = "account." + number, .title = "Account " + number};
  if (const auto label = text_of(account, "label"); !label.empty()) section.title += ", " + label;
  auto& fields = section.fields;
  fields.push_back({"state", "State", state_cell(account)});
  fields.push_back({"reason", "Reason", {.value = text_of(account, "reason")}});
  fields.push_back({"server", "Server", server_cell(account)});
  fields.push_back({"mode", "Mode", {.value = text_of(account, "mode")}, true});
  fields.push_back({"target", "Registered with", target_cell(account)});
  fields.push_back({"transport", "Transport", {.value = text_of(account, "transport")}, true});
  fields.push_back({"since", "In this state for", since_cell(account, "since", now)});
  fields.push_back(
      {"registered_since", "Registered for", since_cell(account, "registered_since", now)});
  fields.push_back({"expires_at", "Lease ends in", until_cell(account, "expires_at", now)});
  fields.push_back({"failovers", "Failovers", number_cell(account, "failovers")});
  fields.push_back({"fallbacks", "Fallbacks", number_cell(account, "fallbacks")});
  fields.push_back({"failbacks", "Failbacks", number_cell(account, "failbacks")});
  const auto& failure = object_of(account, "last_failure");
  fields.push_back({"last_failure.code",
                    "Last failure",
                    {.value = std::to_string(number_of(failure, "code")),
                     .shown = failure.empty() ? "none" : failure_text(failure, now)}});
  std::erase_if(
      fields, [](const Field& field) { return field.key == "reason" && field.cell.value.empty(); });
  return section;
}

Section server_section(const std::string& account_key, const object& server, std::int64_t now) {
  const auto number = std::to_string(number_of(server, "server"));
  Section section{.key = account_key + ".server." + number, .title = "Server " + number};
  section.fields.push_back({"state", "State", state_cell(server)});
  section.fields.push_back({"registered", "Registered", flag_cell(server, "registered")});
  section.fields.push_back({"expires_at", "Lease ends in", until_cell(server, "expires_at", now)});
  section.table.columns = {{"address", "TARGET", Align::left, Fit::own_line},
                           {"source", "FROM"},
                           {"state", "STATE"},
                           {"registered", "REG."},
                           {"ttl", "TTL", Align::right},
                           {"consecutive_failures", "FAILED", Align::right},
                           {"last_code", "CODE", Align::right},
                           {"last_answer", "ANSWERED"}};
  for_each_object(array_of(server, "targets"), [&](const object& target) {
    const auto address = text_of(target, "address");
    section.table.rows.push_back(
        {"target." + std::to_string(section.table.rows.size() + 1),
         {{.value = address, .shown = text_of(target, "transport") + ' ' + address},
          {.value = text_of(target, "source")},
          state_cell(target),
          flag_cell(target, "registered"),
          number_cell(target, "ttl"),
          number_cell(target, "consecutive_failures"),
          number_cell(target, "last_code"),
          brief_since_cell(target, "last_answer", now)}});
  });
  return section;
}

}  // namespace

Document view_of_account(const object& reply, std::int64_t now) {
  Document document;
  for_each_object(array_of(reply, "accounts"), [&](const object& account) {
    document.push_back(account_section(account, now));
    const auto key = document.back().key;
    for_each_object(array_of(account, "servers"), [&](const object& server) {
      document.push_back(server_section(key, server, now));
    });
  });
  return document;
}

}  // namespace lineman::ctl
