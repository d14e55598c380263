// Whatever a user of the page or a stranger asks of the JSON interface, with the agent's own
// control service behind it: each request has one answer with a status and a shape of ours, and no
// answer shows a secret. An input is a line "POST /api/control/Set" and the body after it.
#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/fuzz/demands.hpp"
#include "tests/web/api/site_rig.hpp"

namespace lineman::web {
namespace {

using test::demand;

constexpr std::string_view secret = "hunter2-hunter2";
constexpr std::array statuses = {200U, 204U, 304U, 400U, 401U, 403U, 404U,
                                 405U, 415U, 422U, 429U, 502U, 503U};

class Page : public SiteTest {
 public:
  Page() {
    configuration_.set("account.1.password", secret);
    cookie_ = log_in("installer", "ladder");
    demand(!cookie_.empty(), "nobody is let in\n");
  }
  void TestBody() override {}

  void take(Request request) {
    demand_sound(request, answer_to(request));
    // It would be the last one of this user.
    if (request.path == "/api/logout") return;
    request.cookie = cookie_;
    demand_sound(request, answer_to(request));
  }

 private:
  Response answer_to(const Request& request) {
    const auto reply = std::make_shared<FakeReply>();
    site_.handle(request, reply);
    demand(turn_until([&] { return reply->sent || reply->begun; }), "there is no answer\n");
    if (reply->sent) return *reply->sent;
    demand(request.path == "/api/events", "a stream that nobody asked for\n");
    reply->close();
    return *reply->begun;
  }

  void demand_sound(const Request& request, const Response& response) {
    demand(std::ranges::find(statuses, response.status) != statuses.end(), "a strange status\n");
    // Who names the secret is answered in its own words.
    const bool names_it = request.body.find(secret) != std::string::npos;
    demand(names_it || response.body.find(secret) == std::string::npos, "a secret is shown\n");
    if (response.content_type != "application/json") return;
    boost::json::error_code error;
    const auto value = boost::json::parse(response.body, error);
    demand(!error && value.is_object(), "an answer is no object\n");
    demand(response.status < 400 || value.as_object().contains("error"), "an error has no name\n");
  }

  std::string cookie_;
};

Request request_of(std::string_view octets) {
  const auto line = octets.substr(0, octets.find('\n'));
  const bool posts = !line.starts_with("GET ");
  const auto path = line.substr(std::min(line.size(), line.find(' ') + 1));
  return {.method = posts ? Method::post : Method::get,
          .path = path.starts_with('/') ? std::string{path} : '/' + std::string{path},
          .host = "phone.example",
          .origin = "http://phone.example",
          .content_type = "application/json",
          .body = std::string{octets.substr(std::min(octets.size(), line.size() + 1))},
          .peer = "192.0.2.1"};
}

}  // namespace
}  // namespace lineman::web

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::web;
  static Page page;
  page.take(request_of({reinterpret_cast<const char*>(data), size}));
  return 0;
}
