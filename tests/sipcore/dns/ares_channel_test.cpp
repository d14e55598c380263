#include "sipcore/dns/ares_channel.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include "daemon/asio_clock.hpp"
#include "sipcore/dns/dns_answer.hpp"

namespace lineman::sipcore {
namespace {

using boost::asio::ip::udp;

// A name server that says no to everything, and counts.
class Refuser {
 public:
  Refuser(boost::asio::io_context& io, const std::string& address, std::uint16_t port)
      : socket_(io, udp::endpoint(boost::asio::ip::make_address(address), port)) {
    receive();
  }
  std::uint16_t port() const { return socket_.local_endpoint().port(); }
  unsigned asked = 0;

 private:
  void receive() {
    socket_.async_receive_from(boost::asio::buffer(buffer_), from_,
                               [this](const boost::system::error_code& error, std::size_t length) {
                                 if (error) return;
                                 ++asked;
                                 buffer_[2] = static_cast<char>(0x81);
                                 buffer_[3] = static_cast<char>(0x85);  // REFUSED
                                 socket_.send_to(boost::asio::buffer(buffer_, length), from_);
                                 receive();
                               });
  }

  udp::socket socket_;
  udp::endpoint from_;
  std::array<char, 512> buffer_{};
};

class AresChannelTest : public ::testing::Test {
 public:
  AresChannelTest() { resolv_conf_says("127.0.0.1"); }
  ~AresChannelTest() override { std::filesystem::remove(resolv_conf); }

  void resolv_conf_says(const std::string& server) const {
    std::ofstream(resolv_conf) << "nameserver " << server << "\n";
  }
  void ask(AresChannel& channel, const std::string& name = "sip.test") {
    std::optional<DnsOutcome> outcome;
    channel.ask(name, dns_type_srv,
                [&](DnsOutcome said, std::span<const std::uint8_t>) { outcome = said; });
    while (!outcome && io.run_one_for(std::chrono::seconds(30)) > 0) {
    }
    EXPECT_EQ(outcome, DnsOutcome::failed);
  }

  boost::asio::io_context io;
  daemon::AsioClock clock{io};
  Refuser first{io, "127.0.0.1", 0};
  Refuser second{io, "127.0.0.2", first.port()};
  std::string resolv_conf = std::filesystem::temp_directory_path() /
                            ("lineman-resolv-" + std::to_string(getpid()) + ".conf");
};

TEST_F(AresChannelTest, ReadsTheSystemsServersAnew) {
  AresChannel channel(io, clock, {}, {.file = resolv_conf, .port = first.port()});
  ask(channel);
  EXPECT_EQ(first.asked, 1);
  EXPECT_FALSE(channel.reload()) << "nothing has changed";
  resolv_conf_says("127.0.0.2");
  EXPECT_TRUE(channel.reload());
  ask(channel);
  EXPECT_EQ(first.asked, 1);
  EXPECT_EQ(second.asked, 1);
}

TEST_F(AresChannelTest, KeepsToTheServersThatWereGiven) {
  AresChannel channel(io, clock, {"127.0.0.1:" + std::to_string(first.port())},
                      {.file = resolv_conf, .port = first.port()});
  resolv_conf_says("127.0.0.2");
  EXPECT_FALSE(channel.reload());
  ask(channel);
  EXPECT_EQ(first.asked, 1);
}

TEST_F(AresChannelTest, FailsAtOnceWhereANameCannotBeAsked) {
  AresChannel channel(io, clock, {"127.0.0.1:" + std::to_string(first.port())},
                      {.file = resolv_conf, .port = first.port()});
  ask(channel, "_sips._tcp." + std::string(64, 'x') + ".test");
  EXPECT_EQ(first.asked, 0);
}

}  // namespace
}  // namespace lineman::sipcore
