#include "sipcore/transaction/incoming.hpp"

#include <algorithm>
#include <array>

#include "sipcore/message/request_text.hpp"
#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::string_view allow = "Allow: OPTIONS\r\n";

bool is_known(std::string_view method) {
  static constexpr std::array known = {"INVITE",    "BYE",    "CANCEL",  "REGISTER",
                                       "SUBSCRIBE", "NOTIFY", "MESSAGE", "INFO",
                                       "PRACK",     "REFER",  "UPDATE",  "PUBLISH"};
  return std::ranges::find(known, method) != known.end();
}

std::string fresh_answer(const Request& request) {
  const auto tag = random_token(8);
  if (request.method == "OPTIONS") return answer_text(request, 200, "OK", tag, allow);
  if (is_known(request.method)) return answer_text(request, 405, "Method Not Allowed", tag, allow);
  return answer_text(request, 501, "Not Implemented", tag, allow);
}

}  // namespace

datamodel::Method method_of(std::string_view name) {
  using datamodel::Method;
  if (name == "REGISTER") return Method::register_;
  if (name == "INVITE") return Method::invite;
  if (name == "SUBSCRIBE") return Method::subscribe;
  if (name == "OPTIONS") return Method::options;
  return Method::other;
}

Incoming::Answer Incoming::answer(const Target& from, const Request& request) {
  if (request.method == "ACK") return {};
  const auto now = clock_.now();
  std::erase_if(kept_, [&](const Kept& kept) { return kept.until < now; });
  const auto key = to_string(from) + " " + request.method + " " + std::to_string(request.cseq) +
                   " " + request.branch + " " + request.call_id;
  const auto found = std::ranges::find(kept_, key, &Kept::key);
  if (found != kept_.end()) return {.text = found->text, .is_new = false};
  if (kept_.size() == most_kept_answers) kept_.pop_front();
  kept_.push_back({.until = now + answers_are_kept, .key = key, .text = fresh_answer(request)});
  return {.text = kept_.back().text};
}

}  // namespace lineman::sipcore
