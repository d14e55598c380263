#include "tr069/session/event_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> codes(const EventQueue& queue) {
  std::vector<std::string> all;
  for (const auto& event : queue.events()) {
    all.push_back(event.command_key.empty() ? event.code : event.code + "/" + event.command_key);
  }
  return all;
}

TEST(EventQueue, SingleEventsStandOnceInTheirOrder) {
  EventQueue queue;
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(queue.add(event::connection_request));
    EXPECT_TRUE(queue.add("10 AUTONOMOUS TRANSFER COMPLETE"));
    EXPECT_TRUE(queue.add(event::value_change, "a key that a single event does not have"));
    EXPECT_TRUE(queue.add(event::periodic));
    EXPECT_TRUE(queue.add(event::boot));
  }
  EXPECT_THAT(codes(queue), ElementsAre("1 BOOT", "2 PERIODIC", "4 VALUE CHANGE",
                                        "6 CONNECTION REQUEST", "10 AUTONOMOUS TRANSFER COMPLETE"));
}

TEST(EventQueue, EventsOfMethodsStandOnceForEachKeyBehindAllOthersAsTheyCame) {
  EventQueue queue;
  queue.add(event::reboot, "second");
  queue.add(event::reboot, "first");
  queue.add(event::reboot, "second");
  queue.add(event::reboot);
  queue.add("X 00005E INFORM", "none: it is single");
  queue.add(event::boot);
  EXPECT_THAT(codes(queue), ElementsAre("1 BOOT", "M Reboot/second", "M Reboot/first", "M Reboot",
                                        "X 00005E INFORM"));
}

TEST(EventQueue, BootstrapDiscardsAllOthersButBoot) {
  EventQueue queue;
  for (const auto code : {event::periodic, event::value_change, event::connection_request,
                          event::boot, event::reboot}) {
    queue.add(code, "key");
  }
  EXPECT_TRUE(queue.add(event::bootstrap));
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  queue.add(event::periodic);
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP", "1 BOOT", "2 PERIODIC"))
      << "what came later";
  queue.add(event::bootstrap);
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP", "1 BOOT")) << "the URL changed once more";
}

TEST(EventQueue, BootstrapFitsIntoAFullQueueAndNothingElseDoes) {
  EventQueue queue;
  queue.add(event::boot);
  for (std::size_t i = 1; i < maximum_events; ++i) {
    EXPECT_TRUE(queue.add(event::reboot, std::to_string(i)));
  }
  EXPECT_FALSE(queue.add(event::periodic));
  EXPECT_FALSE(queue.add(event::reboot, "one more"));
  EXPECT_THAT(queue.events(), SizeIs(maximum_events));
  EXPECT_TRUE(queue.add(event::reboot, "1")) << "this one is there";
  EXPECT_TRUE(queue.add(event::bootstrap));
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

// TR-069, A.3.3.1: an Inform has room for so many.
TEST(EventQueue, HoldsAtMost64) {
  EventQueue queue;
  for (unsigned i = 0; i < 64; ++i) EXPECT_TRUE(queue.add(event::reboot, std::to_string(i))) << i;
  EXPECT_FALSE(queue.add(event::reboot, "one more"));
}

TEST(EventQueue, WhatWasToldIsGone) {
  EventQueue queue;
  queue.add(event::boot);
  queue.add(event::reboot, "key");
  const auto told = queue.tell();
  queue.add(event::periodic);
  queue.add(event::reboot, "another key");
  queue.delivered(told);
  EXPECT_THAT(codes(queue), ElementsAre("2 PERIODIC", "M Reboot/another key"));
}

TEST(EventQueue, TheSameEventAgainWhileItIsToldIsANewOne) {
  EventQueue queue;
  queue.add(event::connection_request);
  queue.add(event::value_change);
  const auto told = queue.tell();
  queue.add(event::value_change);
  queue.delivered(told);
  EXPECT_THAT(codes(queue), ElementsAre("4 VALUE CHANGE"));
  queue.delivered(queue.tell());
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, AnInformThatIsMadeAgainCarriesWhatCameMeanwhile) {
  EventQueue queue;
  queue.add(event::value_change);
  queue.tell();
  queue.add(event::value_change);
  const auto told = queue.tell();
  queue.delivered(told);
  EXPECT_THAT(queue.events(), IsEmpty());
}

TEST(EventQueue, BootstrapWhileAnInformIsOutStays) {
  EventQueue queue;
  queue.add(event::bootstrap);
  queue.add(event::boot);
  const auto told = queue.tell();
  queue.add(event::bootstrap);  // the URL changed once more
  queue.delivered(told);
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP"));
}

TEST(EventQueue, AFailedSessionKeepsAllButTheConnectionRequest) {
  EventQueue queue;
  for (const auto code : {event::bootstrap, event::boot, event::periodic, event::value_change,
                          event::connection_request, event::reboot}) {
    queue.add(code);
  }
  queue.tell();
  queue.session_failed();
  EXPECT_THAT(codes(queue),
              ElementsAre("0 BOOTSTRAP", "1 BOOT", "2 PERIODIC", "4 VALUE CHANGE", "M Reboot"));
}

TEST(EventQueue, AConnectionRequestDuringASessionThatFailsStays) {
  EventQueue queue;
  queue.add(event::connection_request);
  queue.tell();
  queue.add(event::connection_request);
  queue.session_failed();
  EXPECT_THAT(codes(queue), ElementsAre("6 CONNECTION REQUEST"));
}

TEST(EventQueue, AConnectionRequestBeforeTheInformResponseStaysWhereTheSessionFailsLater) {
  EventQueue queue;
  queue.add(event::connection_request);
  const auto told = queue.tell();
  queue.add(event::connection_request);
  queue.delivered(told);
  queue.session_failed();
  EXPECT_THAT(codes(queue), ElementsAre("6 CONNECTION REQUEST"));
  queue.tell();
  queue.session_failed();
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, AConnectionRequestAfterTheInformResponseStaysToo) {
  EventQueue queue;
  queue.add(event::boot);
  queue.delivered(queue.tell());
  queue.add(event::connection_request);
  queue.session_failed();
  EXPECT_THAT(codes(queue), ElementsAre("6 CONNECTION REQUEST"));
}

TEST(EventQueue, ARestartOfThePhoneEndsWhatLivesUntilThen) {
  EventQueue queue;
  for (const auto code :
       {event::bootstrap, event::boot, event::periodic, event::value_change, event::reboot}) {
    queue.add(code);
  }
  queue.rebooted();
  EXPECT_THAT(codes(queue), ElementsAre("0 BOOTSTRAP", "2 PERIODIC", "M Reboot"));
}

// TR-069, table 8: until TransferCompleteResponse.
TEST(EventQueue, EventsOfTransfersStayWhenTheInformIsAnswered) {
  EventQueue queue;
  for (const auto code : {event::transfer_complete, event::download, event::upload,
                          event::schedule_download, event::schedule_inform, event::scheduled})
    queue.add(code, "k");
  queue.delivered(queue.tell());
  EXPECT_THAT(queue.events(),
              ElementsAre(EventStruct{"7 TRANSFER COMPLETE", ""}, EventStruct{"M Download", "k"},
                          EventStruct{"M Upload", "k"}, EventStruct{"M ScheduleDownload", "k"}));
  queue.withdraw({"M Upload", "k"});
  EXPECT_FALSE(queue.holds(event::upload));
  queue.withdraw({"M Download", "another"});
  EXPECT_TRUE(queue.holds(event::download));
}

TEST(EventQueue, BootstrapDiscardsEventsOfTransfersToo) {
  EventQueue queue;
  queue.add(event::transfer_complete);
  queue.add(event::download, "k");
  queue.add(event::bootstrap);
  EXPECT_THAT(queue.events(), ElementsAre(EventStruct{"0 BOOTSTRAP", ""}));
}

TEST(EventQueue, ScheduledStandsOnceWithEachOfItsKeys) {
  EventQueue queue;
  for (const auto* key : {"one", "two", "one"}) {
    queue.add(event::scheduled);
    queue.add(event::schedule_inform, key);
  }
  EXPECT_THAT(queue.events(),
              ElementsAre(EventStruct{"3 SCHEDULED", ""}, EventStruct{"M ScheduleInform", "one"},
                          EventStruct{"M ScheduleInform", "two"}));
}

}  // namespace
}  // namespace lineman::cwmp
