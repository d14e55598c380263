#include "ctl/status_cells.hpp"

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

// The front part of a list, before what may be its last part.
void end_part(std::string& text, std::string& part) {
  if (!text.empty() && !part.empty()) text += ", ";
  text += part;
  part.clear();
}

std::string range_text(std::uint64_t first, std::uint64_t last) {
  auto text = std::to_string(first);
  if (last != first) text += " to " + std::to_string(last);
  return text;
}

}  // namespace

Tone tone_of_state(std::string_view state) {
  if (state == "registered" || state == "up") return Tone::good;
  if (state == "authFailed" || state == "rejected" || state == "allServersFailed" ||
      state == "misconfigured" || state == "down") {
    return Tone::bad;
  }
  return state == "disabled" || state == "unknown" ? Tone::faint : Tone::notable;
}

Cell state_cell(const object& from) {
  const auto state = text_of(from, "state");
  return {.value = state, .tone = tone_of_state(state)};
}

Cell number_cell(const object& from, std::string_view name) {
  return {.value = std::to_string(number_of(from, name))};
}

Cell flag_cell(const object& from, std::string_view name) {
  const bool flag = flag_of(from, name);
  return {.value = flag ? "true" : "false", .shown = flag ? "yes" : "no"};
}

Cell since_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = time_since(time, now)};
}

Cell until_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = time_until(time, now)};
}

Cell brief_since_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = brief_time_since(time, now)};
}

Cell brief_until_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = brief_time_until(time, now)};
}

Cell target_cell(const object& account) {
  const auto target = text_of(account, "target");
  return {.value = target,
          .shown = target.empty() ? "-" : text_of(account, "transport") + ' ' + target};
}

Cell brief_target_cell(const object& account) {
  auto cell = target_cell(account);
  if (text_of(account, "transport") == "UDP" && !cell.value.empty()) cell.shown.clear();
  return cell;
}

Cell server_cell(const object& account) {
  const auto server = number_of(account, "server");
  const auto mode = text_of(account, "mode");
  Cell cell{.value = std::to_string(server), .shown = "-"};
  if (server == 0) return cell;
  cell.shown = cell.value + ' ' + mode;
  if (mode != "primary") cell.tone = Tone::notable;
  return cell;
}

Cell moves_cell(const object& account) {
  const auto failovers = number_of(account, "failovers");
  const auto moves = failovers + number_of(account, "fallbacks") + number_of(account, "failbacks");
  return {.value = std::to_string(failovers), .shown = std::to_string(moves)};
}

std::string failure_text(const object& failure, std::int64_t now) {
  std::string text;
  if (const auto code = number_of(failure, "code"); code != 0) text = std::to_string(code) + ' ';
  text += text_of(failure, "reason");
  const auto time = text_of(failure, "time");
  return time.empty() ? text : text + ", " + time_since(time, now) + " ago";
}

std::string trouble_of(const object& account, std::int64_t now) {
  const auto state = text_of(account, "state");
  if (state == "misconfigured") return text_of(account, "reason");
  const auto& failure = object_of(account, "last_failure");
  return state == "registered" || state == "disabled" || failure.empty()
             ? ""
             : failure_text(failure, now);
}

Cell generation_cell(const object& status) {
  const auto stored = number_of(status, "generation");
  const auto& core = object_of(status, "sipcore");
  const auto runs = number_of(core, "generation");
  Cell cell{.value = std::to_string(stored)};
  cell.shown = "generation " + cell.value;
  if (flag_of(core, "connected") && runs != stored) {
    cell.shown += ", the SIP core runs " + std::to_string(runs);
    cell.tone = Tone::bad;
  }
  return cell;
}

Cell core_cell(const object& status) {
  const bool connected = flag_of(object_of(status, "sipcore"), "connected");
  return {.value = connected ? "true" : "false",
          .shown = connected ? "connected" : "away: what follows is what was last known",
          .tone = connected ? Tone::good : Tone::bad};
}

Cell guard_cell(const object& guard) {
  const auto left = number_of(guard, "seconds_left");
  Cell cell{.value = std::to_string(left), .tone = Tone::notable};
  cell.shown = "generation " + std::to_string(number_of(guard, "generation")) +
               " is taken back in " + duration_text(static_cast<std::int64_t>(left));
  std::vector<std::uint64_t> waiting;
  for (const auto& account : array_of(guard, "waiting_for")) {
    boost::json::error_code error;
    if (const auto number = account.to_number<std::uint64_t>(error); !error)
      waiting.push_back(number);
  }
  if (waiting.size() == 1) cell.shown += " unless account " + numbers_text(waiting) + " registers";
  if (waiting.size() > 1) cell.shown += " unless accounts " + numbers_text(waiting) + " register";
  return cell;
}

std::string disabled_note(const std::vector<std::uint64_t>& accounts) {
  const bool one = accounts.size() == 1;
  return (one ? "Account " : "Accounts ") + numbers_text(accounts) +
         (one ? " is disabled." : " are disabled.");
}

std::string numbers_text(const std::vector<std::uint64_t>& ascending) {
  std::string text;
  std::string part;
  for (std::size_t i = 0; i < ascending.size();) {
    std::size_t last = i;
    while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1) ++last;
    if (last == i + 1) last = i;  // two neighbours are no range
    end_part(text, part);
    part = range_text(ascending[i], ascending[last]);
    i = last + 1;
  }
  return text.empty() ? part : text + " and " + part;
}

}  // namespace lineman::ctl
