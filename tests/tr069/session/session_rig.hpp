// A session over a fake clock, with what it posted, executed and told.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "tests/support/fake_clock.hpp"
#include "tr069/session/session.hpp"

namespace lineman::test {

class SessionRig {
 public:
  void start(cwmp::Namespace first = cwmp::Namespace::cwmp_1_2) {
    session.emplace(clock, codec, first, hooks());
    session->start();
  }
  void reply(unsigned status, const std::string& body = {}) { session->replied({status, body}); }
  // The oldest thing that was posted and not looked at; nothing where there is none.
  std::optional<std::string> take_post() {
    if (posted.empty()) return std::nullopt;
    auto body = std::move(posted.front());
    posted.pop_front();
    return body;
  }

  cwmp::Session::Hooks hooks() {
    return {.post = [this](std::string body) { posted.push_back(std::move(body)); },
            .execute =
                [this](const cwmp::Request& request, cwmp::Session::Answer answer) {
                  executed.emplace_back(request, std::move(answer));
                },
            .inform =
                [this] {
                  ++informs;
                  return inform;
                },
            .informed = [this] { ++informed; },
            .next_request = [this]() -> std::optional<cwmp::OwnRequest> {
              if (to_ask.empty()) return std::nullopt;
              return to_ask.front();
            },
            .answered =
                [this] {
                  ++answered;
                  to_ask.pop_front();
                },
            .ended =
                [this](const cwmp::SessionResult& end) {
                  ++ends;
                  result = end;
                }};
  }

  FakeClock clock;
  cwmp::Codec codec;
  cwmp::Inform inform{.events = {{"1 BOOT", ""}}};
  std::deque<std::string> posted;
  std::deque<std::pair<cwmp::Request, cwmp::Session::Answer>> executed;
  std::deque<cwmp::OwnRequest> to_ask;  // requests of the phone's own
  int answered = 0;                     // of them
  int informs = 0;
  int informed = 0;
  int ends = 0;
  std::optional<cwmp::SessionResult> result;
  std::optional<cwmp::Session> session;  // the last: it goes first
};

}  // namespace lineman::test
