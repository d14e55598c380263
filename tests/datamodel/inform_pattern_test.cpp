// What an InformParameter may say, and the rules between its rows.
#include "datamodel/inform_pattern.hpp"

#include <gmock/gmock.h>

#include "datamodel/rules.hpp"

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string client = "Device.Services.VoiceService.1.SIP.Client.";

TEST(InformName, IsAFullNameWithWildcardsForRows) {
  for (const auto& good : {std::string{}, client + "1.Status", client + "*.Status",
                           client + "99.X_00005E_Stats.State", client + "*.Contact.*.ExpireTime",
                           std::string{"Device.Services.VoiceService.*.SIP.Client.2.Status"},
                           std::string{"Device.DeviceInfo.UpTime"},
                           std::string{"Device.IP.Interface.*.IPv4Address.*.IPAddress"}}) {
    EXPECT_EQ(problem_with_inform_name(good), "") << good;
  }
}

TEST(InformName, IsNothingElse) {
  for (const auto& bad :
       {client, client + "*.", client + "*", client + "Status", client + "0.Status",
        client + "01.Status", client + "1*.Status", client + "**.Status", client + "x.Status",
        client + ".Status", client + "1.Nothing", client + "*.X_00005E_Status",
        std::string{"Device.*.UpTime"}, std::string{"*"}, std::string{"."}, std::string{"Device"},
        std::string{"UpTime"}, std::string{"device.DeviceInfo.UpTime"},
        std::string{"Device.DeviceInfo.*"}}) {
    EXPECT_EQ(problem_with_inform_name(bad), "is no full name of a parameter, with * for rows")
        << bad;
  }
}

TEST(InformName, IsNotWhatEveryInformCarries) {
  for (const auto* forced :
       {"Device.DeviceInfo.SoftwareVersion", "Device.DeviceInfo.ProvisioningCode",
        "Device.RootDataModelVersion", "Device.ManagementServer.ConnectionRequestURL"}) {
    EXPECT_EQ(problem_with_inform_name(forced), "is in every Inform already") << forced;
  }
}

TEST(InformEvents, AreThoseOfTheStandardWithoutValueChange) {
  for (const auto* good : {"", "2 PERIODIC", "0 BOOTSTRAP,1 BOOT", "14 HEARTBEAT, 2 PERIODIC",
                           "M Reboot", "X 00005E INFORM", "10 AUTONOMOUS TRANSFER COMPLETE"}) {
    EXPECT_EQ(problem_with_inform_events(good), "") << good;
  }
  EXPECT_THAT(problem_with_inform_events("2 PERIODIC,4 VALUE CHANGE"), HasSubstr("4 VALUE CHANGE"));
  for (const auto* bad : {"PERIODIC", "2", "2 periodic", ",", "2 PERIODIC,", ",2 PERIODIC",
                          "2 PERIODIC;1 BOOT", "M ", "99 PARTY"}) {
    EXPECT_NE(problem_with_inform_events(bad), "") << bad;
  }
}

TEST(InformEvents, AnEmptyListNamesAllButValueChange) {
  EXPECT_TRUE(names_event("", "2 PERIODIC"));
  EXPECT_TRUE(names_event("", "14 HEARTBEAT"));
  EXPECT_FALSE(names_event("", "4 VALUE CHANGE"));
}

TEST(InformEvents, AListNamesItsOwn) {
  EXPECT_TRUE(names_event("1 BOOT, 2 PERIODIC", "2 PERIODIC"));
  EXPECT_TRUE(names_event("1 BOOT,2 PERIODIC", "1 BOOT"));
  EXPECT_FALSE(names_event("1 BOOT", "11 DU STATE CHANGE COMPLETE"));
  EXPECT_FALSE(names_event("1 BOOT,2 PERIODIC", "BOOT"));
}

class InformRules : public ::testing::Test {
 protected:
  static ParameterRef ref(unsigned row, const std::string& leaf) {
    const auto path = "Device.ManagementServer.InformParameter." + std::to_string(row) + '.' + leaf;
    return find_by_path(path, 1).value();
  }
  void set(unsigned row, const std::string& leaf, std::string_view value) {
    changed_.push_back(ref(row, leaf));
    values_.set(changed_.back(), value);
  }
  void add(unsigned row, std::string_view name, bool enable) {
    set(row, "ParameterName", name);
    set(row, "Enable", enable ? "1" : "0");
  }
  std::vector<std::string> broken() const {
    std::vector<std::string> names;
    for (const auto& problem : broken_rules(values_, changed_)) names.push_back(problem.name);
    return names;
  }

  Values values_;
  std::vector<ParameterRef> changed_;
};

TEST_F(InformRules, ABadNameAndABadEventAreNamed) {
  add(3, "Device.", true);
  set(3, "EventList", "4 VALUE CHANGE");
  EXPECT_THAT(broken(),
              ElementsAre(name_of(ref(3, "ParameterName")), name_of(ref(3, "EventList"))));
}

TEST_F(InformRules, TwoEnabledRowsDoNotNameTheSame) {
  add(1, "Device.DeviceInfo.UpTime", true);
  add(2, "Device.DeviceInfo.UpTime", false);
  EXPECT_THAT(broken(), IsEmpty());
  changed_.clear();
  set(2, "Enable", "1");
  EXPECT_THAT(broken(), ElementsAre(name_of(ref(2, "Enable"))));
}

TEST_F(InformRules, RowsWithoutANameAreNotTheSame) {
  add(1, "", true);
  add(2, "", true);
  EXPECT_THAT(broken(), IsEmpty());
}

TEST_F(InformRules, TheRowsOfTheTableAreNoPartOfFilesOrOfTheMib) {
  EXPECT_EQ(name_of(ref(16, "Alias")), "Device.ManagementServer.InformParameter.16.Alias");
  EXPECT_EQ(object_name_of(ref(16, "Alias")), "");
  EXPECT_FALSE(find_by_path("Device.ManagementServer.InformParameter.17.Alias", 1));
  EXPECT_FALSE(find_by_path("Device.ManagementServer.InformParameter.0.Alias", 1));
}

}  // namespace
}  // namespace lineman::datamodel
