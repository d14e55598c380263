// A server on a socket in a scratch folder, a raw client that can send anything, and a loop that
// turns until something is true.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "varlink/server.hpp"

namespace lineman::varlink {

class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

// Turns the loop until `done`; false after a time that no sound run needs.
bool turn_until(boost::asio::io_context& loop, const std::function<bool()>& done);
// Runs what is ready.
void turn(boost::asio::io_context& loop);

// Octets in, octets out, by hand; never waits.
class RawPeer {
 public:
  explicit RawPeer(const std::string& path);
  ~RawPeer();
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  std::size_t send(std::string_view octets);  // as many as the kernel takes
  void send_call(const std::string& json) { send(json + std::string(1, '\0')); }
  // What has come so far.
  const std::string& received();
  std::vector<std::string> messages();
  bool at_end();
  void close();

 private:
  int descriptor_;
  std::string received_;
  bool at_end_ = false;
};

// Accepts by hand, as a broken server: sends what it is told, and closes. Takes the descriptor of
// `socket`.
class RawListener {
 public:
  explicit RawListener(ListenSocket& socket) : descriptor_(socket.release()) {}
  ~RawListener();
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;
  void accept_and_send(std::string_view octets) const;

 private:
  int descriptor_;
};

// Keeps every exchange until a test answers it.
class KeepingHandler : public Handler {
 public:
  void called(Exchange exchange) override { exchanges.push_back(std::move(exchange)); }
  void drained(ConnectionId id) override { drained_ids.push_back(id); }
  void closed(ConnectionId id) override { closed_ids.push_back(id); }

  std::deque<Exchange> exchanges;
  std::vector<ConnectionId> drained_ids;
  std::vector<ConnectionId> closed_ids;
};

inline constexpr std::string_view test_interface = "org.example.Test";
inline constexpr std::string_view test_description =
    "interface org.example.Test\nmethod Do() -> ()\n";

// A handler, a server of org.example.Test and a loop.
class ServerRig {
 public:
  explicit ServerRig(ServerOptions options = {});

  Scratch scratch;
  boost::asio::io_context loop;
  KeepingHandler handler;
  std::string path;
  std::optional<Server> server;

  bool until(const std::function<bool()>& done) { return turn_until(loop, done); }
  bool until_called(std::size_t times = 1) {
    return until([&] { return handler.exchanges.size() >= times; });
  }
};

}  // namespace lineman::varlink
