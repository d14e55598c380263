// A second thread beside the loop, for what takes long.
#pragma once

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// One thread, without signals. Its destructor lets the jobs that were given to it run to their end
// and then ends the thread; what they would have told the loop is dropped. Jobs keep the loop from
// running out of work.
class Worker {
 public:
  explicit Worker(boost::asio::io_context& loop);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // From the loop's thread. Jobs run one at a time, in the order of the calls; `done` is called
  // from the loop afterwards.
  void run(std::function<void()> job, std::function<void()> done);

 private:
  class Thread;
  std::shared_ptr<Thread> thread_;
};

}  // namespace lineman::daemon
