// Step 6 of a transaction: the doors are told, and what they were told is remembered.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "agent/files/disk.hpp"
#include "agent/store/store.hpp"
#include "agent/transaction/publisher.hpp"
#include "daemon/clock.hpp"

namespace lineman::agent {

// One thread: the agent's loop. The parts outlive it; a job that is with the disk may outlive it in
// turn.
class Publications {
 public:
  using Report = std::function<void(const std::string&)>;

  // The marks are written when nothing was published for so long, or so many are due: a change
  // after the other does not wait for them. What was published since is published again after a
  // crash.
  static constexpr std::chrono::milliseconds quiet{200};
  static constexpr unsigned most_due = 8;

  Publications(Store& store, Disk& disk, Clock& clock, Report report);
  ~Publications();  // has the disk write what is due
  Publications(const Publications&) = delete;
  Publications& operator=(const Publications&) = delete;

  // Before start(). The name stands in the store and must not change between versions.
  void add(std::string name, Publisher& publisher);

  // Tells each door what it has not published yet, and makes the marks durable; those of what is
  // told now follow as after publish(). A door that was never there before begins with what comes
  // after `opened.current`. Blocks; an error means that
  // the agent must not start.
  Store::Result<void> start(const Store::Opened& opened);

  void publish(const Generation& generation);

 private:
  struct Door {
    std::string name;
    Publisher* publisher;
  };

  void replay(const Door& door, std::uint64_t published, const Store::Opened& opened);
  void tidy_later();
  void tidy();  // marks and history, on the disk

  Store& store_;
  Disk& disk_;
  Clock& clock_;
  Report report_;
  std::vector<Door> doors_;
  PublishedMarks marks_;
  unsigned due_ = 0;  // published and not marked
  bool tidying_ = false;
  std::unique_ptr<Timer> later_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace lineman::agent
