// SetParameterValues before the engine sees it, and what the engine refused.
#include "tests/tr069/model/fixture.hpp"
#include "tr069/model/wire_value.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Plans : public ModelTest {};

TEST_F(Plans, TurnValuesIntoWhatIsStored) {
  const auto is = plan({{client(1, "Enable"), "boolean", "true"},
                        {server(1, 1, "Domain"), "string", "SIP.example"},
                        {failover(1, 2, "Transport"), "string", "TLS"},
                        {failover(1, 2, "RegisterExpires"), "unsignedInt", "0060"},
                        {network(2, "TimerT1"), "unsignedInt", "750"},
                        {"Device.DeviceInfo.ProvisioningCode", "string", "TLCO"}});
  EXPECT_THAT(told(is), IsEmpty());
  EXPECT_THAT(changes(is),
              UnorderedElementsAre(
                  "account.1.enable=1", "account.1.sip_server.1.address=sip.example",
                  "account.1.sip_server.2.transport_type=2", "account.1.sip_server.2.expires=60",
                  "sip.timer_t1=0.75", "Device.DeviceInfo.ProvisioningCode=TLCO"));
}

TEST_F(Plans, OfNothingAreNothing) {
  EXPECT_THAT(told(plan({})), IsEmpty());
  EXPECT_THAT(changes(plan({})), IsEmpty());
}

TEST_F(Plans, GiveEveryBadParameterItsFault) {
  const auto is = plan({{client(1, "Enable"), "boolean", "maybe"},
                        {client(1, "Nothing"), "string", "x"},
                        {client(1, "AuthUserName"), "boolean", "1"},
                        {client(1, "Status"), "string", "Up"},
                        {client(2, "AuthUserName"), "string", "good"},
                        {client(1, ""), "string", "x"},
                        {"", "string", "x"}});
  EXPECT_THAT(told(is), ElementsAre(client(1, "Enable 9007"), client(1, "Nothing 9005"),
                                    client(1, "AuthUserName 9006"), client(1, "Status 9008"),
                                    client(1, " 9005"), " 9005"));
}

TEST_F(Plans, RefuseANameTwice) {
  const auto is = plan({{client(1, "AuthUserName"), "", "a"},
                        {client(2, "AuthUserName"), "", "b"},
                        {client(1, "AuthUserName"), "", "a"}});
  EXPECT_THAT(told(is), ElementsAre(client(1, "AuthUserName 9003")));
}

TEST_F(Plans, SayOfANameTwiceThatItIsThereTwice) {
  const auto is = plan({{client(1, "Enable"), "", "1"},
                        {client(1, "Enable"), "", "0"},
                        {network(1, "Enable"), "", "0"}});
  EXPECT_THAT(told(is), ElementsAre(client(1, "Enable 9003"), network(1, "Enable 9007")));
}

TEST_F(Plans, TakeTwoPathsThatAgreeForOneChange) {
  const auto is = plan({{server(1, 1, "Domain"), "", "sip.example"},
                        {network(1, "ProxyServer"), "", "SIP.EXAMPLE"}});
  EXPECT_THAT(told(is), IsEmpty());
  ASSERT_THAT(changes(is), ElementsAre("account.1.sip_server.1.address=sip.example"));
  EXPECT_THAT(is.askers[0], ElementsAre(server(1, 1, "Domain"), network(1, "ProxyServer")));
}

TEST_F(Plans, RefuseTwoPathsThatDisagreeOnBoth) {
  const auto line = std::string{voice} + "CallControl.Line.1.Enable";
  for (const bool turned : {false, true}) {
    std::vector<AssignedValue> values = {{client(1, "Enable"), "", "1"}, {line, "", "0"}};
    if (turned) std::swap(values[0], values[1]);
    const auto is = plan(values);
    EXPECT_THAT(told(is), UnorderedElementsAre(client(1, "Enable 9007"), line + " 9007"));
    EXPECT_THAT(changes(is), IsEmpty());
  }
}

TEST_F(Plans, SayWhichOtherPathDisagrees) {
  const auto is = plan({{network(1, "ProxyServerPort"), "", "5070"},
                        {server(1, 1, "Port"), "", "5060"},
                        {network(1, "RegistrarServerPort"), "", "5060"}});
  ASSERT_EQ(is.faults.size(), 3);
  const auto because = [](const std::string& name) {
    return name + " shows the same value and is given another one";
  };
  EXPECT_EQ(is.faults[0].sentence, because(server(1, 1, "Port")));
  EXPECT_EQ(is.faults[1].sentence, because(network(1, "ProxyServerPort")));
  EXPECT_EQ(is.faults[2].sentence, because(network(1, "ProxyServerPort")));
}

TEST_F(Plans, SetAnOutboundProxyByEitherName) {
  EXPECT_THAT(changes(plan({{network(1, "OutboundProxy"), "string", "proxy.example"},
                            {network(1, "OutboundProxyPort"), "unsignedInt", "0"},
                            {proxy(1, 2, "Address"), "string", "192.0.2.1"},
                            {network(1, "X_00005E_OutboundProxyEnable"), "boolean", "1"}})),
              UnorderedElementsAre("account.1.outbound_proxy.1.address=proxy.example",
                                   "account.1.outbound_proxy.1.port=0",
                                   "account.1.outbound_proxy.2.address=192.0.2.1",
                                   "account.1.outbound_proxy_enable=1"));
  EXPECT_THAT(told(plan({{network(1, "OutboundProxy"), "", "a.example"},
                         {proxy(1, 1, "Address"), "", "b.example"}})),
              ElementsAre(network(1, "OutboundProxy 9007"), proxy(1, 1, "Address 9007")));
}

TEST_F(Plans, TakeWhatLiesApartFromTheRange) {
  EXPECT_THAT(changes(plan({{proxy(1, 1, "RetryCount"), "int", "20"},
                            {proxy(1, 2, "RetryCount"), "int", "-1"},
                            {proxy(1, 1, "FailbackMode"), "string", "Inherit"},
                            {proxy(1, 1, "RegisterOnFailover"), "string", "Disabled"},
                            {"Device.X_00005E_Guard.Seconds", "unsignedInt", "10"}})),
              UnorderedElementsAre("account.1.outbound_proxy.1.retry_counts=20",
                                   "account.1.outbound_proxy.2.retry_counts=-1",
                                   "account.1.outbound_proxy.1.failback_mode=-1",
                                   "account.1.outbound_proxy.1.register_on_enable=0",
                                   "Device.X_00005E_Guard.Seconds=10"));
  EXPECT_THAT(told(plan({{proxy(1, 1, "RetryCount"), "", "-2"},
                         {proxy(1, 1, "FailbackMode"), "", "-1"},
                         {"Device.X_00005E_Guard.Seconds", "", "9"},
                         {network(1, "TimerRegistrationFailed"), "", "1801"}})),
              ElementsAre(proxy(1, 1, "RetryCount 9007"), proxy(1, 1, "FailbackMode 9007"),
                          "Device.X_00005E_Guard.Seconds 9007",
                          network(1, "TimerRegistrationFailed 9007")));
}

TEST_F(Plans, SetAPhonesValueFromAnyRow) {
  EXPECT_THAT(changes(plan({{network(2, "TimerT2"), "", "4500"}})),
              ElementsAre("sip.timer_t2=4.5"));
  EXPECT_THAT(
      changes(plan({{network(1, "TimerT2"), "", "4500"}, {network(2, "TimerT2"), "", "4500"}})),
      ElementsAre("sip.timer_t2=4.5"));
  EXPECT_THAT(
      told(plan({{network(1, "TimerT2"), "", "4500"}, {network(2, "TimerT2"), "", "5000"}})),
      ElementsAre(network(1, "TimerT2 9007"), network(2, "TimerT2 9007")));
}

TEST_F(Plans, LeaveWhatANarrowViewShows) {
  configuration.set("account.1.sip_server.1.transport_type", "3");
  const auto same = plan({{network(1, "ProxyServerTransport"), "", "UDP"}});
  EXPECT_THAT(told(same), IsEmpty());
  EXPECT_THAT(changes(same), IsEmpty());
  EXPECT_THAT(changes(plan({{network(1, "ProxyServerTransport"), "", "TCP"}})),
              ElementsAre("account.1.sip_server.1.transport_type=1"));
  EXPECT_THAT(told(plan({{network(1, "ProxyServerTransport"), "", "SCTP"}})),
              ElementsAre(network(1, "ProxyServerTransport 9007")));
  EXPECT_THAT(told(plan({{network(1, "ProxyServerTransport"), "", "DNS-NAPTR"}})),
              ElementsAre(network(1, "ProxyServerTransport 9007")));
}

// A dump of all values, written back to another phone, names both paths.
TEST_F(Plans, TakeANarrowViewAndTheWholeValueTogether) {
  const std::vector<AssignedValue> naptr = {{network(1, "ProxyServerTransport"), "", "UDP"},
                                            {network(1, "RegistrarServerTransport"), "", "UDP"},
                                            {failover(1, 1, "Transport"), "", "DNS-NAPTR"}};
  EXPECT_THAT(told(plan(naptr)), IsEmpty());
  EXPECT_THAT(changes(plan(naptr)), ElementsAre("account.1.sip_server.1.transport_type=3"));
  const auto other = plan({{network(1, "ProxyServerTransport"), "", "TCP"},
                           {failover(1, 1, "Transport"), "", "DNS-NAPTR"}});
  EXPECT_THAT(told(other), ElementsAre(network(1, "ProxyServerTransport 9007"),
                                       failover(1, 1, "Transport 9007")));
  const auto views = plan({{network(1, "ProxyServerTransport"), "", "TCP"},
                           {network(1, "RegistrarServerTransport"), "", "TLS"}});
  EXPECT_THAT(views.faults, ::testing::SizeIs(2));
}

TEST_F(Plans, TakeTheOnlyValueOfWhatCannotBeChanged) {
  const auto same = plan({{server(1, 2, "Priority"), "unsignedInt", "2"},
                          {server(1, 2, "Weight"), "unsignedInt", "0"},
                          {network(1, "RegistrarServer"), "string", ""}});
  EXPECT_THAT(told(same), IsEmpty());
  EXPECT_THAT(changes(same), IsEmpty());
  EXPECT_THAT(told(plan({{server(1, 2, "Priority"), "", "1"},
                         {server(1, 2, "Weight"), "", "1"},
                         {network(1, "RegistrarServer"), "", "sip.example"}})),
              ElementsAre(server(1, 2, "Priority 9007"), server(1, 2, "Weight 9007"),
                          network(1, "RegistrarServer 9007")));
}

TEST_F(Plans, TakeAnAddressOfRecord) {
  configuration.set("account.1.sip_server.1.address", "sip.example");
  EXPECT_THAT(changes(plan({{client(1, "RegisterURI"), "string", "sip:alice@sip.example"}})),
              ElementsAre("account.1.user_name=alice"));
  EXPECT_THAT(changes(plan({{client(1, "RegisterURI"), "", "sip:alice@b.example"}})),
              ElementsAre("account.1.user_name=alice@b.example"));
  EXPECT_THAT(told(plan({{client(1, "RegisterURI"), "", "alice@sip.example"}})),
              ElementsAre(client(1, "RegisterURI 9007")));
  const auto endless = "sip:" + std::string(129, 'a') + "@sip.example";
  EXPECT_THAT(told(plan({{client(1, "RegisterURI"), "", endless}})),
              ElementsAre(client(1, "RegisterURI 9007")));
}

TEST_F(Plans, LeaveAnAddressOfRecordThatIsThere) {
  configuration.set("account.1.sip_server.1.address", "sip.example");
  configuration.set("account.1.user_name", "alice@sip.example");
  EXPECT_EQ(read(client(1, "RegisterURI")), "sip:alice@sip.example");
  const auto same = plan({{client(1, "RegisterURI"), "", "sip:alice@SIP.example"}});
  EXPECT_THAT(told(same), IsEmpty());
  EXPECT_THAT(changes(same), IsEmpty());
  configuration.set("account.1.user_name", "");
  EXPECT_THAT(changes(plan({{client(1, "RegisterURI"), "", ""}})), IsEmpty());
}

TEST_F(Plans, JudgeAnAddressOfRecordByTheServerAsItWillBe) {
  configuration.set("account.1.sip_server.1.address", "old.example");
  configuration.set("account.1.user_name", "alice");
  EXPECT_THAT(changes(plan({{client(1, "RegisterURI"), "", "sip:bob@new.example"},
                            {network(1, "ProxyServer"), "", "new.example"}})),
              UnorderedElementsAre("account.1.user_name=bob",
                                   "account.1.sip_server.1.address=new.example"));
  EXPECT_THAT(changes(plan({{client(1, "RegisterURI"), "", "sip:alice@old.example"},
                            {network(1, "ProxyServer"), "", "new.example"}})),
              UnorderedElementsAre("account.1.user_name=alice@old.example",
                                   "account.1.sip_server.1.address=new.example"));
  EXPECT_THAT(told(plan({{client(1, "RegisterURI"), "", "sip:bob@old.example"},
                         {client(1, "X_00005E_UserName"), "", "bob"}})),
              IsEmpty());
  EXPECT_THAT(told(plan({{client(1, "RegisterURI"), "", "sip:bob@old.example"},
                         {client(1, "X_00005E_UserName"), "", "carol"}})),
              ElementsAre(client(1, "RegisterURI 9007"), client(1, "X_00005E_UserName 9007")));
}

// Everything writable can be written back as it reads, and then nothing changes.
TEST_F(Plans, OfWhatIsReadChangeNothing) {
  configuration.set("account.1.enable", "1");
  configuration.set("account.1.user_name", "alice");
  configuration.set("account.1.sip_server.1.address", "sip.example");
  configuration.set("account.1.sip_server.1.transport_type", "3");
  configuration.set("sip.timer_t1", "0.75");
  const std::vector<std::string> root = {""};
  std::vector<AssignedValue> all;
  const auto values = model.values(root).value();
  for (const auto& value : values) {
    if (!model.names(value.name, false)->front().writable) continue;
    if (value.name.ends_with("assword")) continue;
    all.push_back({value.name, std::string{type_name(value.type)}, value.value});
  }
  ASSERT_GT(all.size(), 100);
  const auto is = plan(all);
  EXPECT_THAT(told(is), IsEmpty());
  for (const auto& change : is.changes) {
    EXPECT_EQ(change.value, configuration.values().get(change.parameter))
        << name_of(change.parameter);
  }
}

TEST_F(Plans, KeepTheirSecretsToThemselves) {
  const auto is = plan({{client(1, "AuthPassword"), "string", "geheim\x01"}});
  ASSERT_EQ(is.faults.size(), 1);
  EXPECT_THAT(is.faults[0].sentence, ::testing::Not(::testing::HasSubstr("geheim")));
}

using datamodel::Problem;
using datamodel::ProblemCode;

TEST_F(Plans, GiveTheEnginesProblemsToThoseWhoAsked) {
  const auto is = plan({{server(1, 1, "Domain"), "", "sip.example"},
                        {network(1, "ProxyServer"), "", "sip.example"},
                        {client(1, "Enable"), "", "1"}});
  const auto fault =
      model.fault_of({Problem{ProblemCode::conflict, "account.1.sip_server.1.address",
                              "sip.example", "is the same"}},
                     is);
  EXPECT_EQ(fault.code, FaultCode::invalid_arguments);
  EXPECT_THAT(fault.parameters,
              ElementsAre(ParameterFault{server(1, 1, "Domain"), FaultCode::invalid_parameter_value,
                                         "is the same"},
                          ParameterFault{network(1, "ProxyServer"),
                                         FaultCode::invalid_parameter_value, "is the same"}));
}

TEST_F(Plans, FailTheCallForWhatIsAboutNone) {
  const auto is = plan({{client(1, "Enable"), "", "1"}});
  for (const auto code : {ProblemCode::busy, ProblemCode::core_away, ProblemCode::store_failed}) {
    const auto fault = model.fault_of({Problem{code, "", "", "not now"}}, is);
    EXPECT_EQ(fault.code, FaultCode::internal_error);
    EXPECT_EQ(fault.sentence, "not now");
    EXPECT_THAT(fault.parameters, IsEmpty());
  }
  const auto other =
      model.fault_of({Problem{ProblemCode::conflict, "account.2.enable", "1", "is another's"}}, is);
  EXPECT_EQ(other.code, FaultCode::internal_error);
}

TEST_F(Plans, KnowAllCodesOfTheEngine) {
  const auto is = plan({{client(1, "Enable"), "", "1"}});
  const auto code = [&](ProblemCode problem) {
    return model.fault_of({Problem{problem, "account.1.enable", "1", "no"}}, is)
        .parameters.at(0)
        .code;
  };
  EXPECT_EQ(code(ProblemCode::unknown_parameter), FaultCode::invalid_parameter_name);
  EXPECT_EQ(code(ProblemCode::wrong_type), FaultCode::invalid_parameter_value);
  EXPECT_EQ(code(ProblemCode::wrong_length), FaultCode::invalid_parameter_value);
  EXPECT_EQ(code(ProblemCode::read_only), FaultCode::not_writable);
}

}  // namespace
}  // namespace lineman::cwmp
