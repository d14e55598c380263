#include "tests/datamodel/effective_fixture.hpp"

namespace lineman::datamodel {
namespace {

constexpr char proxy_2[] = "account.1.outbound_proxy.2.";
constexpr auto off = "does not act while outbound_proxy_enable is 0";

class EffectiveProxyTest : public EffectiveBelow<proxy_2> {
 protected:
  EffectiveProxyTest() {
    set_other("account.1.outbound_proxy_enable", "1");
    set("address", "proxy.example.com");
  }

  void switch_off() { set_other("account.1.outbound_proxy_enable", "0"); }
  void set_server(std::string_view leaf, std::string_view value) {
    set_other(std::string{"account.1.sip_server.2."}.append(leaf), value);
  }
};

TEST_F(EffectiveProxyTest, EveryTwinTakesOverTheServersValue) {
  for (const auto& [leaf, value] : {std::pair{"retry_counts", "7"},
                                    {"register_on_enable", "1"},
                                    {"invite_retry_counts", "9"},
                                    {"failback_timeout", "600"}}) {
    set_server(leaf, value);
    EXPECT_EQ(of(leaf), (Effective{value, std::string{"inherits account.1.sip_server.2."} + leaf}));
  }
  set("retry_counts", "0");
  EXPECT_EQ(of("retry_counts"), (Effective{"0", ""}));
}

TEST_F(EffectiveProxyTest, AProxyThatIsNotUsedDoesNotAct) {
  switch_off();
  EXPECT_EQ(of("port"), (Effective{"5060", ""})) << "nobody asked for it";
  set("address", "proxy.example.com");
  set("port", "5070");
  set("retry_counts", "2");
  set("failback_mode", "3");
  set("failback_timeout", "17");
  set("only_signal_with_registered", "1");
  set("failback_subscribe.enable", "1");
  EXPECT_EQ(of("address"), (Effective{"", off}));
  EXPECT_EQ(of("port"), (Effective{"5070", off}));
  for (const auto* leaf : {"retry_counts", "failback_mode", "failback_timeout",
                           "only_signal_with_registered", "failback_subscribe.enable"}) {
    EXPECT_EQ(of(leaf).reason, off) << leaf;
  }
}

TEST_F(EffectiveProxyTest, WithoutAnyAddressThereIsNoProxyToUse) {
  set("address", "");
  set("retry_counts", "2");
  EXPECT_EQ(of("address"), (Effective{"", ""}));
  EXPECT_EQ(of("retry_counts"),
            (Effective{"2", "does not act while no outbound proxy has an address"}));
}

TEST_F(EffectiveProxyTest, AProxyThatIsNotUsedStillShowsWhatItWouldInherit) {
  switch_off();
  EXPECT_EQ(of("retry_counts"), (Effective{"3", "inherits account.1.sip_server.2.retry_counts"}));
}

TEST_F(EffectiveProxyTest, FailbackNeedsADomainNameOfTheProxy) {
  set_server("address", "sip.example.com");
  set_server("failback_mode", "2");
  set("address", "192.0.2.1");
  EXPECT_EQ(of("failback_mode"),
            (Effective{"0", "does not act because the proxy's address is not a domain name"}));
  set("address", "proxy.example.com");
  EXPECT_EQ(of("failback_mode"), (Effective{"2", "inherits account.1.sip_server.2.failback_mode"}));
  set("failback_mode", "0");
  EXPECT_EQ(of("failback_mode"), (Effective{"0", ""}));
}

TEST_F(EffectiveProxyTest, AShortFailbackTimeoutActsAsSixtySeconds) {
  set("address", "proxy.example.com");
  set_server("failback_mode", "3");
  set_server("failback_timeout", "17");
  EXPECT_EQ(of("failback_timeout"),
            (Effective{"60",
                       "inherits account.1.sip_server.2.failback_timeout, where 1 to 59 seconds "
                       "act as 60"}));
  set("failback_timeout", "59");
  EXPECT_EQ(of("failback_timeout"), (Effective{"60", "1 to 59 seconds act as 60"}));
  set("failback_mode", "1");
  EXPECT_EQ(of("failback_timeout"), (Effective{"59", "does not act while failback_mode is not 3"}));
}

TEST_F(EffectiveProxyTest, TheGatesAreTheServersOnTheProxysOwnValues) {
  set("address", "proxy.example.com");
  set_server("only_signal_with_registered", "1");
  set("failback_subscribe.enable", "1");
  EXPECT_EQ(of("only_signal_with_registered").reason, "does not act while register_on_enable is 0");
  EXPECT_EQ(of("failback_subscribe.enable").value, "0");
  set("register_on_enable", "1");
  EXPECT_EQ(of("only_signal_with_registered").reason,
            "acts only while failback_mode is 1, 2 or 3 and the address is a domain name");
  set("failback_mode", "1");
  EXPECT_EQ(of("only_signal_with_registered"),
            (Effective{"1", "inherits account.1.sip_server.2.only_signal_with_registered"}));
  EXPECT_EQ(of("failback_subscribe.enable"), (Effective{"1", ""}));
}

TEST_F(EffectiveProxyTest, TheSameProxyTwiceIsPermittedAndSaid) {
  set_other("account.1.outbound_proxy.1.address", "proxy.example.com");
  set("address", "proxy.example.com");
  EXPECT_EQ(of("address"), (Effective{"proxy.example.com",
                                      "is outbound proxy 1 again: a move to it changes nothing"}));
  set("port", "5070");
  EXPECT_EQ(of("address"), (Effective{"proxy.example.com", ""}));
}

}  // namespace
}  // namespace lineman::datamodel
