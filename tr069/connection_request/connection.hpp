// One accepted connection of the request server. Internal to connection_request/.
#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"
#include "tr069/connection_request/request_head.hpp"

namespace lineman::cwmp {

// Requests on one connection: one that is challenged, and the one that answers the challenge.
inline constexpr unsigned requests_of_connection = 2;
// After the last answer what still comes is read and thrown away, for so long and so much: closing
// at once would take the answer back (RFC 9112, 9.6).
inline constexpr std::chrono::seconds longest_farewell{2};
inline constexpr std::size_t most_thrown_away = std::size_t{64} * 1024;  // octets

// Reads heads, writes answers, and ends: after a last answer, at the peer's end or an error, or
// after longest_request. Alive while its owner or an operation holds it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;

  struct Reply {
    std::string octets;
    bool last = true;
  };
  // None is called after close().
  struct Hooks {
    // `may_stay`: the connection can take another request after this one.
    std::function<Reply(const HeadResult& head, bool may_stay)> answer;
    // No request was complete within longest_request; ended() follows.
    std::function<void()> too_slow;
    std::function<void()> ended;
  };

  Connection(Socket socket, Clock& clock, Hooks hooks);

  void start();
  void close();

 private:
  void read();
  void take(std::string_view octets);
  void write(Reply reply);
  void wrote(bool last);
  void say_farewell();
  void throw_away();
  void waited_enough();
  void end();

  Socket socket_;
  Clock& clock_;
  Hooks hooks_;
  std::unique_ptr<Timer> deadline_;
  RequestHeadReader reader_;
  std::array<char, 1024> chunk_{};
  std::string output_;
  unsigned requests_ = 0;
  std::size_t thrown_away_ = 0;
  bool open_ = true;
};

}  // namespace lineman::cwmp
