// An ACS that DHCP found (TR-069, 3.1; item 7 of the issue): when it counts, and what that changes.
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string url_path = "Device.ManagementServer.URL";

class FoundAcsTest : public test::DoorRig {
 protected:
  FoundAcsTest() { set("static.managementserver.url", ""); }
  void find(const std::string& url) { client_->found({.url = url}); }
  // What the ACS reads.
  std::string url_as_read(test::TestAcs& acs) {
    acs.will_ask(test::acs_envelope("<cwmp:GetParameterValues><ParameterNames><string>" + url_path +
                                        "</string></ParameterNames></cwmp:GetParameterValues>",
                                    {}));
    const auto before = acs.answers().size();
    EXPECT_TRUE(client_->inform());
    EXPECT_TRUE(until([&] { return acs.answers().size() > before && !client_->acs().running; }));
    return acs.answers().size() > before ? acs.answers().back() : "";
  }
};

TEST_F(FoundAcsTest, CountsWhileTheUrlIsEmpty) {
  start();
  EXPECT_EQ(client_->acs().url, "");
  EXPECT_EQ(client_->acs().result, "static.managementserver.url is empty");
  find(acs_.url());
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  EXPECT_EQ(client_->acs().url, acs_.url());
  EXPECT_TRUE(client_->acs().url_found);
  EXPECT_EQ(configuration_.values().get(*datamodel::find_by_name("static.managementserver.url", 2)),
            "")
      << "it is not stored";
}

TEST_F(FoundAcsTest, CountsNotWhereCwmpIsOff) {
  set("static.managementserver.enable", "0");
  start();
  find(acs_.url());
  EXPECT_EQ(client_->acs().result, "static.managementserver.enable is 0");
  settle();
  EXPECT_THAT(acs_.informs(), IsEmpty());
}

TEST_F(FoundAcsTest, YieldsToAUrlThatIsConfigured) {
  test::TestAcs configured;
  set("static.managementserver.url", configured.url());
  start();
  session_with(configured);
  find(acs_.url());
  EXPECT_EQ(client_->acs().url, configured.url());
  EXPECT_FALSE(client_->acs().url_found);
  settle();
  EXPECT_THAT(acs_.informs(), IsEmpty());
  change("static.managementserver.url", "");
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP")) << "another ACS";
}

TEST_F(FoundAcsTest, IsAnotherAcsWhereItsUrlIsAnother) {
  start();
  find(acs_.url());
  session();
  test::TestAcs other;
  find(other.url());
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  EXPECT_EQ(stored().url, other.url());
}

TEST_F(FoundAcsTest, IsTheSameOneAfterARestartAndAfterALeaseThatWasLost) {
  start();
  find(acs_.url());
  session();
  restart();
  find(acs_.url());
  find("");
  EXPECT_EQ(client_->acs().url, "");
  EXPECT_FALSE(client_->doors()[0].open) << "off: no ACS, and the port is closed";
  find(acs_.url());
  EXPECT_TRUE(client_->doors()[0].open);
  expect_no_session();
}

TEST_F(FoundAcsTest, StaysTheSameOneWhereItsUrlIsStored) {
  start();
  find(acs_.url());
  session();
  change("static.managementserver.url", acs_.url(), Door::cwmp);
  EXPECT_FALSE(client_->acs().url_found);
  expect_no_session();
}

TEST_F(FoundAcsTest, AndTheFirstSessionRunsWhenAnotherIsFound) {
  test::TestAcs other;
  start();
  find(acs_.url());
  session([&] { find(other.url()); });
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
}

TEST_F(FoundAcsTest, IsWhatManagementServerUrlReads) {
  start();
  find(acs_.url());
  session();
  EXPECT_THAT(url_as_read(acs_), HasSubstr(acs_.url()));
}

TEST_F(FoundAcsTest, HasAProvisioningCodeThatCountsWhileNoneIsStored) {
  const std::string code = "Device.DeviceInfo.ProvisioningCode";
  start();
  client_->found({.url = acs_.url(), .provisioning_code = "shop.12"});
  EXPECT_EQ(session().value(code), "shop.12");
  client_->found({.url = acs_.url(), .provisioning_code = "shop.13"});
  const auto told = session();
  EXPECT_THAT(told.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(told.value(code), "shop.13");
  change(code, "mine");
  EXPECT_EQ(session().value(code), "mine");
  client_->found({.url = acs_.url(), .provisioning_code = "shop.14"});
  expect_no_session();
  EXPECT_EQ(acs_.informs().back().value(code), "mine");
}

TEST_F(FoundAcsTest, SaysHowLongToWaitWhereNothingElseDoes) {
  start();
  acs_.will_refuse(503);
  client_->found({.url = acs_.url(), .retry_minimum_wait = 1000, .retry_multiplier = 1000});
  session();
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(clock_.wall().time_since_epoch()).count();
  EXPECT_GE(client_->acs().next_session, now + 999);
  EXPECT_LE(client_->acs().next_session, now + 1000);
}

}  // namespace
}  // namespace lineman::cwmp
