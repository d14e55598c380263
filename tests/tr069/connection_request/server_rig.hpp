// A request server on loopback with a clock that a test moves, and raw clients.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tr069/connection_request/server.hpp"

namespace lineman::cwmp {

// Octets in, octets out, by hand; never waits but for the connection itself.
class RawClient {
 public:
  // From the address `source` of this host, where one is named.
  RawClient(const std::string& host, unsigned short port, const std::string& source = {});
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // As many as the kernel takes; 0 once the server is gone.
  std::size_t send(std::string_view octets) const;
  const std::string& received();  // so far
  bool at_end();                  // the server has closed
  void close();

 private:
  int descriptor_ = -1;
  std::string received_{};
  bool at_end_ = false;
};

class ServerRig : public testing::Test {
 protected:
  explicit ServerRig(std::vector<std::string> listen = {"127.0.0.1:0"},
                     std::vector<int> inherited = {});

  // Turns the loop until `done`; false after a time that no sound run needs.
  bool until(const std::function<bool()>& done);
  void turn();  // what is ready
  unsigned short port() const;
  // One whole exchange on a connection of its own.
  std::string ask(const std::string& request);
  std::string get(const std::string& authorization = {}, const std::string& target = "/path");
  // What the log says meanwhile.
  std::string logged(const std::function<void()>& action);

  boost::asio::io_context loop;
  test::FakeClock clock;
  RequestCredentials credentials{.username = "acs", .password = "secret word"};
  std::function<bool()> requested = [] { return true; };
  unsigned requests = 0;
  std::vector<RequestOutcome> outcomes;
  RequestServer server;
};

}  // namespace lineman::cwmp
