// Random lives of a phone: events, sessions that succeed, fail early or late, and an ACS that comes
// and goes. What must hold in every one of them: one session at a time, and no event is lost.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "tests/support/fake_clock.hpp"
#include "tr069/session/event_queue.hpp"
#include "tr069/session/schedule.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr unsigned lives = 300;
constexpr unsigned steps = 400;

class Life {
 public:
  explicit Life(unsigned seed) : random_(seed) {}

  void live() {
    schedule_.set_ready(true);
    for (unsigned i = 0; i < steps && !::testing::Test::HasFailure(); ++i) step();
    // From now on the ACS is there, and every session good: then everything is delivered.
    ready_ = true;
    schedule_.set_ready(true);
    schedule_.want();
    for (unsigned i = 0; i < 1000 && !(queue_.empty() && !session_); ++i) {
      if (session_) {
        succeed();
      } else {
        clock_.fire_next(clock_.now() + hours{2});
      }
    }
    EXPECT_FALSE(session_);
    for (const auto& [code, times] : due_) EXPECT_EQ(times, 0U) << code;
    EXPECT_TRUE(queue_.empty());
    EXPECT_LE(clock_.armed(), 1U);
  }

 private:
  struct Session {
    std::vector<EventStruct> told;
    std::map<std::string, unsigned> knew;  // what was due when the Inform was made
    bool informed = false;
  };

  unsigned below(unsigned end) {
    return std::uniform_int_distribution<unsigned>{0, end - 1}(random_);
  }

  void step() {
    switch (below(8)) {
      case 0:
      case 1:
        return add(std::string{one_of({event::boot, event::periodic, event::value_change,
                                       event::connection_request, event::reboot})});
      case 2:
        return advance(seconds{below(120)});
      case 3:
        return advance({});
      case 4:
        if (session_ && !session_->informed) inform();
        return;
      case 5:
        if (session_) fail();
        return;
      case 6:
        if (session_) succeed();
        return;
      default:
        return toggle();
    }
  }

  std::string_view one_of(std::initializer_list<std::string_view> all) {
    return *(all.begin() + below(static_cast<unsigned>(all.size())));
  }

  void add(const std::string& code) {
    ++due_[code];
    EXPECT_TRUE(queue_.add(code));
    // A passive change waits for the next session, whatever that is for.
    if (code != event::value_change || below(2) == 0) {
      schedule_.want();
      wanted_ = true;
    }
  }

  void advance(Duration step) {
    clock_.advance(step);
    // What is wanted is begun, or there is a time for it, unless there is no ACS.
    EXPECT_TRUE(!ready_ || session_ || !wanted_ || schedule_.next());
  }

  void toggle() {
    ready_ = below(3) != 0;
    schedule_.set_ready(ready_);
  }

  void open() {
    EXPECT_FALSE(session_) << "two sessions at a time";
    EXPECT_TRUE(ready_) << "a session without an ACS";
    session_ = Session{queue_.tell(), due_, false};
    wanted_ = false;
  }

  void inform() {
    session_->informed = true;
    queue_.delivered(session_->told);
    for (const auto& event : session_->told) due_[event.code] -= session_->knew[event.code];
    check_queue();
  }

  void fail() {
    const bool informed = session_->informed;
    if (!informed) due_[request_] -= session_->knew[request_];  // never tried again
    session_.reset();
    queue_.session_failed();
    schedule_.failed({}, informed || !queue_.empty());
    wanted_ = wanted_ || !queue_.empty();
    check_queue();
  }

  void succeed() {
    if (!session_->informed) inform();
    session_.reset();
    schedule_.succeeded();
    // A passive change that came during the session: the phone's next event takes it along.
    if (!queue_.empty()) schedule_.want();
  }

  // The queue holds exactly what the ACS has not heard of.
  void check_queue() {
    for (const auto& [code, times] : due_) {
      EXPECT_EQ(queue_.holds(code), times > 0) << code << " after " << times;
    }
  }

  const std::string request_{event::connection_request};
  std::mt19937 random_;
  test::FakeClock clock_;
  EventQueue queue_;
  std::map<std::string, unsigned> due_;  // by code: how often it happened and was not delivered
  std::optional<Session> session_;
  bool ready_ = true;
  bool wanted_ = false;
  Schedule schedule_{clock_, [this] { return below(1000) / 1000.0; }, [this] { open(); }};
};

TEST(ScheduleAndQueue, LoseNothingInAnyOfManyLives) {
  for (unsigned seed = 0; seed < lives; ++seed) {
    SCOPED_TRACE(seed);
    Life(seed).live();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace lineman::cwmp
