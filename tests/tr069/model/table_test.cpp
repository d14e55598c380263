// The model's table of the design, row by row, against the running model: path, type, access, range
// and what is stored. X is an account, Y a server.
#include <algorithm>

#include "datamodel/date_time.hpp"
#include "tests/tr069/model/fixture.hpp"
#include "tr069/model/wire_value.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;

struct TableRow {
  std::string_view path;         // with the letters of paths: S, N, C, F, V, L
  std::string_view type;         // of the wire
  std::string_view stored{};     // the parameter behind it; empty: nobody stores it
  std::string_view permitted{};  // of a stored one, as people read it; empty: not compared
  bool writable = true;
};

constexpr std::string_view seconds_up = "0-65535";

constexpr TableRow rows[] = {
    {"F Domain", "string", "account.X.sip_server.Y.address"},
    {"N ProxyServer", "string", "account.X.sip_server.1.address"},
    {"F Port", "unsignedInt", "account.X.sip_server.Y.port", "0-65535"},
    {"N ProxyServerPort", "unsignedInt", "account.X.sip_server.1.port", "0-65535"},
    {"V Transport", "string", "account.X.sip_server.Y.transport_type"},
    {"N ProxyServerTransport", "string", "account.X.sip_server.1.transport_type"},
    {"V RegisterExpires", "unsignedInt", "account.X.sip_server.Y.expires", "30-2147483647"},
    {"N RegisterExpires", "unsignedInt", "account.X.sip_server.1.expires", "30-2147483647"},
    {"V RetryCount", "unsignedInt", "account.X.sip_server.Y.retry_counts", "0-20"},
    {"V RegisterOnFailover", "boolean", "account.X.sip_server.Y.register_on_enable"},
    {"V OnlySignalWithRegistered", "boolean", "account.X.sip_server.Y.only_signal_with_registered"},
    {"V InviteRetryCount", "unsignedInt", "account.X.sip_server.Y.invite_retry_counts", "1-10"},
    {"V FailbackMode", "string", "account.X.sip_server.Y.failback_mode"},
    {"V FailbackTimeout", "unsignedInt", "account.X.sip_server.Y.failback_timeout", seconds_up},
    {"V EffectiveFailbackTimeout", "unsignedInt", {}, {}, false},
    {"V ResubscribeOnFailover", "boolean", "account.X.sip_server.Y.failback_subscribe.enable"},
    {"S X_00005E_SkipRedundantFailoverAddress", "boolean", "sip.skip_redundant_failover_addr"},
    {"C Enable", "boolean", "account.X.enable"},
    {"L Enable", "boolean", "account.X.enable"},
    {"C X_00005E_Label", "string", "account.X.label"},
    {"C X_00005E_DisplayName", "string", "account.X.display_name"},
    {"C X_00005E_UserName", "string", "account.X.user_name"},
    {"C RegisterURI", "string"},
    {"C AuthUserName", "string", "account.X.auth_name", "0-128 characters"},
    {"C AuthPassword", "string", "account.X.password", "0-128 characters"},
    {"C X_00005E_Registration.RedundancyType", "string", "account.X.fallback.redundancy_type"},
    {"C X_00005E_Registration.FallbackTimeout", "unsignedInt", "account.X.fallback.timeout"},
    {"C X_00005E_Registration.RedundancyWithRegistrationFailure", "boolean",
     "account.X.redundancy_with_reg_fail.enable"},
    {"C X_00005E_Registration.FailureRetryInterval", "unsignedInt",
     "account.X.reg_fail_retry_interval", "0-1800"},
    {"C X_00005E_Registration.FailureBackoffMinimumTime", "unsignedInt",
     "account.X.reg_failed_retry_min_time", seconds_up},
    {"C X_00005E_Registration.FailureBackoffMaximumTime", "unsignedInt",
     "account.X.reg_failed_retry_max_time", seconds_up},
    {"C X_00005E_Registration.ExpiresOverlap", "int", "account.X.register_expires_overlap"},
    {"C X_00005E_Registration.UnregisterOnReboot", "boolean", "account.X.unregister_on_reboot"},
    {"C X_00005E_Registration.NAPTRBuild", "string", "account.X.naptr_build"},
    {"N OutboundProxy", "string", "account.X.outbound_proxy.1.address"},
    {"N OutboundProxyPort", "unsignedInt", "account.X.outbound_proxy.1.port", "0-65535"},
    {"N X_00005E_OutboundProxy.Y.Address", "string", "account.X.outbound_proxy.Y.address"},
    {"N X_00005E_OutboundProxy.Y.Port", "unsignedInt", "account.X.outbound_proxy.Y.port"},
    {"N X_00005E_OutboundProxy.Y.RetryCount", "int", "account.X.outbound_proxy.Y.retry_counts"},
    {"N X_00005E_OutboundProxy.Y.FailbackTimeout", "int",
     "account.X.outbound_proxy.Y.failback_timeout"},
    {"N TimerT1", "unsignedInt", "sip.timer_t1"},
    {"N TimerT2", "unsignedInt", "sip.timer_t2"},
    {"N TimerT4", "unsignedInt", "sip.timer_t4"},
    {"S X_00005E_ListenPort", "unsignedInt", "sip.listen_port"},
    {"S X_00005E_RegistrationSurgePrevention", "unsignedInt", "sip.reg_surge_prevention"},
    {"Device.X_00005E_DNS.QueryTimeout", "unsignedInt", "static.network.dns.query_timeout"},
    {"Device.X_00005E_DNS.RetryTimes", "unsignedInt", "static.network.dns.retry_times"},
    {"Device.X_00005E_SNMP.Enable", "boolean", "network.snmp.enable"},
    {"Device.X_00005E_SNMP.Port", "unsignedInt", "network.snmp.port", "1-65535"},
    {"Device.X_00005E_SNMP.TrustedSources", "string", "network.snmp.trust_ip"},
    {"Device.ManagementServer.EnableCWMP", "boolean", "static.managementserver.enable"},
    {"Device.ManagementServer.URL", "string", "static.managementserver.url"},
    {"Device.ManagementServer.Username", "string", "static.managementserver.username",
     "0-256 characters"},
    {"Device.ManagementServer.Password", "string", "static.managementserver.password",
     "0-256 characters"},
    {"Device.ManagementServer.PeriodicInformEnable", "boolean",
     "static.managementserver.periodic_inform_enable"},
    {"Device.ManagementServer.PeriodicInformInterval", "unsignedInt",
     "static.managementserver.periodic_inform_interval"},
    {"Device.ManagementServer.ConnectionRequestUsername", "string",
     "static.managementserver.connection_request_username", "0-256 characters"},
    {"Device.ManagementServer.ConnectionRequestPassword", "string",
     "static.managementserver.connection_request_password", "0-256 characters"},
    {"Device.X_00005E_Guard.Seconds", "unsignedInt", "Device.X_00005E_Guard.Seconds"},
    {"Device.X_00005E_Guard.Remaining", "unsignedInt", {}, {}, false},
    // Links.
    {"C Network", "string", {}, {}, false},
    {"L Provider", "string", {}, {}, false},
    {"N Enable", "boolean", "account.X.enable"},
    {"F Enable", "boolean", {}, {}, false},
    {"F Weight", "unsignedInt"},
    {"F Priority", "unsignedInt"},
    {"F Origin", "string", {}, {}, false},
    {"N RegistrarServer", "string"},
    {"N RegistrarServerPort", "unsignedInt", "account.X.sip_server.1.port"},
    {"N RegistrarServerTransport", "string", "account.X.sip_server.1.transport_type"},
    {"N TimerRegistrationFailed", "unsignedInt", "account.X.reg_fail_retry_interval"},
    {"S ClientNumberOfEntries", "unsignedInt", {}, {}, false},
    {"S NetworkNumberOfEntries", "unsignedInt", {}, {}, false},
    {"C ContactNumberOfEntries", "unsignedInt", {}, {}, false},
    {"N FQDNServerNumberOfEntries", "unsignedInt", {}, {}, false},
    {"Device.Services.VoiceService.1.CallControl.LineNumberOfEntries",
     "unsignedInt",
     {},
     {},
     false},
    // Registration, and where.
    {"C Status", "string", {}, {}, false},
    {"N Status", "string", {}, {}, false},
    {"C Contact.Y.ExpireTime", "dateTime", {}, {}, false},
    {"N ChosenDomain", "string", {}, {}, false},
    {"N ChosenIPAddress", "string", {}, {}, false},
    {"N ChosenPort", "unsignedInt", {}, {}, false},
    {"N UnansweredRegistrationAttempts", "unsignedInt", {}, {}, false},
    {"C X_00005E_Stats.CurrentServer", "string", {}, {}, false},
    {"C X_00005E_Stats.State", "string", {}, {}, false},
    {"C X_00005E_Stats.Failovers", "unsignedLong", {}, {}, false},
    {"V State", "string", {}, {}, false},
    {"V Registered", "boolean", {}, {}, false},
    // Calls.
    {"L Stats.IncomingCalls.CallsReceived", "unsignedInt", {}, {}, false},
    {"L Stats.IncomingCalls.CallsConnected", "unsignedInt", {}, {}, false},
    {"L Stats.IncomingCalls.CallsFailed", "unsignedInt", {}, {}, false},
    {"L Stats.OutgoingCalls.CallsAttempted", "unsignedInt", {}, {}, false},
    {"L Stats.OutgoingCalls.CallsConnected", "unsignedInt", {}, {}, false},
    {"L Stats.OutgoingCalls.CallsFailed", "unsignedInt", {}, {}, false},
    // Beside it.
    {"Device.RootDataModelVersion", "string", {}, {}, false},
    {"Device.DeviceInfo.ProvisioningCode", "string", "Device.DeviceInfo.ProvisioningCode",
     "0-64 characters"},
    {"Device.DeviceInfo.Description", "string", {}, {}, false},
    {"Device.DeviceInfo.MemoryStatus.Total", "unsignedInt", {}, {}, false},
    {"Device.DeviceInfo.MemoryStatus.Free", "unsignedInt", {}, {}, false},
    {"Device.DeviceInfo.VendorConfigFileNumberOfEntries", "unsignedInt", {}, {}, false},
    {"Device.DeviceInfo.VendorConfigFile.1.Name", "string", {}, {}, false},
    {"Device.DeviceInfo.VendorConfigFile.1.Version", "string", {}, {}, false},
    {"Device.DeviceInfo.VendorConfigFile.1.Date", "dateTime", {}, {}, false},
    {"Device.DeviceInfo.VendorConfigFile.1.UseForBackupRestore", "boolean", {}, {}, false},
    {"Device.DeviceInfo.VendorLogFileNumberOfEntries", "unsignedInt", {}, {}, false},
    {"Device.DeviceInfo.VendorLogFile.1.Name", "string", {}, {}, false},
    {"Device.DeviceInfo.VendorLogFile.1.MaximumSize", "unsignedInt", {}, {}, false},
    {"Device.DeviceInfo.VendorLogFile.1.Persistent", "boolean", {}, {}, false},
    {"Device.ManagementServer.ParameterKey", "string", {}, {}, false},
    {"Device.ManagementServer.ConnectionRequestURL", "string", {}, {}, false},
    {"Device.ManagementServer.AliasBasedAddressing", "boolean", {}, {}, false},
    {"Device.ManagementServer.UpgradesManaged", "boolean",
     "Device.ManagementServer.UpgradesManaged"},
    {"Device.ManagementServer.PeriodicInformTime", "dateTime",
     "Device.ManagementServer.PeriodicInformTime"},
    {"Device.ManagementServer.CWMPRetryMinimumWaitInterval", "unsignedInt",
     "Device.ManagementServer.CWMPRetryMinimumWaitInterval", "1-65535"},
    {"Device.ManagementServer.CWMPRetryIntervalMultiplier", "unsignedInt",
     "Device.ManagementServer.CWMPRetryIntervalMultiplier", "1000-65535"},
    {"Device.ManagementServer.DefaultActiveNotificationThrottle", "unsignedInt",
     "Device.ManagementServer.DefaultActiveNotificationThrottle", "0-4294967295"},
    {"Device.ManagementServer.HTTPCompressionSupported", "string", {}, {}, false},
    {"Device.ManagementServer.HTTPCompression", "string",
     "Device.ManagementServer.HTTPCompression"},
    {"Device.ManagementServer.SupportedConnReqMethods", "string", {}, {}, false},
    {"Device.ManagementServer.InformParameterNumberOfEntries", "unsignedInt", {}, {}, false},
    {"Device.ManagementServer.InformParameter.16.Enable", "boolean",
     "Device.ManagementServer.InformParameter.16.Enable"},
    {"Device.ManagementServer.InformParameter.16.ParameterName", "string",
     "Device.ManagementServer.InformParameter.16.ParameterName", "0-256 characters"},
    {"Device.ManagementServer.InformParameter.16.EventList", "string",
     "Device.ManagementServer.InformParameter.16.EventList"},
    {"Device.ManagementServer.HeartbeatPolicy.Enable", "boolean",
     "Device.ManagementServer.HeartbeatPolicy.Enable"},
    {"Device.ManagementServer.HeartbeatPolicy.ReportingInterval", "unsignedInt",
     "Device.ManagementServer.HeartbeatPolicy.ReportingInterval", "30-4294967295"},
    {"Device.ManagementServer.HeartbeatPolicy.InitiationTime", "dateTime",
     "Device.ManagementServer.HeartbeatPolicy.InitiationTime"},
    {"Device.Time.Status", "string", {}, {}, false},
    {"Device.Time.CurrentLocalTime", "dateTime", {}, {}, false},
    {"Device.IP.InterfaceNumberOfEntries", "unsignedInt", {}, {}, false},
    {"Device.IP.Interface.1.Status", "string", {}, {}, false},
    {"Device.IP.Interface.1.IPv4Address.1.IPAddress", "string", {}, {}, false},
    {"Device.IP.Interface.1.IPv6Address.1.IPAddress", "string", {}, {}, false},
};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

// With the letters that the table abbreviates by: server(), client() and the like.
std::string whole(std::string_view path, const std::string& account, const std::string& number) {
  const auto x = static_cast<unsigned>(std::stoul(account));
  const auto y = static_cast<unsigned>(std::stoul(number));
  const auto rest = path.substr(2);
  std::string text{path};
  if (path.starts_with("S ")) text = std::string{sip}.append(rest);
  if (path.starts_with("N ")) text = network(x, rest);
  if (path.starts_with("C ")) text = client(x, rest);
  if (path.starts_with("F ")) text = server(x, y, rest);
  if (path.starts_with("V ")) text = failover(x, y, rest);
  if (path.starts_with("L ")) {
    text = std::string{voice}.append("CallControl.Line.").append(account).append(".").append(rest);
  }
  return replaced(std::move(text), ".Y.", '.' + number + '.');
}

// "account.X.sip_server.Y.port"
std::string whole_name(std::string_view stored, const std::string& account,
                       const std::string& number) {
  if (!stored.starts_with("account.")) return std::string{stored};
  return replaced(replaced(std::string{stored}, ".X.", '.' + account + '.'), ".Y.",
                  '.' + number + '.');
}

class ModelTable : public ModelTest, public ::testing::WithParamInterface<TableRow> {
 protected:
  ModelTable() { fill_inform_parameters(); }
  void check(const std::string& account, const std::string& number) {
    const auto& row = GetParam();
    const auto path = whole(row.path, account, number);
    const auto names = model.names(path, false);
    ASSERT_TRUE(names) << path;
    EXPECT_EQ(names->front(), (ParameterInfo{path, row.writable}));
    EXPECT_EQ(type_name(model.value(path).value().type), row.type) << path;
    const auto ref = datamodel::find_by_path(path, 2);
    ASSERT_EQ(ref.has_value(), !row.stored.empty()) << path;
    if (!ref) return;
    EXPECT_EQ(datamodel::name_of(*ref), whole_name(row.stored, account, number)) << path;
    if (row.permitted.empty()) return;
    EXPECT_EQ(datamodel::permitted(ref->parameter().kind), row.permitted) << path;
  }
};

TEST_P(ModelTable, IsAsTheDesignHasIt) {
  for (const auto* account : {"1", "2"}) {
    for (const auto* number : {"1", "2"}) check(account, number);
  }
}

INSTANTIATE_TEST_SUITE_P(Row, ModelTable, ::testing::ValuesIn(rows), [](const auto& each) {
  std::string name{each.param.path};
  std::ranges::replace_if(
      name, [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; }, '_');
  return name;
});

TEST_F(ModelTest, EveryDateTimeOfTheTreeIsOne) {
  fill_inform_parameters();
  const auto values = model.values(std::vector<std::string>{""}).value();
  unsigned times = 0;
  for (const auto& value : values) {
    if (value.type != ValueType::date_time) continue;
    ++times;
    EXPECT_TRUE(value.value == datamodel::unknown_time || datamodel::epoch_of(value.value))
        << value.name << ' ' << value.value;
  }
  EXPECT_GE(times, 8U);
}

// Values that the table lists by name.
TEST_F(ModelTest, TableTransportIsOneOfFourAndProxyServerTransportOneOfThree) {
  for (const auto* good : {"UDP", "TCP", "TLS", "DNS-NAPTR"}) {
    EXPECT_TRUE(told(plan({{failover(1, 1, "Transport"), "string", good}})).empty()) << good;
  }
  for (const auto* bad : {"SCTP", "DNS-NAPTR"}) {
    EXPECT_EQ(told(plan({{network(1, "ProxyServerTransport"), "string", bad}})),
              std::vector<std::string>{network(1, "ProxyServerTransport") + " 9007"})
        << bad;
  }
}

TEST_F(ModelTest, TableFailbackModeIsOneOfFour) {
  for (const auto* good : {"NewRequests", "DNSTTL", "Registration", "Duration"}) {
    EXPECT_TRUE(told(plan({{failover(1, 1, "FailbackMode"), "string", good}})).empty()) << good;
  }
}

TEST_F(ModelTest, TableHTTPCompressionIsDisabledUntilItIsGZIP) {
  const std::string path = "Device.ManagementServer.HTTPCompression";
  EXPECT_EQ(read(path), "Disabled");
  EXPECT_TRUE(told(plan({{path, "string", "GZIP"}})).empty());
  EXPECT_FALSE(told(plan({{path, "string", "Deflate"}})).empty());
}

TEST_F(ModelTest, TableWithoutWhatThePageLeavesOut) {
  const auto infos = model.names("", false).value();
  for (const auto* absent :
       {"STUN", "XMPP", "Lightweight", "DownloadAvailability", "ManageableDevice", "EmbeddedDevice",
        "VirtualDevice", "InstanceMode", "AutoCreateInstances", "JabberID", "ProcessStatus"}) {
    for (const auto& info : infos) {
      EXPECT_EQ(info.name.find(absent), std::string::npos) << info.name;
    }
  }
}

}  // namespace
}  // namespace lineman::cwmp
