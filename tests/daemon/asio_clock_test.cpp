#include "daemon/asio_clock.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <csignal>

#include "daemon/signals.hpp"

namespace lineman::daemon {
namespace {

using std::chrono::hours;
using testing::ElementsAre;

class AsioClockTest : public testing::Test {
 protected:
  boost::asio::io_context loop_;
  AsioClock clock_{loop_};
  std::vector<std::string> called_;
};

TEST_F(AsioClockTest, CallsFromTheLoopInTheOrderOfTime) {
  const auto now = clock_.now();
  const auto second = clock_.at(now, [this] { called_.emplace_back("now"); });
  const auto first = clock_.at(now - hours{1}, [this] { called_.emplace_back("before"); });
  EXPECT_THAT(called_, testing::IsEmpty());
  loop_.run();
  EXPECT_THAT(called_, ElementsAre("before", "now"));
}

TEST_F(AsioClockTest, ATimerThatIsDestroyedIsNotCalled) {
  auto never = clock_.after(hours{1}, [this] { called_.emplace_back("never"); });
  never.reset();
  loop_.run();
  EXPECT_THAT(called_, testing::IsEmpty());
}

TEST_F(AsioClockTest, ATimerThatHasExpiredAndIsThenDestroyedIsNotCalled) {
  std::unique_ptr<Timer> second;
  const auto now = clock_.now() - hours{1};
  const auto first = clock_.at(now, [&] { second.reset(); });
  second = clock_.at(now, [this] { called_.emplace_back("never"); });
  loop_.run();
  EXPECT_THAT(called_, testing::IsEmpty());
}

TEST_F(AsioClockTest, ATimerMayDestroyItselfWhileItIsCalled) {
  std::unique_ptr<Timer> timer;
  timer = clock_.after(Duration::zero(), [&] {
    timer.reset();
    called_.emplace_back("once");
  });
  loop_.run();
  EXPECT_THAT(called_, ElementsAre("once"));
}

TEST(SignalsTest, EndAndReloadAreToldFromTheLoop) {
  boost::asio::io_context loop;
  std::vector<std::string> told;
  const Signals signals{loop, [&] { told.emplace_back("end"); },
                        [&] { told.emplace_back("reload"); }};
  std::raise(SIGHUP);
  while (told.empty() && loop.run_one() != 0) {
  }
  std::raise(SIGTERM);
  while (told.size() < 2 && loop.run_one() != 0) {
  }
  EXPECT_THAT(told, ElementsAre("reload", "end"));
  EXPECT_EQ(std::signal(SIGPIPE, SIG_IGN), SIG_IGN) << "a peer that went away must not end us";
}

}  // namespace
}  // namespace lineman::daemon
