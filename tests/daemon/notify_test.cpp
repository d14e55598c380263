// What systemd would receive, on a socket of the test's own.
#include "daemon/notify.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

namespace lineman::daemon {
namespace {

class NotifyTest : public testing::Test {
 protected:
  NotifyTest() {
    std::string pattern = testing::TempDir() + "lineman-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = folder_ + "/notify";
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~NotifyTest() override {
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    unsetenv("LISTEN_PID");
    close(socket_);
    std::filesystem::remove_all(folder_);
  }
  std::string received() const {
    std::array<char, 512> buffer{};
    const auto length = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return length < 0 ? std::string{"nothing"}
                      : std::string{buffer.data(), static_cast<std::size_t>(length)};
  }

  std::string folder_;
  int socket_ = -1;
};

TEST_F(NotifyTest, SaysWhatSystemdUnderstands) {
  notify_ready();
  EXPECT_EQ(received(), "READY=1");
  notify_reloading();
  EXPECT_THAT(received(), testing::MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
  notify_status("away");
  EXPECT_EQ(received(), "STATUS=away");
  notify_alive();
  EXPECT_EQ(received(), "WATCHDOG=1");
  notify_stopping();
  EXPECT_EQ(received(), "STOPPING=1");
}

TEST_F(NotifyTest, TheWatchdogIsFedTwiceInItsTime) {
  EXPECT_FALSE(watchdog_interval());
  setenv("WATCHDOG_USEC", "3000000", 1);
  setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
  EXPECT_EQ(watchdog_interval(), std::chrono::microseconds{1'500'000});
}

TEST_F(NotifyTest, ASocketForAnotherProcessIsNotOurs) {
  setenv("LISTEN_FDS", "1", 1);
  setenv("LISTEN_PID", "1", 1);
  EXPECT_FALSE(inherited_socket("control"));
}

}  // namespace
}  // namespace lineman::daemon
