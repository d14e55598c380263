// The disk worker of a test: jobs run on the fake clock's loop, each after a time of its own.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "agent/files/disk.hpp"
#include "daemon/clock.hpp"

namespace lineman::test {

class FakeDisk final : public agent::Disk {
 public:
  explicit FakeDisk(Clock& clock) : clock_(clock) {}

  // How long each of the next jobs takes; asked when it begins.
  void set_duration(std::function<Duration()> duration) { duration_ = std::move(duration); }

  // A disk that says that it is done before it is: no real one may, and the tests have to notice.
  void be_hasty() { hasty_ = true; }

  void run(std::function<void()> job, std::function<void()> done) override {
    jobs_.push_back({std::move(job), std::move(done)});
    if (jobs_.size() == 1) begin();
  }

  std::size_t waiting() const { return jobs_.size(); }

 private:
  struct Job {
    std::function<void()> run;
    std::function<void()> done;
  };

  void begin() {
    timer_ = clock_.after(duration_ ? duration_() : Duration::zero(), [this] { first_half(); });
  }

  // Between the two halves the loop goes on.
  void first_half() {
    (hasty_ ? jobs_.front().done : jobs_.front().run)();
    timer_ = clock_.after(Duration::zero(), [this] { second_half(); });
  }

  void second_half() {
    const auto job = std::move(jobs_.front());
    jobs_.pop_front();
    if (!jobs_.empty()) begin();
    (hasty_ ? job.run : job.done)();
  }

  Clock& clock_;
  std::function<Duration()> duration_;
  bool hasty_ = false;
  std::deque<Job> jobs_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::test
