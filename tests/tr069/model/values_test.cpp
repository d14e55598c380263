// GetParameterValues: what each kind of parameter reads.
#include <set>

#include "agent/interfaces/live_readings.hpp"
#include "datamodel/time_text.hpp"
#include "tests/tr069/model/fixture.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;
using datamodel::AccountState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ModelValues : public ModelTest {
 protected:
  datamodel::AccountStatus& account(unsigned number) { return status.accounts_list.at(number - 1); }
};

TEST_F(ModelValues, ComeWithTheirTypes) {
  configuration.set("account.1.enable", "1");
  const std::vector<std::string> names = {
      client(1, "Enable"), failover(1, 1, "RegisterExpires"), client(1, "X_00005E_Stats.Failovers"),
      client(1, "X_00005E_Stats.Since"), "Device.ManagementServer.PeriodicInformTime"};
  const auto values = model.values(names);
  ASSERT_TRUE(values);
  EXPECT_THAT(*values,
              ElementsAre(ParameterValue{names[0], ValueType::boolean, "true"},
                          ParameterValue{names[1], ValueType::unsigned_int, "3600"},
                          ParameterValue{names[2], ValueType::unsigned_long, "0"},
                          ParameterValue{names[3], ValueType::date_time, "0001-01-01T00:00:00Z"},
                          ParameterValue{names[4], ValueType::date_time, "0001-01-01T00:00:00Z"}));
}

TEST_F(ModelValues, OfSeveralPathsComeInTheirOrder) {
  const std::vector<std::string> names = {"Device.X_00005E_SNMP.", client(2, "Enable"),
                                          client(2, "Enable")};
  const auto values = model.values(names);
  ASSERT_TRUE(values);
  ASSERT_EQ(values->size(), 5);
  EXPECT_EQ((*values)[0].name, "Device.X_00005E_SNMP.Enable");
  EXPECT_EQ((*values)[3], (*values)[4]);
}

TEST_F(ModelValues, MayNotBeAskedForWithoutEnd) {
  const std::vector<std::string> whole = {""};
  const auto all = model.values(whole).value().size();
  ASSERT_LT(all * 2, maximum_asked_parameters) << "the whole tree, and more than once";
  const auto values = model.values(std::vector<std::string>(16'384, ""));
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().code, FaultCode::resources_exceeded);
  EXPECT_TRUE(model.values(std::vector(maximum_asked_parameters, client(1, "Enable"))));
}

TEST_F(ModelValues, OfAnUnknownNameFailTheCall) {
  const std::vector<std::string> names = {"Device.", "Device.Nothing", "Device.Neither"};
  const auto values = model.values(names);
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().code, FaultCode::invalid_parameter_name);
  EXPECT_THAT(values.error().sentence, ::testing::HasSubstr("Device.Nothing"));
}

TEST_F(ModelValues, OfTheWholeTreeAreAllLeaves) {
  const std::vector<std::string> root = {""};
  const auto values = model.values(root);
  ASSERT_TRUE(values);
  std::vector<std::string> names;
  for (const auto& value : *values) names.push_back(value.name);
  EXPECT_EQ(names, *model.leaves(""));
}

TEST_F(ModelValues, OfSecretsAreEmpty) {
  configuration.set("account.1.password", "geheim");
  configuration.set("static.managementserver.password", "geheim");
  configuration.set("static.managementserver.connection_request_password", "geheim");
  const std::vector<std::string> root = {""};
  const auto values = model.values(root);
  for (const auto& value : *values) EXPECT_NE(value.value, "geheim") << value.name;
  EXPECT_EQ(read(client(1, "AuthPassword")), "");
}

// Each stored parameter shows what is stored, however it is written there.
TEST_F(ModelValues, OfStoredParametersAreTheTables) {
  using datamodel::Type;
  fill_inform_parameters();
  for (const auto ref : datamodel::all_of(2)) {
    const auto& row = ref.parameter();
    const std::string stored{configuration.values().get(ref)};
    auto expected = stored;
    if (row.kind.type == Type::boolean) expected = stored == "1" ? "true" : "false";
    if (row.kind.type == Type::seconds) {
      expected = std::to_string(datamodel::to_milliseconds(stored).value());
    }
    if (row.kind.type == Type::enumeration) {
      expected = datamodel::find_label(row.kind.labels, std::stoi(stored))->tr069;
    }
    for (const auto& path : {datamodel::tr069_name_of(ref)})
      EXPECT_EQ(read(path), expected) << path;
  }
}

// Each live value is what read_live() gives to every door.
TEST_F(ModelValues, OfTheCoreAreThoseOfEveryDoor) {
  std::uint64_t next = 100;
  for (auto& counter : account(2).counters) counter = ++next;
  for (auto& counter : account(2).servers[1].counters.server) counter = ++next;
  account(2).state = AccountState::registered;
  account(2).target = "192.0.2.1:5060";
  account(2).since = 1'767'225'600;
  const SnmpDoorCounters none{};
  const NotificationState no_notifications{};
  const LiveSources sources{configuration, status, none, no_notifications};
  unsigned compared = 0;
  for (const auto& group : datamodel::mib_groups) {
    if (group.tr069 == datamodel::Object::none) continue;
    for (std::size_t row = 0; row < group.values.size(); ++row) {
      const auto path =
          datamodel::path_of(group.tr069, {2, 2}) + datamodel::leaf_name_of(group.values[row]);
      const auto reading = read_live(group.id, row, {2, 2, 0}, sources);
      const auto& kind = group.values[row].kind;
      std::string expected;
      if (const auto* text = std::get_if<std::string>(&reading)) {
        expected = *text;
      } else if (const auto number = std::get<std::uint64_t>(reading);
                 kind.type == datamodel::Type::enumeration) {
        expected = datamodel::find_label(kind.labels, static_cast<int>(number))->tr069;
      } else if (kind.type == datamodel::Type::timestamp) {
        expected = number == 0 ? "0001-01-01T00:00:00Z"
                               : datamodel::utc_text(static_cast<std::int64_t>(number));
      } else if (kind.type == datamodel::Type::boolean) {
        expected = number == 0 ? "false" : "true";
      } else {
        expected = std::to_string(number);
      }
      EXPECT_EQ(read(path), expected) << path;
      ++compared;
    }
  }
  EXPECT_GT(compared, 50);
  EXPECT_EQ(read(client(2, "X_00005E_Stats.State")), "Registered");
  EXPECT_EQ(read(client(2, "X_00005E_Stats.Since")), "2026-01-01T00:00:00Z");
}

TEST_F(ModelValues, CountTheRequestsOfEachMethod) {
  std::uint64_t next = 0;
  for (auto& method : account(2).servers[1].counters.methods) {
    for (auto& counter : method) counter = ++next;
  }
  const auto count = [&](const std::string& leaf) { return read(failover(2, 2, leaf)); };
  EXPECT_EQ(count("RegisterRequests.RequestsOut"), "1");
  EXPECT_EQ(count("RegisterRequests.InFlight"), "13");
  EXPECT_EQ(count("InviteRequests.RequestsOut"), "14");
  EXPECT_EQ(count("SubscribeRequests.RequestsIn"), "28");
  EXPECT_EQ(count("OptionsRequests.Timeouts"), "49");
  EXPECT_EQ(count("OtherRequests.InFlight"), "65");
  EXPECT_EQ(read(failover(2, 1, "OtherRequests.InFlight")), "0");
}

TEST_F(ModelValues, OfTimersAreMillisecondsInEveryRow) {
  configuration.set("sip.timer_t1", "0.75");
  EXPECT_EQ(read(network(1, "TimerT1")), "750");
  EXPECT_EQ(read(network(2, "TimerT1")), "750");
}

TEST_F(ModelValues, OfServerOneAreShownASecondTime) {
  configuration.set("account.1.sip_server.1.address", "sip.example");
  configuration.set("account.1.sip_server.2.address", "192.0.2.2");
  configuration.set("account.1.sip_server.1.port", "5070");
  EXPECT_EQ(read(network(1, "ProxyServer")), "sip.example");
  EXPECT_EQ(read(server(1, 1, "Domain")), "sip.example");
  EXPECT_EQ(read(server(1, 2, "Domain")), "192.0.2.2");
  EXPECT_EQ(read(network(1, "ProxyServerPort")), "5070");
  EXPECT_EQ(read(network(1, "RegistrarServerPort")), "5070");
  EXPECT_EQ(read(network(1, "RegistrarServer")), "");
}

TEST_F(ModelValues, OfATransportThatTheStandardLacksAreUdp) {
  configuration.set("account.1.sip_server.1.transport_type", "3");
  EXPECT_EQ(read(failover(1, 1, "Transport")), "DNS-NAPTR");
  EXPECT_EQ(read(network(1, "ProxyServerTransport")), "UDP");
  EXPECT_EQ(read(network(1, "RegistrarServerTransport")), "UDP");
}

TEST_F(ModelValues, OfTheDeviceAreItsFacts) {
  EXPECT_EQ(read("Device.RootDataModelVersion"), "2.17");
  EXPECT_EQ(read("Device.DeviceInfo.Manufacturer"), "Lineman");
  EXPECT_EQ(read("Device.DeviceInfo.ManufacturerOUI"), "00005E");
  EXPECT_EQ(read("Device.DeviceInfo.ModelName"), "LM-16");
  EXPECT_EQ(read("Device.DeviceInfo.ProductClass"), "DeskPhone");
  EXPECT_EQ(read("Device.DeviceInfo.SerialNumber"), "0000000001");
  EXPECT_EQ(read("Device.DeviceInfo.HardwareVersion"), "1");
  EXPECT_EQ(read("Device.DeviceInfo.SoftwareVersion"), "0.1.0");
  EXPECT_EQ(read("Device.DeviceInfo.UpTime"), "77");
  EXPECT_EQ(read("Device.ManagementServer.ConnectionRequestURL"), "http://192.0.2.1:7547/abc");
  EXPECT_EQ(read("Device.ManagementServer.AliasBasedAddressing"), "false");
  const auto total = std::stoull(read("Device.DeviceInfo.MemoryStatus.Total"));
  EXPECT_GT(total, 1024);
  EXPECT_LE(std::stoull(read("Device.DeviceInfo.MemoryStatus.Free")), total);
}

TEST_F(ModelValues, CountTheRowsOfEachTable) {
  EXPECT_EQ(read("Device.Services.VoiceServiceNumberOfEntries"), "1");
  EXPECT_EQ(read(std::string{sip} + "ClientNumberOfEntries"), "2");
  EXPECT_EQ(read(std::string{sip} + "NetworkNumberOfEntries"), "2");
  EXPECT_EQ(read(client(1, "ContactNumberOfEntries")), "2");
  EXPECT_EQ(read(network(2, "FQDNServerNumberOfEntries")), "2");
  EXPECT_EQ(read(std::string{voice} + "CallControl.LineNumberOfEntries"), "2");
}

TEST_F(ModelValues, LinkTheObjectsOfAnAccount) {
  EXPECT_EQ(read(client(2, "Network")), "Device.Services.VoiceService.1.SIP.Network.2");
  EXPECT_EQ(read(std::string{voice} + "CallControl.Line.2.Provider"),
            "Device.Services.VoiceService.1.SIP.Client.2");
  EXPECT_EQ(read(server(1, 1, "Enable")), "false");
  configuration.set("account.1.sip_server.1.address", "sip.example");
  EXPECT_EQ(read(server(1, 1, "Enable")), "true");
  EXPECT_EQ(read(server(1, 2, "Priority")), "2");
  EXPECT_EQ(read(server(1, 2, "Weight")), "0");
  EXPECT_EQ(read(server(1, 2, "Origin")), "Static");
  configuration.set("account.1.enable", "1");
  EXPECT_EQ(read(network(1, "Enable")), "true");
  EXPECT_EQ(read(std::string{voice} + "CallControl.Line.1.Enable"), "true");
}

TEST_F(ModelValues, SayHowTheClientIs) {
  const std::pair<AccountState, std::string> states[] = {
      {AccountState::disabled, "Disabled"},
      {AccountState::misconfigured, "Error_Misconfigured"},
      {AccountState::unregistered, "Initializing"},
      {AccountState::registering, "Registering"},
      {AccountState::registered, "Up"},
      {AccountState::unregistering, "Deregistering"},
      {AccountState::auth_failed, "Error_Registration"},
      {AccountState::rejected, "Error_Registration"},
      {AccountState::all_servers_failed, "Error_Network"}};
  for (const auto& [state, text] : states) {
    account(2).state = state;
    EXPECT_EQ(read(client(2, "Status")), text);
  }
}

TEST_F(ModelValues, SayHowTheNetworkIs) {
  auto& is = account(1);
  const auto shown = [&](AccountState state) {
    is.state = state;
    return read(network(1, "Status"));
  };
  EXPECT_EQ(shown(AccountState::disabled), "Disabled");
  EXPECT_EQ(shown(AccountState::misconfigured), "Error_Other");
  EXPECT_EQ(shown(AccountState::registering), "Resolving");
  EXPECT_EQ(shown(AccountState::all_servers_failed), "Error_DNS");
  is.servers[0].targets.emplace_back();
  EXPECT_EQ(shown(AccountState::registering), "Up");
  EXPECT_EQ(shown(AccountState::all_servers_failed), "Error_Other");
  EXPECT_EQ(shown(AccountState::rejected), "Up");
  EXPECT_EQ(shown(AccountState::registered), "Up");
}

TEST_F(ModelValues, SayWhereTheAccountIs) {
  EXPECT_EQ(read(client(1, "X_00005E_Stats.CurrentServer")), "");
  EXPECT_EQ(read(network(1, "ChosenDomain")), "");
  EXPECT_EQ(read(network(1, "ChosenIPAddress")), "");
  EXPECT_EQ(read(network(1, "ChosenPort")), "0");
  configuration.set("account.1.sip_server.2.address", "b.example");
  account(1).server = 2;
  account(1).target = "[2001:db8::1]:5062";
  account(1).servers[1].expires_at = 1'767'225'600;
  EXPECT_EQ(read(client(1, "X_00005E_Stats.CurrentServer")),
            "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.2");
  EXPECT_EQ(read(network(1, "ChosenDomain")), "b.example");
  EXPECT_EQ(read(network(1, "ChosenIPAddress")), "2001:db8::1");
  EXPECT_EQ(read(network(1, "ChosenPort")), "5062");
  EXPECT_EQ(read(client(1, "Contact.1.ExpireTime")), "0001-01-01T00:00:00Z");
  EXPECT_EQ(read(client(1, "Contact.2.ExpireTime")), "2026-01-01T00:00:00Z");
  configuration.set("account.1.sip_server.2.address", "192.0.2.2");
  account(1).target = "192.0.2.2:5060";
  EXPECT_EQ(read(network(1, "ChosenDomain")), "");
  EXPECT_EQ(read(network(1, "ChosenIPAddress")), "192.0.2.2");
}

TEST_F(ModelValues, CountUnansweredRegistrations) {
  using datamodel::Method;
  using datamodel::MethodCounter;
  account(1).servers[0].counters[Method::register_][MethodCounter::timeouts] = 3;
  account(1).servers[1].counters[Method::register_][MethodCounter::timeouts] = 4;
  EXPECT_EQ(read(network(1, "UnansweredRegistrationAttempts")), "7");
}

TEST_F(ModelValues, CountCallsInTheStandardsPlace) {
  using datamodel::AccountCounter;
  auto& counters = account(2).counters;
  counters[AccountCounter::incoming_calls_received] = 6;
  counters[AccountCounter::incoming_calls_connected] = 4;
  counters[AccountCounter::incoming_calls_failed] = 2;
  counters[AccountCounter::outgoing_calls_attempted] = 9;
  counters[AccountCounter::outgoing_calls_connected] = 7;
  counters[AccountCounter::outgoing_calls_failed] = 1;
  counters[AccountCounter::calls_dropped] = 3;
  const auto calls = [this](std::string_view name) {
    const std::string line = "Device.Services.VoiceService.1.CallControl.Line.2.Stats.";
    return read(line + std::string{name});
  };
  EXPECT_EQ(calls("IncomingCalls.CallsReceived"), "6");
  EXPECT_EQ(calls("IncomingCalls.CallsConnected"), "4");
  EXPECT_EQ(calls("IncomingCalls.CallsFailed"), "2");
  EXPECT_EQ(calls("OutgoingCalls.CallsAttempted"), "9");
  EXPECT_EQ(calls("OutgoingCalls.CallsConnected"), "7");
  EXPECT_EQ(calls("OutgoingCalls.CallsFailed"), "1");
  EXPECT_EQ(read(client(2, "X_00005E_Stats.CallsDropped")), "3");
}

TEST_F(ModelValues, SayWhichFailbackTimeoutActs) {
  configuration.set("account.1.sip_server.1.address", "sip.example");
  configuration.set("account.1.sip_server.1.failback_mode", "3");
  configuration.set("account.1.sip_server.1.failback_timeout", "30");
  EXPECT_EQ(read(failover(1, 1, "FailbackTimeout")), "30");
  EXPECT_EQ(read(failover(1, 1, "EffectiveFailbackTimeout")), "60");
}

TEST_F(ModelValues, ShowWhatActsAtTheOutboundProxyInTheServersPlace) {
  configuration.set("account.1.sip_server.1.address", "192.0.2.1");
  configuration.set("account.1.sip_server.1.failback_mode", "1");
  EXPECT_EQ(read(failover(1, 1, "EffectiveFailbackMode")), "NewRequests");
  configuration.set("account.1.outbound_proxy_enable", "1");
  configuration.set("account.1.outbound_proxy.1.address", "proxy.example");
  EXPECT_EQ(read(failover(1, 1, "EffectiveFailbackMode")), "DNSTTL");
  configuration.set("account.1.outbound_proxy.1.failback_mode", "2");
  EXPECT_EQ(read(failover(1, 1, "EffectiveFailbackMode")), "Registration");
}

TEST_F(ModelValues, OfAnOutboundProxyHaveTwoPaths) {
  configuration.set("account.1.outbound_proxy.1.address", "proxy.example");
  configuration.set("account.1.outbound_proxy.2.port", "0");
  EXPECT_EQ(read(network(1, "OutboundProxy")), "proxy.example");
  EXPECT_EQ(read(proxy(1, 1, "Address")), "proxy.example");
  EXPECT_EQ(read(network(1, "OutboundProxyPort")), "5060");
  EXPECT_EQ(read(proxy(1, 2, "Port")), "0");
  EXPECT_EQ(read(proxy(1, 2, "RetryCount")), "-1");
  EXPECT_EQ(read(proxy(1, 2, "FailbackMode")), "Inherit");
  EXPECT_EQ(read(proxy(1, 2, "RegisterOnFailover")), "Inherit");
  EXPECT_EQ(read(network(2, "X_00005E_OutboundProxyNumberOfEntries")), "2");
}

TEST_F(ModelValues, OfTheRunningGuard) {
  EXPECT_EQ(read("Device.X_00005E_Guard.Seconds"), "0");
  EXPECT_EQ(read("Device.X_00005E_Guard.Remaining"), "0");
  EXPECT_EQ(read("Device.X_00005E_Guard.WaitingFor"), "");
  configuration.guard_state = {.generation = 41, .seconds_left = 42, .waiting_for = {1, 3}};
  EXPECT_EQ(read("Device.X_00005E_Guard.Remaining"), "42");
  EXPECT_EQ(read("Device.X_00005E_Guard.Generation"), "41");
  EXPECT_EQ(read("Device.X_00005E_Guard.WaitingFor"), "1 3");
}

TEST_F(ModelValues, NameAsManyWaitingAccountsAsThereIsRoomFor) {
  for (unsigned account = 1; account <= 512; ++account) {
    configuration.guard_state.waiting_for.push_back(account);
  }
  const auto text = read("Device.X_00005E_Guard.WaitingFor");
  EXPECT_LE(text.size(), 255U);
  EXPECT_GT(text.size(), 240U);
  EXPECT_TRUE(text.starts_with("1 2 3 4 5 6 7 8 9 10 11 ")) << text;
  EXPECT_TRUE(text.ends_with(" ...")) << text;
}

TEST_F(ModelValues, OfEveryInformAreThoseOfTheStandard) {
  std::vector<std::string> names;
  for (const auto& value : model.forced_inform()) {
    names.push_back(value.name);
    EXPECT_EQ(read(value.name), value.value);
  }
  EXPECT_THAT(names,
              ElementsAre("Device.RootDataModelVersion", "Device.DeviceInfo.HardwareVersion",
                          "Device.DeviceInfo.SoftwareVersion", "Device.DeviceInfo.ProvisioningCode",
                          "Device.ManagementServer.ParameterKey",
                          "Device.ManagementServer.ConnectionRequestURL",
                          "Device.ManagementServer.AliasBasedAddressing"));
}

}  // namespace
}  // namespace lineman::cwmp
