// All transports on loopback with a receiver that writes down what it is told. Timers stand still:
// the clock is the test's.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <csignal>
#include <deque>

#include "sipcore/network/sip_transport.hpp"
#include "tests/sipcore/network/stream_peer.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/free_port.hpp"

namespace lineman::test {

// "connected", "failed connect: SENTENCE", "closed", "network changed"; messages apart.
class Recorder : public sipcore::Transport::Receiver {
 public:
  void received(const sipcore::Target& from, std::string_view message) override {
    EXPECT_FALSE(busy) << "from within a call";
    senders.push_back(from);
    messages.emplace_back(message);
  }
  void connected(const sipcore::Link&) override { note("connected"); }
  void failed(const sipcore::Link&, const sipcore::TransportError& error) override {
    static constexpr const char* kinds[] = {"icmp", "send", "connect", "tls"};
    note(std::string("failed ") + kinds[static_cast<std::size_t>(error.kind)] + ": " +
         error.sentence);
  }
  void closed(const sipcore::Link&) override { note("closed"); }
  void network_changed() override { note("network changed"); }

  std::vector<std::string> news{};
  std::vector<std::string> messages{};
  std::vector<sipcore::Target> senders{};
  bool busy = false;  // the test calls the transport

 private:
  void note(const std::string& what) {
    EXPECT_FALSE(busy) << "from within a call: " << what;
    news.push_back(what);
  }
};

class TransportRig : public ::testing::Test {
 public:
  TransportRig() {
    std::signal(SIGPIPE, SIG_IGN);  // as the daemon does
  }

  // With these files of TLS.
  void start(const sipcore::TlsFiles& files = {}) {
    // One that is free over UDP and over TCP: the same is wanted of both.
    const auto port = std::to_string(free_port());
    transport.emplace(io, clock, std::vector<std::string>{"127.0.0.1:" + port, "[::1]:0"}, files);
    transport->start(recorder);
    transport->listen(5060);
  }

  std::shared_ptr<sipcore::Link> open(const sipcore::Target& target, std::string_view name = "") {
    recorder.busy = true;
    auto link = transport->open(target, name);
    recorder.busy = false;
    EXPECT_TRUE(link) << link.error().sentence;
    return *link;
  }

  std::optional<sipcore::TransportError> send(sipcore::Link& link, std::string_view message) {
    recorder.busy = true;
    auto error = link.send(message);
    recorder.busy = false;
    return error;
  }

  void run_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done() && std::chrono::steady_clock::now() < end)
      io.run_one_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(done()) << ::testing::PrintToString(recorder.news);
  }

  static std::string message(std::string_view number) {
    return "OPTIONS sip:x SIP/2.0\r\nCall-ID: " + std::string(number) +
           "\r\nContent-Length: 0\r\n\r\n";
  }

  boost::asio::io_context io;
  FakeClock clock;
  Recorder recorder;
  std::optional<sipcore::SipTransport> transport;
};

}  // namespace lineman::test
