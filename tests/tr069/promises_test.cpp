// Reboot and FactoryReset, from the request to what the ACS hears of it.
#include "tr069/promises.hpp"

#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using test::factory_reset_request;
using test::reboot_request;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PromisesTest : public test::DoorRig {
 protected:
  void start_asked(std::string request) {
    start();
    session();
    done_.clear();
    acs_.will_ask(std::move(request));
    ASSERT_TRUE(client_->inform());
    session();
  }
  void start_known() {
    start();
    session();
    done_.clear();
  }
};

TEST_F(PromisesTest, ARebootComesAfterItsSessionAndIsToldOnce) {
  start_asked(reboot_request("key 7"));
  EXPECT_THAT(done_, ElementsAre("store", "store", "reboot"));
  EXPECT_EQ(stored().reboot, "key 7");
  EXPECT_TRUE(stored().reboot_begun);
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "M Reboot key 7"));
  EXPECT_FALSE(stored().reboot);
  EXPECT_THAT(done_, testing::Contains("reboot").Times(1));
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT"));
}

TEST_F(PromisesTest, ARebootIsToldUntilTheAcsAnswers) {
  start_asked(reboot_request("key"));
  acs_.will_refuse(503);
  boot();
  session();
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "M Reboot key"));
}

// Some phones restart their programs and not the kernel.
TEST_F(PromisesTest, AnAgentThatWasRestartedByItIsARestartedPhone) {
  start_asked(reboot_request("key"));
  restart();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT", "M Reboot key"));
}

TEST_F(PromisesTest, ARebootThatFailsIsGivenUp) {
  start_asked(reboot_request("key"));
  reboot_failed_();
  EXPECT_FALSE(stored().reboot);
  restart();
  expect_no_session();
}

TEST_F(PromisesTest, AnAgentThatEndsBeforeItsRebootLeavesItToTheNext) {
  start();
  session();
  auto state = stored();
  state.reboot = "key";
  store_.push_back(print(state));
  done_.clear();
  restart();
  EXPECT_THAT(done_, ElementsAre("store", "reboot"));
  EXPECT_TRUE(stored().reboot_begun);
}

TEST_F(PromisesTest, ARebootThatCannotBeStoredIsNotPromised) {
  start_known();
  why_not_stored_ = "No space left on device";
  acs_.will_ask(reboot_request("key"));
  ASSERT_TRUE(client_->inform());
  session();
  EXPECT_THAT(acs_.answers().at(0), HasSubstr("9002"));
  EXPECT_THAT(done_, IsEmpty());
}

TEST_F(PromisesTest, AFactoryResetIsConfigurationThenStateThenANewBeginning) {
  start_asked(factory_reset_request());
  EXPECT_THAT(done_, ElementsAre("store", "reset configuration"));
  EXPECT_TRUE(stored().factory_reset);
  const auto path = stored().request_path;
  reset_done_(true);
  EXPECT_THAT(done_, ElementsAre("store", "reset configuration", "store", "begin anew"));
  EXPECT_FALSE(stored().factory_reset);
  EXPECT_EQ(stored().url, "");
  EXPECT_NE(stored().request_path, path);
  EXPECT_EQ(stored().published, configuration_.generation());
  restart();
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

TEST_F(PromisesTest, NoSessionBeginsDuringAFactoryReset) {
  start_asked(factory_reset_request());
  const auto informs = acs_.informs().size();
  change("static.managementserver.periodic_inform_interval", "600", Door::cwmp);
  change("static.managementserver.url", acs_.url() + "?factory", Door::cwmp);
  EXPECT_FALSE(client_->inform());
  EXPECT_EQ(client_->acs().result, "a factory reset is under way");
  EXPECT_FALSE(client_->doors()[0].open);
  EXPECT_EQ(clock_.armed(), 0U);
  settle();
  EXPECT_EQ(acs_.informs().size(), informs);
}

TEST_F(PromisesTest, AFactoryResetThatIsRefusedIsGivenUp) {
  start_asked(factory_reset_request());
  reset_done_(false);
  EXPECT_FALSE(stored().factory_reset);
  EXPECT_TRUE(client_->doors()[0].open);
  expect_no_session();
  EXPECT_THAT(done_, testing::Not(testing::Contains("begin anew")));
}

TEST_F(PromisesTest, AFactoryResetThatWasCutOffIsDoneAgain) {
  start_asked(factory_reset_request());
  done_.clear();
  boot();
  EXPECT_THAT(done_, ElementsAre("reset configuration"));
  EXPECT_FALSE(client_->inform());
  reset_done_(true);
  EXPECT_THAT(done_, ElementsAre("reset configuration", "store", "begin anew"));
}

TEST_F(PromisesTest, AFactoryResetThatIsRefusedAtTheStartIsAStartLikeAnyOther) {
  start_asked(factory_reset_request());
  boot();
  reset_done_(false);
  EXPECT_THAT(session().events, ElementsAre("1 BOOT"));
  EXPECT_FALSE(stored().factory_reset);
}

// It would begin anew again and again.
TEST_F(PromisesTest, AFactoryResetThatCannotBeStoredDoesNotBeginAnew) {
  start_asked(factory_reset_request());
  why_not_stored_ = "No space left on device";
  reset_done_(true);
  EXPECT_THAT(done_, ElementsAre("store", "reset configuration"));
  why_not_stored_.clear();
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

TEST_F(PromisesTest, AnswersMayComeAfterTheEnd) {
  start_asked(reboot_request("key"));
  kill();
  const auto before = store_.size();
  reboot_failed_();
  EXPECT_EQ(store_.size(), before);
  boot();
  session();
  acs_.will_ask(factory_reset_request());
  ASSERT_TRUE(client_->inform());
  session();
  kill();
  const auto later = store_.size();
  reset_done_(true);
  EXPECT_EQ(store_.size(), later);
}

}  // namespace
}  // namespace lineman::cwmp
