#include "tests/sipcore/moody_servers.hpp"

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

// In one run(): whoever sends more has no end.
constexpr std::uint64_t most_in_a_run = 200'000;

}  // namespace

bool MoodyServers::run(Duration time) {
  const auto end = rig_.clock.now() + time;
  const auto first = heard_;
  std::uint64_t fired = 0;
  do {
    react();
    if (heard_ - first > most_in_a_run || ++fired > most_in_a_run) return false;
  } while (rig_.clock.fire_next(end));
  rig_.clock.advance_to(end);
  react();
  return true;
}

void MoodyServers::react() {
  auto& sent = rig_.transport.sent;
  // What an answer brings about is answered in its turn.
  for (unsigned i = 0; i < 1000 && !sent.empty(); ++i) {
    const auto request = std::move(sent.front());
    sent.pop_front();
    ++heard_;
    react_to(request);
  }
  heard_ += rig_.transport.replies.size();
  for (const auto& reply : rig_.transport.replies) {
    if (field(reply.text, "CSeq").ends_with("INVITE")) last_reply_ = reply.text;
  }
  rig_.transport.replies.clear();
  rig_.transport.withdrawn.clear();
  rig_.events.clear();
}

void MoodyServers::react_to(const Sent& request) {
  const auto nonce = std::to_string(++nonce_);
  if (request.text.starts_with("ACK ") || request.text.starts_with("\r\n")) return;
  const auto found = mood_of.find(request.to);
  switch (found == mood_of.end() ? usual : found->second) {
    case Mood::well:
      return answer_well(request, 3600);
    case Mood::silent:
      return;
    case Mood::gone:
      return rig_.transport.fail(request.to);
    case Mood::refusing:
      return refuse(request);
    case Mood::challenging:
      return deliver(request, "401 Unauthorized",
                     "WWW-Authenticate: Digest realm=\"r" + nonce + "\", nonce=\"" + nonce +
                         "\", stale=true\r\n");
    case Mood::brief:
      return answer_well(request, 1);
    case Mood::brief_endless:
      return deliver(request, "423 Interval Too Brief",
                     "Min-Expires: " + std::to_string(4000 + nonce_) + "\r\n");
    case Mood::garbling:
      return rig_.transport.deliver(request.to, "SIP/2.0 2x0 OK\r\n\r\n");
    case Mood::closing:
      answer_well(request, 3600);
      return rig_.transport.close(request.to);
    case Mood::busy:
      return deliver(request, "503 Service Unavailable", "Retry-After: 0\r\n");
  }
}

void MoodyServers::answer_well(const Sent& request, unsigned lease) {
  const auto method = request.text.substr(0, request.text.find(' '));
  if (method == "REGISTER")
    return rig_.transport.deliver(
        request.to, granted(request.text, field(request.text, "Expires") == "0" ? 0 : lease));
  if (method == "INVITE" || method == "SUBSCRIBE") last_request_ = request.text;
  if (method == "INVITE" && any(2) == 0) deliver(request, "180 Ringing");
  deliver(request, "200 OK",
          "Contact: <sip:peer@" + to_string(request.to) + ">\r\nExpires: " + std::to_string(lease) +
              "\r\n");
}

void MoodyServers::refuse(const Sent& request) {
  static const std::vector<std::string> lines = {"302 M", "401 U", "403 F", "404 N", "407 P",
                                                 "408 T", "423 B", "480 T", "481 N", "486 B",
                                                 "489 E", "500 S", "503 U", "603 D"};
  deliver(request, lines[any(static_cast<unsigned>(lines.size()))],
          any(2) == 0 ? "Retry-After: 1\r\nMin-Expires: 7200\r\n" : "");
}

void MoodyServers::deliver(const Sent& request, const std::string& line,
                           const std::string& fields) {
  rig_.transport.deliver(request.to, response_to(request.text, line, fields));
}

}  // namespace lineman::test
