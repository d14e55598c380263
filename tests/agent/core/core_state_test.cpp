// What of the configuration the SIP core is given.
#include "agent/core/core_state.hpp"

#include <gmock/gmock.h>

#include "datamodel/parameters.hpp"

namespace lineman::agent {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

datamodel::ParameterRef ref(std::string_view name) {
  return datamodel::find(name, datamodel::maximum_accounts).value();
}

TEST(CoreState, OfAnAccountIsAllThatItHas) {
  datamodel::Values values;
  values.set(ref("account.2.outbound_proxy.1.address"), "proxy.example.com");
  values.set(ref("account.2.reg_failed_retry_min_time"), "5");
  const auto account = account_state(values, 2);
  EXPECT_EQ(account.account, 2U);
  EXPECT_THAT(account.values, Contains(Pair("outbound_proxy.1.address", "proxy.example.com")));
  EXPECT_THAT(account.values, Contains(Pair("outbound_proxy.2.retry_counts", "-1")));
  EXPECT_THAT(account.values, Contains(Pair("reg_failed_retry_min_time", "5")));
  EXPECT_THAT(account.values, Contains(Pair("sip_server.2.port", "5060")));
  std::size_t of_one_account = 0;
  for (const auto each : datamodel::all_of(2)) of_one_account += each.instance.account == 2 ? 1 : 0;
  EXPECT_EQ(account.values.size(), of_one_account);
}

TEST(CoreState, OfThePhoneIsWhatTheCoreRuns) {
  datamodel::Values values;
  values.set(ref("sip.listen_port"), "5070");
  values.set(ref("static.network.dns.retry_times"), "0");
  const auto globals = globals_of(values);
  EXPECT_THAT(globals, Contains(Pair("sip.listen_port", "5070")));
  EXPECT_THAT(globals, Contains(Pair("sip.reg_surge_prevention", "0")));
  EXPECT_THAT(globals, Contains(Pair("static.network.dns.query_timeout", "3")));
  EXPECT_THAT(globals, Contains(Pair("static.network.dns.retry_times", "0")));
  EXPECT_THAT(globals, Not(Contains(Key("network.snmp.enable"))));
  EXPECT_THAT(globals, Not(Contains(Key("static.managementserver.url"))));
  EXPECT_THAT(globals, Not(Contains(Key("Device.X_00005E_Guard.Seconds"))));
}

TEST(CoreState, OnlyWhatTheCoreRunsConcernsIt) {
  EXPECT_TRUE(concerns_core(ref("account.1.outbound_proxy.2.port")));
  EXPECT_TRUE(concerns_core(ref("static.network.dns.query_timeout")));
  EXPECT_FALSE(concerns_core(ref("guardSeconds.0")));
  EXPECT_FALSE(concerns_core(ref("network.snmp.port")));
}

}  // namespace
}  // namespace lineman::agent
