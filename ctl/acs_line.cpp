#include "ctl/acs_line.hpp"

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

std::string failures_text(const object& acs, std::int64_t now) {
  const bool unreachable = flag_of(acs, "unreachable");
  const auto attempts = number_of(acs, "failed_in_a_row");
  std::string text;
  if (attempts > 1) {
    text = unreachable ? "cannot be reached for " : "sessions have failed for ";
    text += time_since(text_of(acs, "failing_since"), now);
    text += " (" + std::to_string(attempts) + " attempts)";
  } else {
    text = unreachable ? "could not be reached " : "the last session failed ";
    text += time_since(text_of(acs, "last_session"), now) + " ago";
  }
  return text + ": " + text_of(acs, "result");
}

std::string state_text(const object& acs, std::int64_t now) {
  const auto last = text_of(acs, "last_session");
  if (last.empty()) return flag_of(acs, "running") ? "the first session runs" : "no session yet";
  if (text_of(acs, "result") != "ok") return failures_text(acs, now);
  return "last session " + time_since(last, now) + " ago ok";
}

std::string outlook_text(const object& acs, std::int64_t now) {
  const auto next = text_of(acs, "next_session");
  if (flag_of(acs, "running")) {
    return text_of(acs, "last_session").empty() ? "" : "; a session runs now";
  }
  if (next.empty()) return {};
  const bool retries = number_of(acs, "failed_in_a_row") != 0;
  return (retries ? "; next try in " : "; next in ") + time_until(next, now);
}

}  // namespace

Cell acs_line(const object& acs, std::int64_t now) {
  const auto url = text_of(acs, "url");
  const auto result = text_of(acs, "result");
  Cell line{.value = url, .shown = url};
  if (flag_of(acs, "url_found")) line.shown += " (found by DHCP)";
  line.shown += ": " + state_text(acs, now) + outlook_text(acs, now);
  if (!result.empty()) line.tone = result == "ok" ? Tone::good : Tone::bad;
  return line;
}

}  // namespace lineman::ctl
