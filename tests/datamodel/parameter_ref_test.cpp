#include "datamodel/parameter_ref.hpp"

#include <gmock/gmock.h>

#include <set>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

ParameterRef expires_of(std::uint16_t account, std::uint16_t server) {
  const auto name =
      "account." + std::to_string(account) + ".sip_server." + std::to_string(server) + ".expires";
  return find_by_name(name, maximum_accounts).value();
}

TEST(ParameterRef, HasThreeNames) {
  const auto ref = expires_of(3, 2);
  EXPECT_EQ(name_of(ref), "account.3.sip_server.2.expires");
  EXPECT_EQ(tr069_name_of(ref),
            "Device.Services.VoiceService.1.SIP.Network.3.FQDNServer.2.X_00005E_Failover."
            "RegisterExpires");
  EXPECT_EQ(object_name_of(ref), "sipServerExpires.3.2");
}

TEST(ParameterRef, OfAnOutboundProxyHoldsItsNumber) {
  const auto ref = find_by_name("account.3.outbound_proxy.2.retry_counts", 4).value();
  EXPECT_EQ(ref.instance, (Instance{3, 2}));
  EXPECT_EQ(tr069_name_of(ref),
            "Device.Services.VoiceService.1.SIP.Network.3.X_00005E_OutboundProxy.2.RetryCount");
  EXPECT_EQ(object_name_of(ref), "outboundProxyRetryCounts.3.2");
  EXPECT_FALSE(find_by_name("account.3.outbound_proxy.3.retry_counts", 4));
  EXPECT_FALSE(find_by_name("account.3.outbound_proxy.0.retry_counts", 4));
}

// The guard of changes from afar is no phone file's, and is found by path and by object.
TEST(ParameterRef, AnObjectMayHaveNoNameInThePhonesFiles) {
  const auto guard = find("guardSeconds.0", 4).value();
  EXPECT_EQ(name_of(guard), "Device.X_00005E_Guard.Seconds");
  EXPECT_EQ(find_by_name("Device.X_00005E_Guard.Seconds", 4), guard);
  EXPECT_EQ(object_name_of(guard), "guardSeconds.0");
}

TEST(ParameterRef, EveryNameOfEveryParameterLeadsBackToIt) {
  const auto refs = all_of(4);
  EXPECT_THAT(refs, testing::SizeIs(testing::Gt(parameter_count)));
  for (const auto ref : refs) {
    EXPECT_EQ(find(name_of(ref), 4), ref) << name_of(ref);
    EXPECT_EQ(find(tr069_name_of(ref), 4), ref) << tr069_name_of(ref);
    if (ref.parameter().mib.name.empty()) continue;
    EXPECT_EQ(find(object_name_of(ref), 4), ref) << object_name_of(ref);
  }
}

TEST(ParameterRef, NamesAreUnique) {
  std::set<std::string> names;
  const auto refs = all_of(2);
  for (const auto ref : refs) {
    EXPECT_TRUE(names.insert(name_of(ref)).second) << name_of(ref);
    if (!ref.parameter().name.empty()) {
      EXPECT_TRUE(names.insert(tr069_name_of(ref)).second) << tr069_name_of(ref);
    }
    if (!ref.parameter().mib.name.empty()) {
      EXPECT_TRUE(names.insert(object_name_of(ref)).second) << object_name_of(ref);
    }
  }
}

TEST(ParameterRef, ASecondPathShowsServerOne) {
  EXPECT_EQ(find_by_path("Device.Services.VoiceService.1.SIP.Network.2.RegisterExpires", 4),
            expires_of(2, 1));
}

TEST(ParameterRef, APhonesValueIsFoundBelowEachAccount) {
  const auto t1 = find_by_name("sip.timer_t1", 4);
  ASSERT_TRUE(t1);
  EXPECT_EQ(find_by_path("Device.Services.VoiceService.1.SIP.Network.4.TimerT1", 4), t1);
  EXPECT_FALSE(find_by_path("Device.Services.VoiceService.1.SIP.Network.5.TimerT1", 4));
}

TEST(ParameterRef, APathStandsForANameThatThePhonesFilesLack) {
  constexpr std::string_view path = "Device.DeviceInfo.ProvisioningCode";
  const auto code = find_by_path(path, 4);
  ASSERT_TRUE(code);
  EXPECT_EQ(name_of(*code), path);
  EXPECT_EQ(tr069_name_of(*code), path);
  EXPECT_EQ(object_name_of(*code), "");
  EXPECT_EQ(find_by_name(path, 4), code);
  EXPECT_EQ(find(path, 4), code);
  EXPECT_FALSE(find_by_name("Device.ManagementServer.URL", 4)) << "it has a name";
}

TEST(ParameterRef, EveryPathOfEveryParameterLeadsBackToIt) {
  for (const auto ref : all_of(2)) {
    for (const auto& view : ref.parameter().views) {
      if (view.object == Object::none || ref.instance.server == 2) continue;
      EXPECT_EQ(find_by_path(path_of(view, ref.instance), 2), ref);
    }
  }
}

TEST(ParameterRef, WhatIsNotThereIsNotFound) {
  for (const auto* name : {"",
                           ".",
                           "account",
                           "account.1",
                           "account.0.enable",
                           "account.5.enable",
                           "account.01.enable",
                           "account.-1.enable",
                           "account.1.enable.",
                           "account.1.sip_server.0.port",
                           "account.1.sip_server.3.port",
                           "account.X.enable",
                           "account.#.enable",
                           "Account.1.enable",
                           "account.99999999999999999999.enable",
                           "accountEnable",
                           "accountEnable.0",
                           "accountEnable.1.1",
                           "sipTimerT1",
                           "sipTimerT1.1",
                           "Device.Services.VoiceService.2.SIP.Client.1.Enable",
                           "Device.Services.VoiceService.1.SIP.Client.1."}) {
    EXPECT_FALSE(find(name, 4)) << name;
  }
}

TEST(ParameterRef, AFormIsNotTakenForAnother) {
  EXPECT_FALSE(find_by_name("sipTimerT1.0", 4));
  EXPECT_FALSE(find_by_path("sip.timer_t1", 4));
}

TEST(ParameterRef, WhatBelongsToOneAccountLiesTogether) {
  const auto refs = all_of(3);
  EXPECT_TRUE(
      std::ranges::is_sorted(refs, {}, [](ParameterRef ref) { return ref.instance.account; }));
}

}  // namespace
}  // namespace lineman::datamodel
