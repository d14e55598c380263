#include "tr069/transfers/transfer_queue.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"
#include "tr069/transfers/queue_text.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using State = Transfer::State;

class TransferQueueTest : public testing::Test {
 protected:
  std::uint64_t add(Transfer transfer) {
    transfer.file_type = "3 Vendor Configuration File";
    const auto number = queue_.add(std::move(transfer));
    EXPECT_TRUE(number);
    return number.value_or(0);
  }
  std::uint64_t add_download(const std::string& key, seconds delay = seconds{0}) {
    return add({.command_key = key, .windows = {{.start = in(delay)}}});
  }
  std::uint64_t add_scheduled(std::vector<TransferWindow> windows) {
    return add({.request = {.kind = TransferKind::scheduled_download},
                .command_key = "scheduled",
                .windows = std::move(windows)});
  }
  DueTime in(seconds delay) const { return {.since = moment_of(wall()), .delay = delay}; }
  TransferWindow window(long start, long end, std::uint32_t tries = 1) const {
    return {.start = in(seconds{start}), .end = in(seconds{end}), .tries = tries};
  }

  WallTime wall() const { return clock_.wall(); }
  void pass(seconds time) {
    clock_.advance(time);
    queue_.look(wall());
  }
  // The number of what may begin; 0 where nothing may.
  std::uint64_t due() const {
    const auto* const transfer = queue_.due(wall());
    return transfer == nullptr ? 0 : transfer->number;
  }
  void fail(std::uint64_t number, FaultCode code = FaultCode::cannot_contact_server) {
    queue_.ended(number, {.fault = code, .sentence = "no", .begun = wall(), .ended = wall()},
                 wall());
  }
  State state_of(std::uint64_t number) const { return queue_.find(number)->state; }
  std::optional<FaultCode> fault_of(std::uint64_t number) const {
    return queue_.find(number)->outcome.fault;
  }

  // The agent dies and comes again, with what the file says, after some time.
  void restart(seconds away = seconds{0}) {
    QueueReader reader;
    std::string text = lines_of(queue_);
    for (std::string_view rest = text; !rest.empty();) {
      const auto end = rest.find('\n');
      const auto line = rest.substr(0, end);
      const auto between = line.find(" = ");
      EXPECT_TRUE(reader.line(line.substr(0, between), std::string{line.substr(between + 3)}));
      rest.remove_prefix(end + 1);
    }
    EXPECT_EQ(reader.result(), queue_);
    queue_ = reader.result();
    clock_.advance(away);
    queue_.restarted(wall(), [this](const Transfer& transfer) {
      return generation_after_ > transfer.generation;
    });
    queue_.look(wall());
  }

  test::FakeClock clock_;
  std::uint64_t generation_ = 41;
  std::uint64_t generation_after_ = 0;  // what stands after a restart was made with this one
  TransferQueue queue_;
};

TEST_F(TransferQueueTest, ADownloadIsDueWhenItsDelayIsOver) {
  const auto number = add_download("k", seconds{5});
  EXPECT_EQ(due(), 0U);
  EXPECT_EQ(queue_.wait(wall()), milliseconds{5000});
  pass(seconds{4});
  EXPECT_EQ(due(), 0U);
  pass(seconds{1});
  EXPECT_EQ(due(), number);
  EXPECT_EQ(queue_.wait(wall()), std::nullopt) << "it waits for its turn";
}

TEST_F(TransferQueueTest, OneAtATimeInTheOrderOfTheirComing) {
  const auto first = add_download("one");
  const auto second = add_download("two");
  EXPECT_EQ(due(), first);
  queue_.begun(first, wall(), generation_);
  EXPECT_EQ(due(), 0U);
  queue_.ended(first, {.begun = wall(), .ended = wall()}, wall());
  EXPECT_EQ(due(), second);
  EXPECT_EQ(state_of(first), State::ended);
}

TEST_F(TransferQueueTest, AFailedDownloadIsNotRepeated) {
  const auto number = add_download("k");
  queue_.begun(number, wall(), generation_);
  fail(number, FaultCode::cannot_contact_server);
  EXPECT_EQ(state_of(number), State::ended);
  EXPECT_EQ(fault_of(number), FaultCode::cannot_contact_server);
  pass(std::chrono::hours{24});
  EXPECT_EQ(due(), 0U);
}

TEST_F(TransferQueueTest, SixteenAreQueuedAndOneMoreIsRefused) {
  for (std::size_t i = 0; i < maximum_transfers; ++i) add_download("k");
  EXPECT_EQ(maximum_transfers, 16U) << "GetAllQueuedTransfersResponse has no room for more";
  EXPECT_EQ(queue_.add({}), std::nullopt);
  queue_.remove(3);
  EXPECT_TRUE(queue_.add({}));
}

TEST_F(TransferQueueTest, OneThatHasEndedHoldsItsPlaceUntilItIsTold) {
  for (std::size_t i = 0; i < maximum_transfers; ++i) add_download("k");
  queue_.begun(1, wall(), generation_);
  queue_.ended(1, {}, wall());
  EXPECT_EQ(queue_.add({}), std::nullopt);
}

TEST_F(TransferQueueTest, ACommandKeyTwiceIsPermitted) {
  add_download("k");
  add_download("k");
  EXPECT_THAT(queue_.transfers(), SizeIs(2));
}

// What TransferComplete has no word for.
TEST_F(TransferQueueTest, AFaultThatTransferCompleteCannotSayIsTheGeneralOne) {
  const auto down = add_download("k");
  queue_.begun(down, wall(), generation_);
  fail(down, FaultCode::unsupported_protocol);
  EXPECT_EQ(fault_of(down), FaultCode::download_failure);
  const auto up = add({.request = {.kind = TransferKind::upload}, .windows = {{.start = in({})}}});
  queue_.begun(up, wall(), generation_);
  fail(up, FaultCode::invalid_arguments);
  EXPECT_EQ(fault_of(up), FaultCode::upload_failure);
}

TEST_F(TransferQueueTest, WhatIsNotInTheQueueEndsUnheard) {
  const auto number = add_download("k");
  queue_.begun(number, wall(), generation_);
  queue_.clear();
  queue_.ended(number, {}, wall());
  EXPECT_THAT(queue_.transfers(), IsEmpty());
  EXPECT_NE(add_download("k"), number) << "or it would end for another one";
}

// --- ScheduleDownload

TEST_F(TransferQueueTest, AScheduledDownloadIsDueWithinItsWindow) {
  const auto number = add_scheduled({window(10, 20)});
  EXPECT_EQ(queue_.wait(wall()), milliseconds{10'000});
  pass(seconds{9});
  EXPECT_EQ(due(), 0U);
  pass(seconds{1});
  EXPECT_EQ(due(), number);
  EXPECT_EQ(queue_.wait(wall()), milliseconds{10'000}) << "then the window closes";
}

TEST_F(TransferQueueTest, Fault9020WhereNoWindowWasOpenWhenItCouldBegin) {
  const auto number = add_scheduled({window(10, 20), window(30, 40)});
  pass(seconds{20});
  EXPECT_EQ(state_of(number), State::waiting);
  EXPECT_EQ(queue_.wait(wall()), milliseconds{10'000});
  pass(seconds{20});
  EXPECT_EQ(state_of(number), State::ended);
  EXPECT_EQ(fault_of(number), FaultCode::outside_time_windows);
}

TEST_F(TransferQueueTest, Fault9020WhileAnotherOneTakesTooLong) {
  const auto long_one = add_download("long");
  const auto scheduled = add_scheduled({window(0, 20)});
  queue_.begun(long_one, wall(), generation_);
  EXPECT_EQ(queue_.wait(wall()), milliseconds{20'000});
  pass(seconds{20});
  EXPECT_EQ(fault_of(scheduled), FaultCode::outside_time_windows);
}

TEST_F(TransferQueueTest, ATryThatFailsIsFollowedByTheNextWindow) {
  const auto number = add_scheduled({window(0, 20), window(30, 40)});
  queue_.begun(number, wall(), generation_);
  fail(number);
  EXPECT_EQ(state_of(number), State::waiting);
  EXPECT_EQ(due(), 0U);
  pass(seconds{30});
  EXPECT_EQ(due(), number);
  queue_.begun(number, wall(), generation_);
  queue_.ended(number, {}, wall());
  EXPECT_EQ(fault_of(number), std::nullopt);
}

TEST_F(TransferQueueTest, MaxRetriesIsHowOftenATryIsRepeatedInItsWindow) {
  const auto number = add_scheduled({window(0, 1000, 3)});
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(due(), number) << i;
    queue_.begun(number, wall(), generation_);
    fail(number);
    EXPECT_EQ(due(), 0U) << "not without a pause";
    EXPECT_EQ(queue_.wait(wall()), milliseconds{retry_pause});
    pass(retry_pause);
  }
  queue_.begun(number, wall(), generation_);
  fail(number, FaultCode::cannot_access_file);
  EXPECT_EQ(state_of(number), State::ended);
  EXPECT_EQ(fault_of(number), FaultCode::cannot_access_file);
}

TEST_F(TransferQueueTest, TheFaultOfTheLastTryIsToldWhenTheWindowCloses) {
  const auto number = add_scheduled({window(0, 30, 9)});
  queue_.begun(number, wall(), generation_);
  fail(number, FaultCode::cannot_access_file);
  pass(seconds{30});
  EXPECT_EQ(state_of(number), State::ended);
  EXPECT_EQ(fault_of(number), FaultCode::cannot_access_file);
}

// --- CancelTransfer

TEST_F(TransferQueueTest, CancelTakesAllWithThatKey) {
  add_download("k");
  add_download("other");
  add_download("k");
  const auto cancelled = queue_.cancel("k");
  ASSERT_TRUE(cancelled);
  EXPECT_THAT(*cancelled, SizeIs(2));
  ASSERT_THAT(queue_.transfers(), SizeIs(1));
  EXPECT_EQ(queue_.transfers()[0].command_key, "other");
}

TEST_F(TransferQueueTest, CancelOfAKeyThatNobodyHasIsFine) {
  EXPECT_THAT(queue_.cancel("k").value(), IsEmpty());
}

TEST_F(TransferQueueTest, Fault9021WhileOneIsUnderWayOrHasEnded) {
  const auto number = add_download("k");
  add_download("k");
  queue_.begun(number, wall(), generation_);
  EXPECT_EQ(queue_.cancel("k").error().code, FaultCode::cancel_not_permitted);
  EXPECT_THAT(queue_.transfers(), SizeIs(2)) << "nothing is cancelled";
  queue_.ended(number, {}, wall());
  EXPECT_EQ(queue_.cancel("k").error().code, FaultCode::cancel_not_permitted);
}

TEST_F(TransferQueueTest, WhatCouldNotBeCancelledStandsWhereItStood) {
  add_download("one");
  add_download("k");
  add_download("three");
  const auto before = queue_;
  const auto cancelled = queue_.cancel("k").value();
  for (const auto& transfer : cancelled) queue_.put_back(transfer);
  EXPECT_EQ(queue_, before);
}

// --- GetAllQueuedTransfers

TEST_F(TransferQueueTest, ListsAllWithTheirStates) {
  add({.request = {.file_size = 7, .target_file_name = "t"},
       .command_key = "waits",
       .windows = {{.start = in(seconds{5})}}});
  const auto up = add({.request = {.kind = TransferKind::upload},
                       .command_key = "moves",
                       .windows = {{.start = in(seconds{0})}}});
  const auto done = add_download("done");
  queue_.begun(done, wall(), generation_);
  queue_.ended(done, {}, wall());
  queue_.begun(up, wall(), generation_);
  const std::string type = "3 Vendor Configuration File";
  EXPECT_THAT(queue_.listed(), ElementsAre(AllQueuedTransferStruct{"waits", 1, true, type, 7, "t"},
                                           AllQueuedTransferStruct{"moves", 2, false, type, 0, ""},
                                           AllQueuedTransferStruct{"done", 3, true, type, 0, ""}));
}

// --- Over a restart, at each step

TEST_F(TransferQueueTest, RestartWhileItWaits) {
  const auto number = add_download("k", seconds{60});
  restart(seconds{20});
  EXPECT_EQ(queue_.wait(wall()), milliseconds{40'000});
  restart(seconds{40});
  EXPECT_EQ(due(), number);
}

TEST_F(TransferQueueTest, RestartOnceItIsDue) {
  const auto number = add_download("k");
  restart(seconds{1000});
  EXPECT_EQ(due(), number) << "it was not begun";
}

TEST_F(TransferQueueTest, RestartWhileItIsUnderWayHasFailedIt) {
  const auto down = add_download("down");
  queue_.begun(down, wall(), generation_);
  const auto begun = wall();
  restart(seconds{7});
  EXPECT_EQ(state_of(down), State::ended);
  EXPECT_EQ(queue_.find(down)->outcome,
            (TransferOutcome{.fault = FaultCode::download_failure,
                             .sentence = "the agent was restarted during the transfer",
                             .begun = begun,
                             .ended = wall()}));
  const auto up = add({.request = {.kind = TransferKind::upload}, .windows = {{.start = in({})}}});
  queue_.begun(up, wall(), generation_);
  restart();
  EXPECT_EQ(fault_of(up), FaultCode::upload_failure);
  EXPECT_EQ(due(), 0U);
}

TEST_F(TransferQueueTest, RestartWhileItIsUnderWayHasDoneWhatStands) {
  const auto number = add_download("down");
  queue_.begun(number, wall(), generation_);
  const auto begun = wall();
  generation_after_ = generation_ + 1;
  restart(seconds{7});
  EXPECT_EQ(queue_.find(number)->outcome, (TransferOutcome{.begun = begun, .ended = wall()}));
  EXPECT_EQ(state_of(number), State::ended);
}

TEST_F(TransferQueueTest, RestartWhenItHasEndedKeepsHow) {
  const auto good = add_download("good");
  queue_.begun(good, wall(), generation_);
  queue_.ended(good, {.begun = wall(), .ended = wall() + seconds{3}}, wall());
  const auto bad = add_download("bad");
  queue_.begun(bad, wall(), generation_);
  fail(bad, FaultCode::file_corrupted);
  const auto before = queue_;
  restart(seconds{100});
  EXPECT_EQ(queue_, before);
}

TEST_F(TransferQueueTest, RestartDuringATryOfAScheduledDownloadLeavesTheNextWindow) {
  const auto number = add_scheduled({window(0, 20), window(30, 40)});
  queue_.begun(number, wall(), generation_);
  restart(seconds{5});
  EXPECT_EQ(state_of(number), State::waiting);
  EXPECT_EQ(due(), 0U);
  restart(seconds{25});
  EXPECT_EQ(due(), number);
}

TEST_F(TransferQueueTest, RestartAfterTheLastWindow) {
  const auto number = add_scheduled({window(0, 20)});
  restart(seconds{21});
  EXPECT_EQ(fault_of(number), FaultCode::outside_time_windows);
}

TEST_F(TransferQueueTest, AClockThatWasSetBackLengthensNoWaitBeyondItsDelay) {
  const auto number = add_download("k", seconds{60});
  clock_.set_wall(wall() - std::chrono::hours{24 * 365});
  restart();
  EXPECT_EQ(queue_.wait(wall()), milliseconds{60'000});
  restart(seconds{60});
  EXPECT_EQ(due(), number);
}

}  // namespace
}  // namespace lineman::cwmp
