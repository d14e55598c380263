#include "agent/files/disk_worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <future>
#include <thread>
#include <vector>

namespace lineman::agent {
namespace {

using ::testing::ElementsAre;

TEST(DiskWorker, RunsJobsInOrderBesideTheLoopAndAnswersOnIt) {
  boost::asio::io_context loop;
  DiskWorker disk(loop);
  std::vector<int> jobs;
  std::vector<int> answers;
  const auto here = std::this_thread::get_id();
  for (int i = 0; i < 5; ++i) {
    disk.run(
        [&, i] {
          EXPECT_NE(std::this_thread::get_id(), here);
          jobs.push_back(i);
        },
        [&, i] {
          EXPECT_EQ(std::this_thread::get_id(), here);
          answers.push_back(i);
        });
  }
  EXPECT_THAT(answers, ElementsAre()) << "answered from within the call";
  loop.run();
  EXPECT_THAT(jobs, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(answers, ElementsAre(0, 1, 2, 3, 4));
}

TEST(DiskWorker, TheLoopGoesOnWhileAJobBlocks) {
  boost::asio::io_context loop;
  DiskWorker disk(loop);
  std::promise<void> release;
  bool answered = false;
  disk.run([waits = release.get_future().share()] { waits.wait(); }, [&] { answered = true; });
  boost::asio::post(loop, [&] {
    EXPECT_FALSE(answered);
    release.set_value();
  });
  loop.run();
  EXPECT_TRUE(answered);
}

TEST(DiskWorker, ItsEndWaitsForTheJobsAndDropsTheirAnswers) {
  boost::asio::io_context loop;
  int jobs = 0;
  {
    DiskWorker disk(loop);
    for (int i = 0; i < 3; ++i) {
      disk.run([&jobs] { ++jobs; }, [] { FAIL() << "answered after the end"; });
    }
  }
  EXPECT_EQ(jobs, 3);
  loop.run();
}

TEST(DiskWorker, TakesNoSignals) {
  boost::asio::io_context loop;
  DiskWorker disk(loop);
  bool blocked = false;
  disk.run(
      [&blocked] {
        sigset_t mask;
        pthread_sigmask(SIG_SETMASK, nullptr, &mask);
        blocked = sigismember(&mask, SIGTERM) == 1 && sigismember(&mask, SIGHUP) == 1;
      },
      [] {});
  loop.run();
  EXPECT_TRUE(blocked);
  sigset_t mine;
  pthread_sigmask(SIG_SETMASK, nullptr, &mine);
  EXPECT_EQ(sigismember(&mine, SIGTERM), 0);
}

}  // namespace
}  // namespace lineman::agent
