// An answer that somebody waits for and may stop to wait for.
#pragma once

#include <functional>
#include <memory>

#include "daemon/clock.hpp"
#include "sipcore/registration/request_router.hpp"

namespace lineman::sipcore {

// Pure. Given from the loop, once; nobody is told when the ticket is gone. One that is destroyed
// without give() answers nothing.
class OwedAnswer {
 public:
  OwedAnswer(Clock& clock, std::function<void(bool)> done)
      : clock_(clock), done_(std::move(done)) {}
  OwedAnswer(const OwedAnswer&) = delete;
  OwedAnswer& operator=(const OwedAnswer&) = delete;

  void give(bool answer);

 private:
  Clock& clock_;
  std::function<void(bool)> done_;
  std::unique_ptr<Timer> timer_{};
};

// Holds the answer that is owed for whoever waits.
class OwedTicket : public RequestRouter::Ticket {
 public:
  explicit OwedTicket(std::shared_ptr<OwedAnswer> owed) : owed_(std::move(owed)) {}

 private:
  std::shared_ptr<OwedAnswer> owed_;
};

}  // namespace lineman::sipcore
