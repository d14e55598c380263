#include "tr069/session/transfer_events.hpp"

#include <gmock/gmock.h>

#include "tr069/session/notifications.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Transfer ended(TransferKind kind, const std::string& key) {
  return {.request = {.kind = kind}, .command_key = key, .state = Transfer::State::ended};
}

std::vector<std::string> events_of(const State& state) {
  std::vector<std::string> texts;
  for (const auto& event : state.events.events())
    texts.push_back(event.command_key.empty() ? event.code : event.code + ' ' + event.command_key);
  return texts;
}

TEST(TransferEvents, AreThoseOfTheTransfersThatHaveEnded) {
  State state;
  state.events.add(event::boot);
  state.transfers.add({.command_key = "waits", .windows = {{}}});
  state.transfers.add(ended(TransferKind::upload, "up"));
  state.transfers.add(ended(TransferKind::download, "down"));
  state.transfers.add(ended(TransferKind::scheduled_download, "later"));
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), ElementsAre("1 BOOT", "7 TRANSFER COMPLETE", "M Upload up",
                                            "M Download down", "M ScheduleDownload later"));
}

TEST(TransferEvents, TheSameAgainChangesNothing) {
  State state;
  state.transfers.add(ended(TransferKind::download, "k"));
  tell_of_transfers(state);
  const auto before = state;
  tell_of_transfers(state);
  EXPECT_EQ(state, before);
}

TEST(TransferEvents, OneThatIsAnsweredTakesItsEventAndTheLastOneAll) {
  State state;
  state.transfers.add(ended(TransferKind::download, "one"));
  state.transfers.add(ended(TransferKind::download, "two"));
  tell_of_transfers(state);
  state.transfers.remove(1);
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), ElementsAre("7 TRANSFER COMPLETE", "M Download two"));
  state.transfers.remove(2);
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), IsEmpty());
}

TEST(TransferEvents, AKeyThatTwoHaveStandsUntilBothAreAnswered) {
  State state;
  state.transfers.add(ended(TransferKind::download, "k"));
  state.transfers.add(ended(TransferKind::download, "k"));
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  state.transfers.remove(1);
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
}

// A file that somebody has cut would else make the phone tell of it for ever.
TEST(TransferEvents, ThoseOfNoTransferAreGone) {
  State state;
  state.events.add(event::transfer_complete);
  state.events.add(event::download, "k");
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), IsEmpty());
}

TEST(TransferEvents, BootstrapForgetsTransfersAndInformsThatAnotherAcsAskedFor) {
  State state;
  state.transfers.add(ended(TransferKind::download, "k"));
  state.transfers.add({.windows = {{}}});
  state.informs.push_back({.command_key = "k"});
  tell_of_transfers(state);
  add_bootstrap(state);
  tell_of_transfers(state);
  EXPECT_THAT(events_of(state), ElementsAre("0 BOOTSTRAP"));
  EXPECT_TRUE(state.transfers.empty());
  EXPECT_THAT(state.informs, IsEmpty());
}

}  // namespace
}  // namespace lineman::cwmp
