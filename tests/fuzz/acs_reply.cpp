// Whatever an ACS sends over HTTP, in one answer after the other: each post gets exactly one reply,
// within its limits, sentences may be shown, and the password goes nowhere. Real libcurl on
// loopback; where a redirect leads is decided here, and nothing leaves this program.
#include <fcntl.h>
#include <netdb.h>
#include <sys/syscall.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <list>
#include <optional>

#include "tests/fuzz/demands.hpp"
#include "tests/fuzz/loopback.hpp"
#include "tr069/codec/codec.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::test {
namespace {

constexpr std::string_view password = "hunter2-hunter2";
constexpr char end_of_answer = '\x1E';     // the record separator
constexpr unsigned posts = 2;              // in one session
constexpr unsigned most_connections = 32;  // 6 origins, a challenge each, posts and repetitions
constexpr std::size_t longest_sentence = 4096;
constexpr unsigned idle_turns = 3;  // with nothing to do, until the ACS hangs up
unsigned acs_port = 0;              // where libcurl may connect to

class Answers {
 public:
  explicit Answers(std::string_view text) : rest_{text} {}

  bool empty() const { return rest_.empty(); }

  std::string_view next() {
    const auto size = std::min(rest_.find(end_of_answer), rest_.size());
    const auto answer = rest_.substr(0, size);
    rest_.remove_prefix(std::min(size + 1, rest_.size()));
    return answer;
  }

 private:
  std::string_view rest_;
};

// Answers each request with the next text, whatever it asks, and ends the connection with the last.
class Acs {
 public:
  Acs() {
    ::fcntl(socket_.descriptor(), F_SETFL, O_NONBLOCK);
    acs_port = socket_.port();
  }

  void begin(Answers answers) {
    answers_ = answers;
    connections_.clear();
    accepted_ = 0;
  }

  // Whether there was anything to do.
  bool turn() {
    bool done = accept();
    for (auto& connection : connections_) done = serve(connection) || done;
    return done;
  }

  void hang_up() { connections_.clear(); }

 private:
  struct Connection {
    Stream stream;
    std::size_t read = 0;
    bool over = false;
  };

  bool accept() {
    const int descriptor = ::accept4(socket_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) return false;
    demand(++accepted_ <= most_connections, "it connects without end\n");
    connections_.push_back({.stream = Stream{descriptor}});
    return true;
  }

  bool serve(Connection& connection) {
    if (connection.over) return false;
    const auto& received = connection.stream.received();
    if (received.size() == connection.read) return false;
    demand(received.find(password) == std::string::npos, "the password goes over the wire\n");
    demand(received.find("\r\nAuthorization: Basic") == std::string::npos,
           "Basic goes over http\n");
    connection.read = received.size();
    connection.stream.send(answers_.next());
    if (!answers_.empty()) return true;
    connection.stream.shut_down();
    connection.over = true;
    return true;
  }

  ListeningSocket socket_;
  Answers answers_{{}};
  std::list<Connection> connections_;
  unsigned accepted_ = 0;
};

class Phone {
 public:
  void session(Answers answers, bool compress) {
    acs_.begin(answers);
    const auto connection =
        client_.open(settings(), {.url = "http://127.0.0.1:" + std::to_string(acs_port) + "/acs",
                                  .username = "phone",
                                  .password = std::string{password},
                                  .compress = compress});
    for (unsigned i = 0; i < posts; ++i) judge(post(*connection));
  }

 private:
  using Reply = tl::expected<cwmp::HttpReply, std::string>;

  static cwmp::HttpSettings settings() {
    return {.longest_connect = std::chrono::milliseconds{200},
            .longest_exchange = std::chrono::milliseconds{400}};
  }

  Reply post(cwmp::HttpClient::Connection& connection) {
    std::optional<Reply> reply;
    connection.post("<a/>", [&reply](Reply came) {
      demand(!reply, "two replies\n");
      reply = std::move(came);
    });
    demand(!reply, "a reply from within post()\n");
    unsigned idle = 0;
    while (!reply) {
      const bool busy = acs_.turn() || loop_.poll() != 0;
      loop_.restart();
      if (busy) {
        idle = 0;
      } else if (++idle == idle_turns) {
        acs_.hang_up();
      } else if (idle > idle_turns) {
        loop_.run_one_for(std::chrono::milliseconds{10});
        loop_.restart();
      }
    }
    return *std::move(reply);
  }

  static void judge(const Reply& reply) {
    if (reply) {
      demand(reply->status < 1000, "a status of more than three digits\n");
      demand(reply->body.size() <= cwmp::maximum_envelope, "a body above the limit\n");
      return;
    }
    demand(!reply.error().empty(), "there is no reason\n");
    demand_shown(reply.error(), longest_sentence);
    demand(reply.error().find(password) == std::string::npos, "the password is shown\n");
    demand(reply.error().find("/acs") == std::string::npos, "a URL is shown\n");
  }

  boost::asio::io_context loop_;
  cwmp::HttpClient client_{loop_};
  Acs acs_;
};

}  // namespace
}  // namespace lineman::test

// In the place of the C library's, for libcurl too: to our port on loopback and nowhere else.
extern "C" int connect(int descriptor, const sockaddr* address, socklen_t size) {
  const auto* const to = reinterpret_cast<const sockaddr_in*>(address);
  if (address->sa_family != AF_INET || to->sin_addr.s_addr != htonl(INADDR_LOOPBACK) ||
      ntohs(to->sin_port) != lineman::test::acs_port) {
    errno = ECONNREFUSED;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_connect, descriptor, address, size));
}

extern "C" int getaddrinfo(const char* /*node*/, const char* /*service*/, const addrinfo* /*hints*/,
                           addrinfo** /*found*/) {
  return EAI_NONAME;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::test;
  static Phone phone;
  const std::string octets(data, data + size);
  if (octets.find(password) != std::string::npos) return 0;  // it may be said again then
  phone.session(Answers{octets}, /*compress=*/false);
  phone.session(Answers{octets}, /*compress=*/true);
  return 0;
}
