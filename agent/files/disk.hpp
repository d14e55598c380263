// Where blocking work is done: beside the loop, in order.
#pragma once

#include <functional>

namespace lineman::agent {

// Called from the loop's thread. Jobs run one at a time, in the order of the calls, and may block;
// `done` is called from the loop afterwards, never from within run(), and not after the disk's
// owner began to end.
class Disk {
 public:
  virtual ~Disk() = default;
  virtual void run(std::function<void()> job, std::function<void()> done) = 0;
};

}  // namespace lineman::agent
