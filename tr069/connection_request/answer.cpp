#include "tr069/connection_request/answer.hpp"

#include <chrono>
#include <utility>

#include "tr069/connection_request/constant_time.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/request_target.hpp"

namespace lineman::cwmp {
namespace {

constexpr daemon::Rate rate{requests_per_minute, std::chrono::minutes{1}};

std::string_view reason(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Bad Request";
  }
}

RequestOutcome outcome_of_refusal(unsigned status) {
  if (status == 431) return RequestOutcome::too_large;
  if (status == 505) return RequestOutcome::wrong_version;
  return RequestOutcome::malformed;
}

bool is_path_of(std::string_view target, const std::string& path) {
  const auto asked = path_of(target);
  return !path.empty() && equal_in_constant_time(asked, '/' + path);
}

}  // namespace

Answerer::Answerer(Clock& clock, RequestServer::Hooks hooks)
    : clock_{clock},
      hooks_{std::move(hooks)},
      authenticator_{clock, random_octets},
      requests_{rate, clock.now()} {}

Answer Answerer::answer(const HeadResult& head) {
  if (!head) return {.status = head.error(), .outcome = outcome_of_refusal(head.error())};
  if (head->method != "GET") return {.status = 405, .outcome = RequestOutcome::wrong_method};
  if (!is_path_of(head->target, hooks_.path())) {
    return {.status = 404, .outcome = RequestOutcome::wrong_path};
  }
  const auto now = clock_.now();
  if (!requests_.has_one(rate, now)) {
    return {.status = 503, .outcome = RequestOutcome::too_many};
  }

  const auto admission =
      authenticator_.admit(head->method, head->target, head->authorization, hooks_.credentials());
  if (admission == Admission::admitted) return admitted();
  const bool stale = admission == Admission::challenge_stale;
  const bool wrong = !stale && !head->authorization.empty();
  if (wrong) requests_.take(rate, now);
  return {.status = 401,
          .challenges = authenticator_.challenges(stale),
          .outcome = wrong ? RequestOutcome::wrong_credentials : RequestOutcome::challenged};
}

Answer Answerer::admitted() {
  requests_.take(rate, clock_.now());
  if (!hooks_.requested()) return {.status = 503, .outcome = RequestOutcome::no_session};
  return {.status = 200, .outcome = RequestOutcome::accepted};
}

std::string print(const Answer& answer, bool close) {
  std::string text = "HTTP/1.1 " + std::to_string(answer.status) + ' ';
  text.append(reason(answer.status)).append("\r\n");
  if (answer.status == 405) text += "Allow: GET\r\n";
  for (const auto& challenge : answer.challenges) {
    text.append("WWW-Authenticate: ").append(challenge).append("\r\n");
  }
  text += "Content-Length: 0\r\n";
  if (close) text += "Connection: close\r\n";
  return text + "\r\n";
}

}  // namespace lineman::cwmp
