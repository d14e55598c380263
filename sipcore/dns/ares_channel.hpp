// The resolver library in the loop: raw questions, raw answers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// Those beyond are not asked.
inline constexpr std::size_t most_dns_servers = 8;

// Where the system says which servers to ask (resolv.conf(5)).
struct SystemServers {
  std::string file = "/etc/resolv.conf";
  std::uint16_t port = 53;
};

enum class DnsOutcome : std::uint8_t {
  answered,  // positive or negative: the message says
  failed,    // the server failed or refused
  silent,    // nothing came, or nothing could be sent
};

using OnDnsAnswer = std::function<void(DnsOutcome, std::span<const std::uint8_t> message)>;

// One thread: the loop's. Each question is sent once to each server in turn, until one answers
// within `timeout`.
class AresChannel {
 public:
  // `servers`: "127.0.0.1:15353"; empty: the system's. Throws
  // std::runtime_error where they make no sense. The timeout is 3 s at first.
  AresChannel(boost::asio::io_context& io, Clock& clock, const std::vector<std::string>& servers,
              SystemServers system = {});
  // Answers nobody any more.
  ~AresChannel();
  AresChannel(const AresChannel&) = delete;
  AresChannel& operator=(const AresChannel&) = delete;

  // For later questions; those under way are answered nobody any more.
  void set_timeout(Duration timeout);

  // Reads the system's servers anew; true where they are others than before: those under way are
  // answered nobody any more. Nothing happens where the servers were given, or where there are none
  // now. Not from within an answer.
  bool reload();

  // The answer may come from within the call.
  void ask(const std::string& name, std::uint16_t type, OnDnsAnswer answer);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
