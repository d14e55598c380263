// The agent's second thread: writing and syncing files.
#pragma once

#include <utility>

#include "agent/files/disk.hpp"
#include "daemon/worker.hpp"

namespace lineman::agent {

// Its destructor lets the jobs that were given to it run to their end.
class DiskWorker final : public Disk {
 public:
  explicit DiskWorker(boost::asio::io_context& loop) : worker_{loop} {}

  void run(std::function<void()> job, std::function<void()> done) override {
    worker_.run(std::move(job), std::move(done));
  }

 private:
  daemon::Worker worker_;
};

}  // namespace lineman::agent
