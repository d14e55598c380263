#include "tr069/attributes.hpp"

#include "tests/tr069/model_fixture.hpp"

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;

constexpr auto label = "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Label";
constexpr auto client = "Device.Services.VoiceService.1.SIP.Client.1.";
constexpr auto version = "Device.DeviceInfo.SoftwareVersion";
constexpr auto failovers = "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Stats.Failovers";

SetAttributes notify(std::string name, unsigned notification) {
  return {.name = std::move(name), .notification_change = true, .notification = notification};
}

class AttributesTest : public test::ModelFixture {
 protected:
  // The fault's code; 0 where the list was taken.
  unsigned set(std::vector<SetAttributes> list) {
    auto wanted = with_attributes(model_, state_, list);
    if (!wanted) {
      sentence_ = wanted.error().sentence;
      return static_cast<unsigned>(wanted.error().code);
    }
    state_ = std::move(*wanted);
    return 0;
  }
  Notification of(const std::string& name) const {
    const auto found = attributes_of(model_, state_, std::vector{name});
    EXPECT_TRUE(found);
    return found->at(0).notification;
  }

  State state_;
  std::string sentence_;
};

TEST_F(AttributesTest, AreAsTheyWereSet) {
  EXPECT_EQ(of(label), Notification::off);
  EXPECT_EQ(set({notify(label, 2)}), 0U);
  EXPECT_EQ(of(label), Notification::active);
  EXPECT_EQ(set({notify(label, 1)}), 0U);
  EXPECT_EQ(of(label), Notification::passive);
  EXPECT_EQ(set({notify(label, 0)}), 0U);
  EXPECT_EQ(of(label), Notification::off);
  EXPECT_TRUE(state_.notifications.empty());
}

TEST_F(AttributesTest, MayNotBeAskedForWithoutEnd) {
  const auto entries = maximum_asked_parameters / model_.leaves("").value().size() + 1;
  EXPECT_EQ(set(std::vector(entries, notify("", 1))), 9004U);
  EXPECT_EQ(set(std::vector(entries - 1, notify("", 1))), 0U);
  const auto found = attributes_of(model_, state_, std::vector<std::string>(entries, ""));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, FaultCode::resources_exceeded);
}

TEST_F(AttributesTest, OfAPartialPathAreThoseOfEveryParameterBelow) {
  ASSERT_EQ(set({notify(client, 1), notify(label, 2)}), 0U);
  EXPECT_EQ(of(label), Notification::active);
  EXPECT_EQ(of("Device.Services.VoiceService.1.SIP.Client.1.Enable"), Notification::passive);
  EXPECT_EQ(of("Device.Services.VoiceService.1.SIP.Client.2.Enable"), Notification::off);
  const auto without_dot = attributes_of(
      model_, state_, std::vector<std::string>{"Device.Services.VoiceService.1.SIP.Client.1"});
  const auto with_dot = attributes_of(model_, state_, std::vector<std::string>{client});
  ASSERT_TRUE(without_dot);
  EXPECT_EQ(*without_dot, *with_dot);
  EXPECT_GT(with_dot->size(), 10U);
}

TEST_F(AttributesTest, AreLeftAloneWhereNoChangeIsAskedFor) {
  ASSERT_EQ(set({notify(label, 2)}), 0U);
  EXPECT_EQ(set({{.name = label, .notification_change = false, .notification = 0}}), 0U);
  EXPECT_EQ(of(label), Notification::active);
}

TEST_F(AttributesTest, AreSetAllOrNone) {
  EXPECT_EQ(set({notify(label, 2), notify("Device.NoSuchThing", 2)}), 9005U);
  EXPECT_EQ(of(label), Notification::off);
}

TEST_F(AttributesTest, RefuseWhatTheStandardDoesNotKnow) {
  EXPECT_EQ(set({notify(label, 3)}), 9009U);
  EXPECT_EQ(set({notify(label, 6)}), 9009U);
  EXPECT_EQ(set({notify(label, 7)}), 9003U);
  EXPECT_EQ(set({{.name = label, .notification_change = true}}), 9003U);
  EXPECT_THAT(sentence_, HasSubstr(label));
}

TEST_F(AttributesTest, CannotTurnOffWhatIsForced) {
  EXPECT_EQ(of(version), Notification::active);
  EXPECT_EQ(set({notify(version, 0)}), 9009U);
  EXPECT_EQ(set({notify(version, 2)}), 0U);
  EXPECT_EQ(set({notify("Device.DeviceInfo.", 1)}), 0U);
  EXPECT_EQ(of(version), Notification::active);
}

TEST_F(AttributesTest, OfCountersCanBePassiveAlone) {
  EXPECT_EQ(set({notify(failovers, 2)}), 9009U);
  EXPECT_EQ(of(failovers), Notification::off);
  EXPECT_EQ(set({notify(failovers, 1)}), 0U);
  EXPECT_EQ(of(failovers), Notification::passive);
}

TEST_F(AttributesTest, RememberThatWhatIsActiveByItselfWasTurnedOff) {
  constexpr auto url = "Device.ManagementServer.ConnectionRequestURL";
  ASSERT_EQ(model_.notify(url), Notify::active_at_first);
  EXPECT_EQ(set({notify(url, 0)}), 0U);
  ASSERT_TRUE(state_.notifications.contains(url));
  EXPECT_EQ(of(url), Notification::off);
}

// A change that comes before anybody looks again is a change all the same.
TEST_F(AttributesTest, OfALiveValueBeginWithTheValueThatItHasNow) {
  constexpr auto status = "Device.Services.VoiceService.1.SIP.Client.1.Status";
  ASSERT_EQ(set({notify(status, 2)}), 0U);
  ASSERT_TRUE(state_.told.contains(status));
  EXPECT_EQ(state_.told.at(status), model_.value(status)->value);
  state_.told[status] = "Resolving";
  ASSERT_EQ(set({notify(status, 1)}), 0U);
  EXPECT_EQ(state_.told.at(status), "Resolving");
  EXPECT_FALSE(state_.told.contains(label));
}

TEST_F(AttributesTest, KeepTheAccessListAsItIs) {
  EXPECT_EQ(set({{.name = label, .access_list_change = true, .access_list = {"Subscriber"}}}), 0U);
  EXPECT_EQ(set({{.name = label, .access_list_change = true}}), 9001U);
  const auto found = attributes_of(model_, state_, std::vector<std::string>{label});
  EXPECT_EQ(found->at(0).access_list, std::vector<std::string>{"Subscriber"});
}

}  // namespace
}  // namespace lineman::cwmp
