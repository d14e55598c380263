// Transfers from the request to what the ACS hears of their end.
#include "tr069/transfers.hpp"

#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::seconds;
using test::acs_request;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// As acs_messages.cpp writes them: the key is "k", DelaySeconds 5.
std::string download() {
  return acs_request("Download", {});
}
std::string with_key(std::string request, const std::string& key) {
  const std::string whole = "<CommandKey>k</CommandKey>";
  return request.replace(request.find(whole), whole.size(), "<CommandKey>" + key + "</CommandKey>");
}

class TransfersTest : public test::DoorRig {
 protected:
  void start_known() {
    start();
    session();
  }
  void ask(std::string request) {
    acs_.will_ask(std::move(request));
    ASSERT_TRUE(client_->inform());
    session();
    settle();
  }
  void pass(Duration time) {
    clock_.advance(time);
    settle();
  }
  // A download that is under way.
  void start_moving() {
    start_known();
    ask(download());
    pass(seconds{5});
    ASSERT_TRUE(mover_.is_moving());
  }
  TransferOutcome good() const { return {.begun = clock_.wall(), .ended = clock_.wall()}; }
  TransferOutcome bad() const {
    return {.fault = FaultCode::file_corrupted,
            .sentence = "a.cfg:3: no such parameter",
            .begun = clock_.wall(),
            .ended = clock_.wall()};
  }
};

TEST_F(TransfersTest, ADownloadIsMovedAndItsEndToldOnce) {
  start_known();
  ask(download());
  EXPECT_THAT(acs_.answers().at(0), HasSubstr("<Status>1</Status>"));
  EXPECT_THAT(mover_.begun, IsEmpty());
  pass(seconds{5});
  ASSERT_THAT(mover_.begun, SizeIs(1));
  EXPECT_EQ(mover_.begun[0].url, "http://files/a.cfg");
  mover_.end(good());
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), ElementsAre("k 0 "));
  EXPECT_TRUE(stored().transfers.empty());
  expect_no_session();
  EXPECT_THAT(acs_.completes(), SizeIs(1));
}

TEST_F(TransfersTest, AFailedOneIsToldWithItsReason) {
  start_moving();
  mover_.end(bad());
  session();
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9018 a.cfg:3: no such parameter"));
}

TEST_F(TransfersTest, UploadAndScheduleDownloadHaveTheirOwnEvents) {
  start_known();
  ask(acs_request("Upload", {}));
  pass(seconds{5});
  mover_.end(good());
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Upload k"));
  settle();
  ask(acs_request("ScheduleDownload", {}));
  settle();
  mover_.end(good());
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M ScheduleDownload k"));
}

TEST_F(TransfersTest, NoneBeginsInASession) {
  start_known();
  ask(download());
  client_->inform();
  session([&] {
    clock_.advance(seconds{5});
    EXPECT_FALSE(mover_.is_moving());
  });
  settle();
  EXPECT_TRUE(mover_.is_moving());
}

TEST_F(TransfersTest, TheStateSaysThatItHasBegunBeforeItDoes) {
  start_known();
  ask(download());
  why_not_stored_ = "No space left on device";
  pass(seconds{5});
  EXPECT_THAT(mover_.begun, IsEmpty());
  why_not_stored_.clear();
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9002 the transfer could not be stored"));
}

TEST_F(TransfersTest, OneThatEndsInASessionWaitsForTheNext) {
  start_moving();
  client_->inform();
  const auto first = session([&] { mover_.end(good()); });
  EXPECT_THAT(first.events, ElementsAre("X 00005E INFORM"));
  EXPECT_THAT(acs_.completes(), IsEmpty());
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), SizeIs(1));
}

TEST_F(TransfersTest, OneAfterTheOtherAndTheirEndsInOrder) {
  start_known();
  acs_.will_ask(with_key(download(), "one"));
  ask(with_key(download(), "two"));
  pass(seconds{5});
  ASSERT_THAT(mover_.begun, SizeIs(1));
  mover_.end(good());
  ASSERT_THAT(mover_.begun, SizeIs(2));
  mover_.end(bad());
  EXPECT_THAT(session().events,
              ElementsAre("7 TRANSFER COMPLETE", "M Download one", "M Download two"));
  EXPECT_THAT(acs_.completes(), ElementsAre("one 0 ", "two 9018 a.cfg:3: no such parameter"));
}

// --- What the ACS answers

TEST_F(TransfersTest, EventsStayUntilTransferCompleteIsAnswered) {
  start_moving();
  acs_.will_refuse(503, true);  // InformResponse, and then no answer to TransferComplete
  acs_.will_refuse_completes({8005, 8005, 8005, 8005});
  mover_.end(good());
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), SizeIs(4)) << "8005: the same again, three times";
  EXPECT_THAT(stored().events.events(), SizeIs(2));
  acs_.will_refuse(200, true);
  pass(seconds{10});
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), SizeIs(5));
  EXPECT_THAT(stored().events.events(), IsEmpty());
}

TEST_F(TransfersTest, Item10AnotherFaultToTransferCompleteCountsAsDone) {
  start_moving();
  acs_.will_refuse_completes({8002});
  mover_.end(good());
  session();
  EXPECT_TRUE(stored().transfers.empty());
  EXPECT_THAT(stored().events.events(), IsEmpty());
  expect_no_session();
}

TEST_F(TransfersTest, AnInformThatIsNotAnsweredTellsNothing) {
  start_moving();
  acs_.will_refuse(503);
  mover_.end(good());
  session();
  EXPECT_THAT(acs_.completes(), IsEmpty());
  pass(seconds{10});
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), SizeIs(1));
}

TEST_F(TransfersTest, AnEndIsToldOnceTheDiskHasIt) {
  start_moving();
  is_disk_slow_ = true;
  mover_.end(bad());
  client_->inform();
  session();
  EXPECT_THAT(acs_.completes(), IsEmpty()) << "after a crash it would be another end";
  disk_is_ready();
  session();
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9018 a.cfg:3: no such parameter"));
}

// --- Over a restart

TEST_F(TransfersTest, RestartBeforeItIsDueKeepsIt) {
  start_known();
  ask(download());
  kill();
  clock_.advance(seconds{3});
  start();
  pass(seconds{1});
  EXPECT_THAT(mover_.begun, IsEmpty());
  pass(seconds{1});
  EXPECT_THAT(mover_.begun, SizeIs(1));
}

TEST_F(TransfersTest, RestartDuringItFailsItAndTellsSo) {
  start_moving();
  restart();
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9010 the agent was restarted during the transfer"));
  EXPECT_THAT(mover_.begun, SizeIs(1)) << "never repeated by ourselves";
}

TEST_F(TransfersTest, RestartAfterItsCommitTellsThatItStands) {
  start_moving();
  mover_.committed = mover_.current + 1;
  restart();
  EXPECT_THAT(session().events, ElementsAre("7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), ElementsAre("k 0 "));
}

TEST_F(TransfersTest, RestartWithWhatStoodBeforeItBeganIsAFailure) {
  mover_.committed = mover_.current;
  start_moving();
  restart();
  session();
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9010 the agent was restarted during the transfer"));
}

TEST_F(TransfersTest, RestartBeforeItsEndIsTold) {
  start_moving();
  acs_.will_refuse(503);
  mover_.end(bad());
  session();
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "7 TRANSFER COMPLETE", "M Download k"));
  EXPECT_THAT(acs_.completes(), ElementsAre("k 9018 a.cfg:3: no such parameter"));
  restart();
  expect_no_session();
}

TEST_F(TransfersTest, AnEndAfterTheEndOfTheDoorIsHeardByNobody) {
  start_moving();
  kill();
  mover_.end(good());
}

// --- Another ACS, and the factory reset

TEST_F(TransfersTest, AnotherAcsHearsNothingOfTheTransfersOfTheFirst) {
  start_moving();
  test::TestAcs other;
  change("static.managementserver.url", other.url());
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  mover_.end(good());
  settle();
  EXPECT_THAT(other.completes(), IsEmpty());
  EXPECT_THAT(stored().events.events(), IsEmpty());
}

TEST_F(TransfersTest, NorOfThoseThatTheFirstAsksForWhenItIsTheOneNoLonger) {
  start_known();
  test::TestAcs other;
  acs_.will_ask(download());
  ASSERT_TRUE(client_->inform());
  session([&] { change("static.managementserver.url", other.url()); });
  EXPECT_THAT(acs_.answers(), SizeIs(1));
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  pass(seconds{5});
  EXPECT_THAT(mover_.begun, IsEmpty());
  EXPECT_TRUE(stored().transfers.empty());
}

TEST_F(TransfersTest, AFactoryResetForgetsThem) {
  start_known();
  ask(download());
  ask(test::factory_reset_request());
  pass(seconds{5});
  EXPECT_THAT(mover_.begun, IsEmpty()) << "not when the phone is about to forget it";
  reset_done_(true);
  EXPECT_TRUE(stored().transfers.empty());
}

TEST_F(TransfersTest, NoneBeginsWhenThePhoneIsAboutToRestart) {
  start_known();
  acs_.will_ask(download());
  ask(test::reboot_request("r"));
  pass(seconds{5});
  EXPECT_THAT(mover_.begun, IsEmpty());
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "M Reboot r"));
  settle();
  EXPECT_THAT(mover_.begun, SizeIs(1));
}

TEST_F(TransfersTest, OneThatWaitedForARestartBeginsWhereThatFails) {
  start_known();
  acs_.will_ask(download());
  ask(test::reboot_request("r"));
  pass(seconds{5});
  ASSERT_THAT(mover_.begun, IsEmpty());
  reboot_failed_();
  settle();
  EXPECT_THAT(mover_.begun, SizeIs(1));
}

// --- ScheduleInform

std::string schedule_inform(const std::string& key, const std::string& delay) {
  auto request = with_key(acs_request("ScheduleInform", {}), key);
  const std::string five = "<DelaySeconds>5</DelaySeconds>";
  return request.replace(request.find(five), five.size(),
                         "<DelaySeconds>" + delay + "</DelaySeconds>");
}

TEST_F(TransfersTest, AScheduledInformComesWhenItIsDue) {
  start_known();
  ask(schedule_inform("k", "5"));
  pass(seconds{4});
  ask(acs_request("GetRPCMethods", {}));
  pass(seconds{1});
  EXPECT_THAT(session().events, ElementsAre("3 SCHEDULED", "M ScheduleInform k"));
  EXPECT_THAT(stored().informs, IsEmpty());
  expect_no_session();
}

TEST_F(TransfersTest, SeveralAreOneScheduledAndEachTheirKey) {
  start_known();
  acs_.will_ask(schedule_inform("one", "5"));
  ask(schedule_inform("two", "5"));
  pass(seconds{5});
  EXPECT_THAT(session().events,
              ElementsAre("3 SCHEDULED", "M ScheduleInform one", "M ScheduleInform two"));
}

TEST_F(TransfersTest, AScheduledInformOutlivesTheAgent) {
  start_known();
  ask(schedule_inform("k", "3600"));
  kill();
  clock_.advance(seconds{3600});
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "3 SCHEDULED", "M ScheduleInform k"));
}

TEST_F(TransfersTest, AnotherAcsGetsNoScheduledInformOfTheFirst) {
  start_known();
  ask(schedule_inform("k", "5"));
  test::TestAcs other;
  change("static.managementserver.url", other.url());
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  pass(seconds{5});
  EXPECT_THAT(other.informs(), SizeIs(1));
}

}  // namespace
}  // namespace lineman::cwmp
