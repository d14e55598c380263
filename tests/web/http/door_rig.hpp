// A door on loopback with a site that a test answers for, and a clock that stands still.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/loopback.hpp"
#include "tests/support/fake_clock.hpp"
#include "web/http/door.hpp"

namespace lineman::web {

using test::Stream;

// What it was asked, and the way back. Answers by itself where `answer` is set.
class ScriptedSite : public Site {
 public:
  void handle(Request request, std::shared_ptr<Reply> reply) override {
    requests.push_back(std::move(request));
    if (answer) return answer(*reply);
    replies.push_back(std::move(reply));
  }

  std::function<void(Reply&)> answer;
  std::vector<Request> requests;
  std::vector<std::shared_ptr<Reply>> replies;
};

class DoorRig {
 public:
  explicit DoorRig(TlsContext context = nullptr);

  Stream client() const { return Stream::to(port()); }
  unsigned short port() const;

  void turn();  // of the loop, for what is there
  // Turns the loop until it holds; false where it does not within any patience.
  bool until(const std::function<bool()>& holds);
  bool until_received(Stream& client, const std::string& text);
  bool until_ended(Stream& client);
  bool until_requests(std::size_t count);

  void answer_with(Response response);  // each request
  Reply& reply() { return *site.replies.back(); }

  boost::asio::io_context loop{1};
  test::FakeClock clock;
  ScriptedSite site;
  Door door;
};

inline const std::string plain_get = "GET /a HTTP/1.1\r\nHost: phone\r\n\r\n";

// Of an answer: what stands behind its head.
std::string body_of(const std::string& answer);

}  // namespace lineman::web
