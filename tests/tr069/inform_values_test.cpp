// InformParameter (TR-181): what Informs carry because the ACS asked for it.
#include "tr069/inform_values.hpp"

#include "tests/tr069/door_rig.hpp"
#include "tests/tr069/model_fixture.hpp"

namespace lineman::cwmp {
namespace {

using namespace std::chrono_literals;

const std::string table = "Device.ManagementServer.InformParameter.";

class InformValues : public test::DoorRig {
 protected:
  void add(unsigned row, const std::string& name, std::string_view events = {}) {
    const auto path = table + std::to_string(row) + '.';
    set(path + "Alias", "cpe-" + std::to_string(row));
    set(path + "Enable", "1");
    set(path + "ParameterName", name);
    set(path + "EventList", events);
  }
  test::SeenInform first_inform() {
    start();
    return session();
  }
};

TEST_F(InformValues, OfARowAreInTheInform) {
  set("account.1.label", "Reception");
  add(1, test::label_path);
  EXPECT_EQ(first_inform().value(test::label_path), "Reception");
}

TEST_F(InformValues, OfAPatternAreThoseOfEveryRow) {
  add(1, "Device.Services.VoiceService.1.SIP.Client.*.Status");
  const auto inform = first_inform();
  EXPECT_TRUE(inform.has(test::status_path));
  EXPECT_TRUE(inform.has("Device.Services.VoiceService.1.SIP.Client.2.Status"));
}

TEST_F(InformValues, GoWithTheEventsOfTheRowAlone) {
  add(1, test::label_path, "X 00005E INFORM,2 PERIODIC");
  EXPECT_FALSE(first_inform().has(test::label_path));
  ASSERT_TRUE(client_->inform());
  EXPECT_TRUE(session().has(test::label_path));
}

TEST_F(InformValues, GoWithAHeartbeatToo) {
  add(1, test::label_path, "14 HEARTBEAT");
  set("Device.ManagementServer.HeartbeatPolicy.ReportingInterval", "30");
  set("Device.ManagementServer.HeartbeatPolicy.Enable", "1");
  EXPECT_FALSE(first_inform().has(test::label_path));
  clock_.advance(30s);
  EXPECT_TRUE(session().has(test::label_path));
}

TEST_F(InformValues, OfARowThatIsDisabledOrFreeAreNotThere) {
  add(1, test::label_path);
  set(table + "1.Enable", "0");
  add(2, test::status_path);
  set(table + "2.Alias", "");
  const auto inform = first_inform();
  EXPECT_FALSE(inform.has(test::label_path));
  EXPECT_FALSE(inform.has(test::status_path));
}

TEST_F(InformValues, AreThereOnce) {
  add(1, test::label_path);
  add(2, "Device.Services.VoiceService.1.SIP.Client.*.X_00005E_Label");
  unsigned seen = 0;
  for (const auto& [name, value] : first_inform().parameters) seen += name == test::label_path;
  EXPECT_EQ(seen, 1U);
}

TEST_F(InformValues, OfWhatIsNotThereAreLeftOut) {
  add(1, "Device.Services.VoiceService.1.SIP.Client.99.Status");
  EXPECT_FALSE(first_inform().has("Device.Services.VoiceService.1.SIP.Client.99.Status"));
}

class InformValuesLimit : public lineman::test::ModelFixture {};

TEST_F(InformValuesLimit, AddsNothingToAnInformThatIsFull) {
  configuration_.set(table + "1.Alias", "cpe-1");
  configuration_.set(table + "1.Enable", "1");
  configuration_.set(table + "1.ParameterName",
                     "Device.Services.VoiceService.1.SIP.Client.*.Status");
  const std::vector<EventStruct> events{{"2 PERIODIC", {}}};
  std::vector<ParameterValue> carried(maximum_inform_values - 1);
  for (std::size_t i = 0; i < carried.size(); ++i) carried[i].name = std::to_string(i);
  add_inform_values(carried, events, model_, configuration_);
  EXPECT_EQ(carried.size(), maximum_inform_values);
  EXPECT_EQ(carried.back().name, test::status_path);
}

}  // namespace
}  // namespace lineman::cwmp
