// The phone's own network and its name servers change. In network namespaces of the test's own, for
// which it has to be root.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include "daemon/asio_clock.hpp"
#include "sipcore/network/file_watch.hpp"
#include "sipcore/network/network_facts.hpp"
#include "sipcore/network/network_watch.hpp"
#include "sipcore/phone/phone.hpp"
#include "tests/sipcore/network/registrar_peer.hpp"
#include "tests/sipcore/network/stream_peer.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::sipcore {
namespace {

using boost::asio::ip::udp;
using datamodel::AccountState;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// A registrar over UDP on a free port of every address of the namespace it is made in.
class UdpRegistrar {
 public:
  explicit UdpRegistrar(boost::asio::io_context& io) : socket_(io, udp::endpoint(udp::v4(), 0)) {
    receive();
  }
  std::uint16_t port() const { return socket_.local_endpoint().port(); }
  std::vector<std::string> requests{};

 private:
  void receive() {
    socket_.async_receive_from(boost::asio::buffer(buffer_), from_,
                               [this](const boost::system::error_code& error, std::size_t length) {
                                 if (error) return;
                                 requests.emplace_back(buffer_.data(), length);
                                 const auto answer = test::registrar(requests.back());
                                 socket_.send_to(boost::asio::buffer(answer), from_);
                                 receive();
                               });
  }

  udp::socket socket_;
  udp::endpoint from_;
  std::array<char, 65536> buffer_{};
};

class LoopTest : public ::testing::Test {
 public:
  void run_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done() && std::chrono::steady_clock::now() < end)
      io.run_one_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(done());
  }

  boost::asio::io_context io;
  daemon::AsioClock clock{io};
};

// The phone's namespace and the registrar's, with a cable between them: `phone0` here and 10.9.0.1
// at the other end. No route to anywhere at first.
class NetworkTest : public LoopTest {
 public:
  void SetUp() override {
    home_ = ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    if (geteuid() != 0 || ::unshare(CLONE_NEWNET) != 0)
      GTEST_SKIP() << "network namespaces are for root";
    theirs_ = ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    ip("link set lo up");
    ASSERT_EQ(::unshare(CLONE_NEWNET), 0);
    ours_ = ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    ip("link set lo up");
    ip("link add phone0 type veth peer name net0 netns /proc/" + std::to_string(getpid()) + "/fd/" +
       std::to_string(theirs_));
    ip("link set phone0 up");
    there([] {
      ip("addr add 10.9.0.1/16 dev net0");
      ip("link set net0 up");
    });
  }

  void TearDown() override {
    if (home_ >= 0) ::setns(home_, CLONE_NEWNET);
    for (const int one : {home_, theirs_, ours_}) {
      if (one >= 0) ::close(one);
    }
  }

  // In the registrar's namespace; sockets that are made there stay there.
  template <typename Call>
  void there(Call call) {
    ASSERT_EQ(::setns(theirs_, CLONE_NEWNET), 0);
    call();
    ASSERT_EQ(::setns(ours_, CLONE_NEWNET), 0);
  }

  static void ip(const std::string& words) {
    const auto ran = test::run("ip " + words);
    ASSERT_EQ(ran.status, 0) << words << ": " << ran.output;
  }

  // Registered, and by a REGISTER from that address.
  bool registered_from(const Phone& phone, const std::vector<std::string>& requests,
                       const std::string& address) {
    return phone.accounts()[0].state == AccountState::registered && !requests.empty() &&
           test::field(requests.back(), "Contact").find("@" + address + ":") != std::string::npos;
  }

  static Load account(std::uint16_t port, const std::string& transport = "0") {
    return {.accounts = {{.account = 1,
                          .values = {{"enable", "1"},
                                     {"user_name", "1001"},
                                     {"password", "secret1001"},
                                     {"sip_server.1.address", "10.9.0.1"},
                                     {"sip_server.1.transport_type", transport},
                                     {"sip_server.1.port", std::to_string(port)}}}}};
  }

  SipSettings settings{.bind = {"0.0.0.0:0"}, .dns_servers = {"127.0.0.1"}};

 private:
  int home_ = -1;
  int theirs_ = -1;
  int ours_ = -1;
};

TEST_F(NetworkTest, APhoneWithoutARouteRegistersWhenItHasOne) {
  std::optional<UdpRegistrar> registrar;
  there([&] { registrar.emplace(io); });
  Phone phone(io, clock, settings);
  phone.load(account(registrar->port()));
  run_until([&] { return phone.accounts()[0].state == AccountState::all_servers_failed; });
  EXPECT_TRUE(registrar->requests.empty());

  ip("addr add 10.9.0.2/16 dev phone0");
  run_until([&] { return registered_from(phone, registrar->requests, "10.9.0.2"); });
}

TEST_F(NetworkTest, APhoneWithAnotherAddressRegistersFromThere) {
  std::optional<UdpRegistrar> registrar;
  there([&] { registrar.emplace(io); });
  ip("addr add 10.9.0.2/16 dev phone0");
  Phone phone(io, clock, settings);
  phone.load(account(registrar->port()));
  run_until([&] { return registered_from(phone, registrar->requests, "10.9.0.2"); });

  ip("addr del 10.9.0.2/16 dev phone0");
  ip("addr add 10.9.0.3/16 dev phone0");
  run_until([&] { return registered_from(phone, registrar->requests, "10.9.0.3"); });
}

TEST_F(NetworkTest, AConnectionFromAnAddressThatIsGoneIsMadeAnew) {
  std::optional<test::StreamPeer> registrar;
  there([&] {
    registrar.emplace(io,
                      test::StreamPeer::Options{.address = "10.9.0.1", .answer = test::registrar});
  });
  ip("addr add 10.9.0.2/16 dev phone0");
  Phone phone(io, clock, settings);
  phone.load(account(registrar->port(), "1"));
  run_until([&] { return registered_from(phone, registrar->received, "10.9.0.2"); });
  ASSERT_EQ(registrar->callers.size(), 1);

  ip("addr del 10.9.0.2/16 dev phone0");
  ip("addr add 10.9.0.3/16 dev phone0");
  run_until([&] { return registered_from(phone, registrar->received, "10.9.0.3"); });
  EXPECT_EQ(to_string(registrar->callers.back().address), "10.9.0.3");
}

TEST_F(NetworkTest, FactsAreWhatDecidesFromWhereWeSend) {
  ip("addr add 10.9.0.2/16 dev phone0");
  ip("-6 addr add 2001:db8::2/64 dev phone0 nodad");
  ip("route add default via 10.9.0.1");
  const auto facts = network_facts();
  ASSERT_TRUE(facts);
  EXPECT_THAT(*facts, Contains(HasSubstr("address 10.9.0.2/16 dev ")));
  EXPECT_THAT(*facts, Contains(HasSubstr("address 2001:db8::2/64 dev ")));
  EXPECT_THAT(*facts, Contains(HasSubstr("route 0.0.0.0/0 via 10.9.0.1 dev ")));
  EXPECT_THAT(*facts, Contains(HasSubstr("link ")));

  ip("route add 10.77.0.0/16 via 10.9.0.1 table 100");
  EXPECT_EQ(network_facts(), facts) << "of another table";
  ip("route del default");
  EXPECT_THAT(*network_facts(), Not(Contains(HasSubstr("route 0.0.0.0/0"))));
  ip("link set phone0 down");
  EXPECT_THAT(*network_facts(), Not(Contains(HasSubstr("link "))));
}

TEST_F(NetworkTest, IsToldOnceOfManyChangesAndNeverOfNone) {
  unsigned changes = 0;
  const NetworkWatch watch(io, clock, [&] { ++changes; });
  ip("route add 10.77.0.0/16 dev lo table 100");
  ip("addr add 10.9.0.2/16 dev phone0");
  ip("addr del 10.9.0.2/16 dev phone0");
  ip("addr add 10.9.0.3/16 dev phone0");
  run_until([&] { return changes > 0; });
  EXPECT_EQ(changes, 1);

  // What comes back to what it was within one look is no change; the next one is.
  ip("route add 10.78.0.0/16 dev lo table 100");
  ip("addr add 10.9.0.4/16 dev phone0");
  run_until([&] { return changes > 1; });
  EXPECT_EQ(changes, 2);
}

TEST(NetworkFacts, SayWhatIsDifferent) {
  EXPECT_EQ(difference({"a", "b"}, {"b", "c"}), "-a, +c");
  EXPECT_EQ(difference({"a"}, {"a"}), "");
}

// ---- the file of the name servers

class FileWatchTest : public LoopTest {
 public:
  void replace(const std::string& content) {
    scratch.write("etc/new", content);
    std::filesystem::rename(scratch.path("etc/new"), scratch.path("etc/resolv.conf"));
  }
  test::ScratchFolder scratch;
  unsigned changes = 0;
};

TEST_F(FileWatchTest, NoticesAFileThatIsWrittenReplacedRemovedAndMade) {
  scratch.write("etc/other", "");
  const FileWatch watch(io, clock, scratch.path("etc/resolv.conf"), [&] { ++changes; });
  scratch.write("etc/resolv.conf", "nameserver 192.0.2.1\n");
  run_until([&] { return changes == 1; });
  scratch.write("etc/resolv.conf", "nameserver 192.0.2.2\n");
  run_until([&] { return changes == 2; });
  replace("nameserver 192.0.2.3\n");
  run_until([&] { return changes == 3; });
  std::filesystem::remove(scratch.path("etc/resolv.conf"));
  run_until([&] { return changes == 4; });
}

TEST_F(FileWatchTest, NoticesTheFileBehindALink) {
  scratch.write("run/stub", "nameserver 192.0.2.1\n");
  scratch.write("etc/other", "");
  std::filesystem::create_symlink("../run/stub", scratch.path("etc/resolv.conf"));
  const FileWatch watch(io, clock, scratch.path("etc/resolv.conf"), [&] { ++changes; });
  scratch.write("run/stub", "nameserver 192.0.2.2\n");
  run_until([&] { return changes == 1; });
}

// A lease that is renewed writes the same file again.
TEST_F(FileWatchTest, DoesNotMindTheSameContent) {
  scratch.write("etc/resolv.conf", "nameserver 192.0.2.1\n");
  const FileWatch watch(io, clock, scratch.path("etc/resolv.conf"), [&] { ++changes; });
  unsigned looks = 0;
  const FileWatch other(io, clock, scratch.path("etc/mark"), [&] { ++looks; });
  replace("nameserver 192.0.2.1\n");
  scratch.write("etc/mark", "x");
  run_until([&] { return looks == 1; });
  replace("nameserver 192.0.2.2\n");
  run_until([&] { return changes > 0; });
  EXPECT_EQ(changes, 1);
}

}  // namespace
}  // namespace lineman::sipcore
