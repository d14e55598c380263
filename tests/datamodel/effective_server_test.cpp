#include "tests/datamodel/effective_fixture.hpp"

namespace lineman::datamodel {
namespace {

constexpr char server_1[] = "account.1.sip_server.1.";

class EffectiveServerTest : public EffectiveBelow<server_1> {};

TEST_F(EffectiveServerTest, AnOrdinaryValueActsAsStored) {
  set("expires", "300");
  EXPECT_EQ(of("expires"), (Effective{"300", ""}));
}

TEST_F(EffectiveServerTest, AShortFailbackTimeoutActsAsSixtySeconds) {
  set("address", "sip.example.com");
  set("failback_mode", "3");
  set("failback_timeout", "17");
  EXPECT_EQ(of("failback_timeout"), (Effective{"60", "1 to 59 seconds act as 60"}));
  set("failback_timeout", "60");
  EXPECT_EQ(of("failback_timeout"), (Effective{"60", ""}));
  set("failback_timeout", "0");
  EXPECT_EQ(of("failback_timeout"), (Effective{"0", ""}));
}

TEST_F(EffectiveServerTest, FailbackNeedsADomainName) {
  set("address", "192.0.2.1");
  set("failback_mode", "2");
  EXPECT_EQ(of("failback_mode"),
            (Effective{"0", "does not act because the server's address is not a domain name"}));
  set("address", "sip.example.com");
  EXPECT_EQ(of("failback_mode"), (Effective{"2", ""}));
}

TEST_F(EffectiveServerTest, OnlySignalWithRegisteredNeedsBothOfItsConditions) {
  set("address", "sip.example.com");
  set("only_signal_with_registered", "1");
  EXPECT_EQ(of("only_signal_with_registered").reason, "does not act while register_on_enable is 0");
  set("register_on_enable", "1");
  EXPECT_EQ(of("only_signal_with_registered").value, "0");
  set("failback_mode", "1");
  EXPECT_EQ(of("only_signal_with_registered"), (Effective{"1", ""}));
}

TEST_F(EffectiveServerTest, ResubscribingNeedsAFailbackMode) {
  set("address", "sip.example.com");
  set("failback_subscribe.enable", "1");
  EXPECT_EQ(of("failback_subscribe.enable").value, "0");
  set("failback_mode", "3");
  EXPECT_EQ(of("failback_subscribe.enable"), (Effective{"1", ""}));
}

TEST_F(EffectiveServerTest, NaptrNeedsANameAndNoPort) {
  set("address", "sip.example.com");
  set("transport_type", "3");
  EXPECT_EQ(of("transport_type"), (Effective{"0", "acts as UDP because the port is not 0"}));
  set("port", "0");
  EXPECT_EQ(of("transport_type"), (Effective{"3", ""}));
  set("address", "2001:db8::1");
  EXPECT_EQ(of("transport_type"),
            (Effective{"0", "acts as UDP because the address is an IP address"}));
}

TEST_F(EffectiveServerTest, AnAddressNeedsAPort) {
  constexpr auto why = "0 acts as the usual port because the address is an IP address";
  set("address", "sip.example.com");
  set("port", "0");
  EXPECT_EQ(of("port"), (Effective{"0", ""}));
  set("address", "192.0.2.1");
  EXPECT_EQ(of("port"), (Effective{"5060", why}));
  set("transport_type", "2");
  EXPECT_EQ(of("port"), (Effective{"5061", why}));
  set("port", "5070");
  EXPECT_EQ(of("port"), (Effective{"5070", ""}));
}

TEST_F(EffectiveServerTest, AnOutboundProxyTakesTheServersTransport) {
  set("address", "sip.example.com");
  set("transport_type", "3");
  set("port", "0");
  set_other("account.1.outbound_proxy_enable", "1");
  set_other("account.1.outbound_proxy.1.address", "proxy.example.com");
  EXPECT_EQ(of("transport_type"),
            (Effective{"0", "acts as UDP because the outbound proxy's port is not 0"}));
  set_other("account.1.outbound_proxy.1.port", "0");
  EXPECT_EQ(of("transport_type"), (Effective{"3", ""}));
  set_other("account.1.outbound_proxy.1.address", "192.0.2.1");
  EXPECT_EQ(of("transport_type"),
            (Effective{"0", "acts as UDP because the outbound proxy's address is an IP address"}));
}

TEST_F(EffectiveServerTest, AFailbackTimeoutIsForModeThree) {
  set("address", "sip.example.com");
  set("failback_timeout", "17");
  EXPECT_EQ(of("failback_timeout"), (Effective{"17", "does not act while failback_mode is not 3"}));
  set("failback_timeout", "3600");
  EXPECT_EQ(of("failback_timeout"), (Effective{"3600", ""})) << "nobody asked for it";
}

}  // namespace
}  // namespace lineman::datamodel
