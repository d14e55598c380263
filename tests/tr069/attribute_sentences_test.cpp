// What the design says of attributes, sentence by sentence.
#include "tests/tr069/door_rig.hpp"
#include "tests/tr069/model_fixture.hpp"
#include "tr069/attributes.hpp"

namespace lineman::cwmp {
namespace {

const std::string client = "Device.Services.VoiceService.1.SIP.Client.1.";
const std::string failover =
    "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.1.X_00005E_Failover.";

class AttributeSentences : public lineman::test::ModelFixture {
 protected:
  // The fault, or nothing where it is granted.
  std::optional<FaultCode> refused(const std::string& name, unsigned notification) const {
    const std::vector<SetAttributes> list{
        {.name = name, .notification_change = true, .notification = notification}};
    const auto wanted = with_attributes(model_, {}, list);
    return wanted ? std::nullopt : std::optional{wanted.error().code};
  }
};

TEST_F(AttributeSentences, AtomicOneBadEntryLeavesAllAsTheyWere) {
  const std::vector<SetAttributes> list{
      {.name = client + "Status", .notification_change = true, .notification = 2},
      {.name = "Device.Nothing", .notification_change = true, .notification = 1}};
  const auto wanted = with_attributes(model_, {}, list);
  ASSERT_FALSE(wanted);
  EXPECT_EQ(wanted.error().code, FaultCode::invalid_parameter_name);
}

TEST_F(AttributeSentences, Lightweight3To6Are9009) {
  for (unsigned notification = 3; notification <= 6; ++notification) {
    EXPECT_EQ(refused(client + "Status", notification), FaultCode::notification_rejected);
  }
  EXPECT_EQ(refused(client + "Status", 7), FaultCode::invalid_arguments);
}

TEST_F(AttributeSentences, ForcedActiveCannotBeTurnedOff) {
  for (const auto* forced :
       {"Device.DeviceInfo.SoftwareVersion", "Device.DeviceInfo.ProvisioningCode"}) {
    EXPECT_EQ(refused(forced, 0), FaultCode::notification_rejected) << forced;
    EXPECT_EQ(refused(forced, 1), FaultCode::notification_rejected) << forced;
    EXPECT_EQ(refused(forced, 2), std::nullopt) << forced;
  }
}

TEST_F(AttributeSentences, PassiveIsNeverRefused) {
  const auto leaves = model_.leaves("").value();
  for (const auto& name : leaves) {
    if (model_.notify(name) == Notify::forced) continue;
    EXPECT_EQ(refused(name, 1), std::nullopt) << name;
  }
}

TEST_F(AttributeSentences, FastCountersRefuseActiveWith9009) {
  for (const auto& name :
       {client + "X_00005E_Stats.Failovers", failover + "RegisterRequests.RequestsOut",
        std::string{"Device.DeviceInfo.UpTime"}, std::string{"Device.DeviceInfo.MemoryStatus.Free"},
        std::string{"Device.Time.CurrentLocalTime"}}) {
    ASSERT_TRUE(model_.value(name)) << name;
    EXPECT_EQ(refused(name, 2), FaultCode::notification_rejected) << name;
  }
}

TEST_F(AttributeSentences, EveryCounterRefusesActive) {
  const auto leaves = model_.leaves("").value();
  unsigned counters = 0;
  for (const auto& name : leaves) {
    if (model_.value(name)->type != ValueType::unsigned_long) continue;
    ++counters;
    EXPECT_EQ(refused(name, 2), FaultCode::notification_rejected) << name;
  }
  EXPECT_GT(counters, 50U);
}

TEST_F(AttributeSentences, CurrentServerAndStatusAllowActive) {
  EXPECT_EQ(refused(client + "X_00005E_Stats.CurrentServer", 2), std::nullopt);
  EXPECT_EQ(refused(client + "Status", 2), std::nullopt);
}

class AttributesInTheDoor : public lineman::test::DoorRig {
 protected:
  void start_with_active_label() {
    start();
    acs_.will_ask(lineman::test::set_notification(lineman::test::label_path, 2));
    session();
    settle();
  }
};

TEST_F(AttributesInTheDoor, SurviveAReboot) {
  start_with_active_label();
  boot();
  session();
  settle();
  change("account.1.label", "Reception");
  EXPECT_EQ(session().value(lineman::test::label_path), "Reception");
}

TEST_F(AttributesInTheDoor, DoNotSurviveAFactoryReset) {
  start_with_active_label();
  ASSERT_TRUE(stored().notifications.contains(lineman::test::label_path));
  acs_.will_ask(lineman::test::factory_reset_request());
  ASSERT_TRUE(client_->inform());
  session();
  ASSERT_TRUE(until([&] { return reset_done_ != nullptr; }));
  reset_done_(true);
  settle();
  EXPECT_FALSE(stored().notifications.contains(lineman::test::label_path));
}

}  // namespace
}  // namespace lineman::cwmp
