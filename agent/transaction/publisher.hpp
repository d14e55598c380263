// What a door is told of each new generation.
#pragma once

#include "agent/store/generation.hpp"

namespace lineman::agent {

class Publisher {
 public:
  virtual ~Publisher() = default;

  // Called from the loop, once for each generation in ascending order, before its asker is
  // answered; at the agent's start also for those that the last agent may not have published. A
  // generation can so be told twice over a restart, never not at all. What a door has to keep for
  // good it gives to the disk before it returns: the mark that says that the generation was
  // published is written after it. Must not fail and must not wait.
  virtual void publish(const Generation& generation) = 0;
};

}  // namespace lineman::agent
