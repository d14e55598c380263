// GetParameterNames, and the walk behind it.
#include <set>

#include "datamodel/parameter_ref.hpp"
#include "tests/tr069/model/fixture.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> texts(const tl::expected<std::vector<ParameterInfo>, Fault>& infos) {
  std::vector<std::string> list;
  if (!infos) return {"fault " + std::to_string(static_cast<unsigned>(infos.error().code))};
  for (const auto& info : *infos) list.push_back(info.name + (info.writable ? " w" : ""));
  return list;
}

class Names : public ModelTest {};

TEST_F(Names, OfTheRootAreTheRootObject) {
  EXPECT_THAT(texts(model.names("", true)), ElementsAre("Device."));
}

TEST_F(Names, OfTheNextLevelAreWithoutTheObjectItself) {
  EXPECT_THAT(
      texts(model.names("Device.", true)),
      ElementsAre("Device.RootDataModelVersion", "Device.DeviceInfo.", "Device.ManagementServer.",
                  "Device.Time.", "Device.IP.", "Device.X_00005E_SNMP.", "Device.X_00005E_DNS.",
                  "Device.X_00005E_Guard.", "Device.Services."));
  EXPECT_THAT(texts(model.names(std::string{sip} + "Client.", true)),
              ElementsAre(client(1, ""), client(2, "")));
  EXPECT_THAT(texts(model.names(server(1, 2, ""), true)),
              ElementsAre(server(1, 2, "Enable"), server(1, 2, "Origin"), server(1, 2, "Weight w"),
                          server(1, 2, "Priority w"), server(1, 2, "Domain w"),
                          server(1, 2, "Port w"), failover(1, 2, "")));
}

TEST_F(Names, OfAPathAreItAndAllBelow) {
  const auto names = texts(model.names("Device.DeviceInfo.MemoryStatus.", false));
  EXPECT_THAT(names,
              ElementsAre("Device.DeviceInfo.MemoryStatus.", "Device.DeviceInfo.MemoryStatus.Total",
                          "Device.DeviceInfo.MemoryStatus.Free"));
  EXPECT_THAT(texts(model.names(std::string{sip} + "Client.", false)),
              Contains(client(2, "X_00005E_Stats.Failovers")));
}

TEST_F(Names, OfAFullNameAreItself) {
  EXPECT_THAT(texts(model.names(client(2, "Enable"), false)), ElementsAre(client(2, "Enable w")));
  EXPECT_THAT(texts(model.names(client(2, "Enable"), true)), ElementsAre("fault 9003"));
}

TEST_F(Names, OfTheWholeTreeHaveParentsFirst) {
  const auto infos = model.names("", false);
  ASSERT_TRUE(infos);
  EXPECT_EQ(infos->front().name, "Device.");
  std::set<std::string> objects;
  for (const auto& [name, writable] : *infos) {
    auto parent = name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
    parent.resize(parent.rfind('.') == std::string::npos ? 0 : parent.rfind('.') + 1);
    EXPECT_TRUE(parent.empty() || objects.contains(parent)) << name;
    if (name.ends_with('.')) {
      EXPECT_TRUE(objects.insert(name).second) << name;
      EXPECT_EQ(writable, name.ends_with(".InformParameter.")) << name;
    }
  }
}

TEST_F(Names, LeadBackToWhatTheyName) {
  const auto infos = model.names("", false);
  ASSERT_TRUE(infos);
  for (const auto& info : *infos) {
    const auto again = model.names(info.name, false);
    ASSERT_TRUE(again) << info.name;
    EXPECT_EQ(again->front(), info);
    EXPECT_EQ(model.value(info.name).has_value(), !info.name.ends_with('.')) << info.name;
  }
}

TEST_F(Names, AreThoseOfEveryStoredParameter) {
  fill_inform_parameters();
  for (const auto ref : datamodel::all_of(2)) {
    const auto name = datamodel::tr069_name_of(ref);
    const auto infos = model.names(name, false);
    ASSERT_TRUE(infos) << name;
    const auto& row = ref.parameter();
    EXPECT_EQ(infos->front().writable,
              row.access == datamodel::Access::read_write && !row.acs_only_reads)
        << name;
  }
}

TEST_F(Names, ThatAreNotThereAreAFault) {
  for (const auto* name : {"Device",
                           ".",
                           "..",
                           "Devic.",
                           "Device..",
                           "Device.Nothing",
                           "Device.Nothing.",
                           "device.",
                           "Device.Services.VoiceService",
                           "Device.Services.VoiceService.0.",
                           "Device.Services.VoiceService.2.",
                           "Device.Services.VoiceService.01.",
                           "Device.Services.VoiceService.{i}.",
                           "Device.Services.VoiceService.1",
                           "Device.Services.VoiceService.*.",
                           "Device.Services.VoiceService.1.SIP.Client.3.",
                           "Device.Services.VoiceService.1.SIP.Client.0.Enable",
                           "Device.Services.VoiceService.1.SIP.Client.1.Enable.",
                           "Device.Services.VoiceService.1.SIP.Client.Enable",
                           "Device.Services.VoiceService.1.SIP.Client.99999999999999999999.",
                           "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.3.Domain",
                           "Device.SNMP.",
                           "Device.X_00005E_SNMP",
                           "Device.X_00005E_DeviceInfo.",
                           " Device.",
                           "Device. ",
                           "account.1.enable"}) {
    EXPECT_THAT(texts(model.names(name, false)), ElementsAre("fault 9005")) << name;
    EXPECT_FALSE(model.value(name)) << name;
  }
}

TEST_F(Names, ThatAreNotThereAreQuotedInPart) {
  const auto whole = std::string(longest_quoted_name, 'x');
  EXPECT_EQ(model.names(whole, false).error().sentence, "there is no " + whole);
  EXPECT_EQ(model.names(whole + "yz", false).error().sentence, "there is no " + whole + "...");
  const auto cut = std::string(longest_quoted_name - 1, 'x');
  EXPECT_EQ(model.names(cut + "\xC3\xA4" + "yz", false).error().sentence,
            "there is no " + cut + "...");
}

TEST_F(Names, OfLeavesTakePathsWithAndWithoutTheirDot) {
  const auto with = model.leaves("Device.X_00005E_SNMP.");
  ASSERT_TRUE(with);
  EXPECT_THAT(*with, ElementsAre("Device.X_00005E_SNMP.Enable", "Device.X_00005E_SNMP.Port",
                                 "Device.X_00005E_SNMP.TrustedSources"));
  EXPECT_EQ(model.leaves("Device.X_00005E_SNMP"), with);
  EXPECT_THAT(*model.leaves(client(1, "Enable")), ElementsAre(client(1, "Enable")));
  EXPECT_THAT(*model.leaves(""), Contains(client(2, "X_00005E_Stats.State")));
  EXPECT_FALSE(model.leaves("Device.Nothing"));
}

TEST_F(Names, AddAndDeleteAreRefused) {
  const auto add = [&](std::string_view name) { return model.add_object(name).error().code; };
  const auto remove = [&](std::string_view name) { return model.delete_object(name).error().code; };
  EXPECT_EQ(add(std::string{sip} + "Client."), FaultCode::not_writable);
  EXPECT_EQ(add(std::string{sip} + "Client"), FaultCode::invalid_arguments);
  EXPECT_EQ(add(client(1, "")), FaultCode::invalid_parameter_name);
  EXPECT_EQ(add("Device."), FaultCode::invalid_parameter_name);
  EXPECT_EQ(add("Device.Nothing."), FaultCode::invalid_parameter_name);
  EXPECT_EQ(add(""), FaultCode::invalid_arguments);
  EXPECT_EQ(remove(client(1, "")), FaultCode::not_writable);
  EXPECT_EQ(remove(server(1, 2, "")), FaultCode::not_writable);
  EXPECT_EQ(remove(client(3, "")), FaultCode::invalid_parameter_name);
  EXPECT_EQ(remove(std::string{sip} + "Client."), FaultCode::invalid_parameter_name);
  EXPECT_EQ(remove("Device.DeviceInfo."), FaultCode::invalid_parameter_name);
  EXPECT_EQ(remove(client(1, "Enable")), FaultCode::invalid_arguments);
}

TEST_F(Names, KnowWhatMayBeNotified) {
  EXPECT_EQ(model.notify("Device.X_00005E_Guard.Remaining"), Notify::no_active) << "a clock";
  EXPECT_EQ(model.notify("Device.X_00005E_Guard.Generation"), Notify::permitted);
  EXPECT_EQ(model.notify("Device.DeviceInfo.SoftwareVersion"), Notify::forced);
  EXPECT_EQ(model.notify("Device.DeviceInfo.ProvisioningCode"), Notify::forced);
  EXPECT_EQ(model.notify("Device.ManagementServer.ConnectionRequestURL"), Notify::active_at_first);
  EXPECT_EQ(model.notify("Device.DeviceInfo.UpTime"), Notify::no_active);
  EXPECT_EQ(model.notify(client(1, "X_00005E_Stats.Failovers")), Notify::no_active);
  EXPECT_EQ(model.notify(client(1, "X_00005E_Stats.CurrentServer")), Notify::permitted);
  EXPECT_EQ(model.notify(failover(1, 2, "InviteRequests.InFlight")), Notify::no_active);
  EXPECT_EQ(model.notify(failover(1, 2, "State")), Notify::permitted);
  EXPECT_EQ(model.notify(client(1, "Status")), Notify::permitted);
  EXPECT_EQ(model.notify("Device.Nothing"), Notify::permitted);
}

TEST_F(Names, OfOneValueAreAllItsPaths) {
  const auto paths = [&](std::string_view name) {
    return model.paths_of(datamodel::find_by_name(name, 2).value());
  };
  EXPECT_THAT(paths("account.2.enable"),
              UnorderedElementsAre(client(2, "Enable"), network(2, "Enable"),
                                   std::string{voice} + "CallControl.Line.2.Enable"));
  EXPECT_THAT(paths("sip.timer_t1"),
              UnorderedElementsAre(network(1, "TimerT1"), network(2, "TimerT1")));
  EXPECT_THAT(paths("account.1.sip_server.1.address"),
              UnorderedElementsAre(server(1, 1, "Domain"), network(1, "ProxyServer"),
                                   server(1, 1, "Enable"), client(1, "RegisterURI")));
  EXPECT_THAT(paths("account.1.sip_server.2.address"),
              UnorderedElementsAre(server(1, 2, "Domain"), server(1, 2, "Enable")));
  EXPECT_THAT(paths("account.1.sip_server.2.failback_timeout"),
              ElementsAre(failover(1, 2, "FailbackTimeout")));
  EXPECT_THAT(paths("account.1.outbound_proxy.1.address"),
              UnorderedElementsAre(proxy(1, 1, "Address"), network(1, "OutboundProxy")));
  EXPECT_THAT(paths("account.1.outbound_proxy.2.port"), ElementsAre(proxy(1, 2, "Port")));
  EXPECT_THAT(paths("account.2.reg_fail_retry_interval"),
              UnorderedElementsAre(client(2, "X_00005E_Registration.FailureRetryInterval"),
                                   network(2, "TimerRegistrationFailed")));
  EXPECT_THAT(paths("Device.X_00005E_Guard.Seconds"), ElementsAre("Device.X_00005E_Guard.Seconds"));
  EXPECT_THAT(paths("account.2.user_name"),
              UnorderedElementsAre(client(2, "X_00005E_UserName"), client(2, "RegisterURI")));
  EXPECT_THAT(paths("Device.DeviceInfo.ProvisioningCode"),
              ElementsAre("Device.DeviceInfo.ProvisioningCode"));
}

// What find_by_path() says of a path and what the model says of a value's paths is the same.
TEST_F(Names, OfAValueAreFoundByTheTableToo) {
  fill_inform_parameters();
  const auto leaves = model.leaves("");
  ASSERT_TRUE(leaves);
  std::size_t stored = 0;
  for (const auto& name : *leaves) {
    const auto ref = datamodel::find_by_path(name, 2);
    if (!ref) continue;
    ++stored;
    EXPECT_THAT(model.paths_of(*ref), Contains(name));
  }
  EXPECT_GT(stored, datamodel::all_of(2).size());
}

}  // namespace
}  // namespace lineman::cwmp
