// Whatever several clients do at the port for connection requests, in any order: each gets
// answers of ours and nothing else, who does not know the password asks for no session, and when
// the time is over every connection is.
#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/log.hpp"
#include "tests/fuzz/demands.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/loopback.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/tr069/connection_request/digest_client.hpp"
#include "tr069/connection_request/connection.hpp"
#include "tr069/connection_request/server.hpp"

namespace lineman::test {
namespace {

constexpr std::size_t most_clients = 20;  // more than the server takes at a time
constexpr unsigned most_steps = 64;
constexpr std::array statuses = {200, 400, 401, 404, 405, 431, 503, 505};
const cwmp::RequestCredentials credentials{.username = "acs", .password = "secret word"};

unsigned short port_of(const cwmp::RequestServer& server) {
  const auto url = server.url("127.0.0.1");
  const auto colon = url.rfind(':');
  return static_cast<unsigned short>(std::stoi(url.substr(colon + 1)));
}

class Run {
 public:
  Run() {
    server_.open();
    port_ = port_of(server_);
  }

  void step(Input& input) {
    const unsigned what = input.octet() % 8U;
    if (what == 0 || clients_.empty()) {
      if (clients_.size() < most_clients) clients_.push_back(Stream::to(port_));
    } else if (what == 1) {
      clock_.advance(std::chrono::milliseconds{100} * input.octet());
    } else if (what == 2) {
      which(input).close();
    } else if (what == 3) {
      send_right_request(which(input));
    } else if (what == 4) {
      which(input).shut_down();
    } else {
      auto& client = which(input);
      client.send(input.text(input.number(1 + what % 2)));
    }
    turn();
    judge();
  }

  void end() {
    clock_.advance(cwmp::longest_request);
    turn();
    clock_.advance(cwmp::longest_farewell);
    turn();
    judge();
    for (auto& client : clients_) demand(client.at_end(), "a connection outlives its time\n");
  }

 private:
  Stream& which(Input& input) { return clients_[input.octet() % clients_.size()]; }

  void send_right_request(Stream& client) {
    DigestClient acs;
    const auto field = "Authorization: " + acs.answer(nonce_) + "\r\n";
    if (!nonce_.empty()) ++right_;
    client.send("GET /path HTTP/1.1\r\n" + field + "\r\n");
  }

  void turn() {
    while (loop_.poll() > 0) continue;
    loop_.restart();
  }

  void judge() {
    demand(requested_ <= right_, "a session is asked for without the password\n");
    for (auto& client : clients_) judge(client.received());
  }

  // One answer after the other, each without a body.
  void judge(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find("\r\n\r\n");
      demand(end != std::string_view::npos, "an answer has no end\n");
      const auto head = text.substr(0, end);
      demand(head.starts_with("HTTP/1.1 ") && head.size() > 12, "an answer is no HTTP\n");
      const auto status = std::stoi(std::string{head.substr(9, 3)});
      demand(std::ranges::find(statuses, status) != statuses.end(), "the status is none of ours\n");
      demand(head.find("\r\nContent-Length: 0") != std::string_view::npos, "it has a body\n");
      demand((status == 401) == (head.find("WWW-Authenticate") != std::string_view::npos),
             "it challenges where it should not\n");
      if (status == 401) nonce_ = quoted_value(head, "nonce");
      text.remove_prefix(end + 4);
    }
  }

  boost::asio::io_context loop_;
  FakeClock clock_;
  unsigned requested_ = 0;
  unsigned right_ = 0;
  std::string nonce_;
  cwmp::RequestServer server_{loop_,
                              clock_,
                              {"127.0.0.1:0"},
                              {.credentials = [] { return credentials; },
                               .path = [] { return std::string{"path"}; },
                               .requested =
                                   [this] {
                                     ++requested_;
                                     return requested_ % 3 != 0;
                                   }}};
  unsigned short port_ = 0;
  std::vector<Stream> clients_;
};

}  // namespace
}  // namespace lineman::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman;
  static const bool quiet = [] {
    log::set_up("fuzz", log::Level::off, log::Target::standard_error);
    return true;
  }();
  test::demand(quiet, "the log is open\n");
  test::Input input{data, size};
  test::Run run;
  for (unsigned i = 0; i < test::most_steps && !input.empty(); ++i) run.step(input);
  run.end();
  return 0;
}
