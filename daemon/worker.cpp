#include "daemon/worker.hpp"

#include <csignal>

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace lineman::daemon {

namespace asio = boost::asio;

// Shared with the completions that wait in the loop, which may outlive the worker.
class Worker::Thread : public std::enable_shared_from_this<Worker::Thread> {
 public:
  explicit Thread(asio::io_context& loop) : loop_(loop) {}

  void start() {
    // Signals are the loop's: the new thread inherits a mask without any.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { work(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  void end() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  void add(std::function<void()> job, std::function<void()> done) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back({std::move(job), std::move(done), asio::make_work_guard(loop_)});
    }
    wake_.notify_one();
  }

 private:
  struct Job {
    std::function<void()> run;
    std::function<void()> done;
    asio::executor_work_guard<asio::io_context::executor_type> work;
  };

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job.run();
      // `done` belongs to the loop: it is called and destroyed there.
      asio::post(loop_, [self = shared_from_this(), done = std::move(job.done)] {
        if (!self->ending_) done();
      });
      lock.lock();
    }
  }

  asio::io_context& loop_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

Worker::Worker(asio::io_context& loop) : thread_(std::make_shared<Thread>(loop)) {
  thread_->start();
}

Worker::~Worker() {
  thread_->end();
}

void Worker::run(std::function<void()> job, std::function<void()> done) {
  thread_->add(std::move(job), std::move(done));
}

}  // namespace lineman::daemon
