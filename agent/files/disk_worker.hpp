// The agent's second thread: writing and syncing files.
#pragma once

#include <memory>

#include "agent/files/disk.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// One thread, without signals. Its destructor lets the jobs that were given to it run to their end
// and then ends the thread; what they would have told the loop is dropped. Jobs keep the loop from
// running out of work.
class DiskWorker final : public Disk {
 public:
  explicit DiskWorker(boost::asio::io_context& loop);
  ~DiskWorker() override;
  DiskWorker(const DiskWorker&) = delete;
  DiskWorker& operator=(const DiskWorker&) = delete;

  void run(std::function<void()> job, std::function<void()> done) override;

 private:
  class Thread;
  std::shared_ptr<Thread> thread_;
};

}  // namespace lineman::agent
