#include "sipcore/message/sip_uri.hpp"

#include <gtest/gtest.h>

namespace lineman::sipcore {
namespace {

TEST(SipUri, ReadsItsParts) {
  const auto uri = parse_sip_uri("sip:a;b=c:secret@Host.test:5070;Transport=TCP;lr?x=y");
  ASSERT_TRUE(uri) << uri.error();
  EXPECT_FALSE(uri->secure);
  EXPECT_EQ(uri->user, "a;b=c");
  EXPECT_EQ(uri->host, "Host.test");
  EXPECT_EQ(uri->port, 5070);
  EXPECT_EQ(uri->transport, "tcp");
  EXPECT_TRUE(uri->loose);
}

TEST(SipUri, NeedsNoUserAndNoPort) {
  const auto uri = parse_sip_uri("SIPS:[2001:db8::1]");
  ASSERT_TRUE(uri) << uri.error();
  EXPECT_TRUE(uri->secure);
  EXPECT_EQ(uri->user, "");
  EXPECT_EQ(uri->host, "[2001:db8::1]");
  EXPECT_EQ(uri->port, 0);
  EXPECT_FALSE(uri->loose);
}

TEST(SipUri, RefusesWhatIsNone) {
  for (const auto* text : {"",
                           "sip:",
                           "sip",
                           "1002",
                           "http://a",
                           "sip:@a",
                           "sip:a@b@c",
                           "sip:a@",
                           "sip:a@b:",
                           "sip:a@b:0",
                           "sip:a@b:65536",
                           "sip:a@b:5060x",
                           "sip:a@[::1",
                           "sip:a@::1",
                           "sip:a@-b",
                           "sip:a b@c",
                           "sip:a@b\r\nEvil: 1",
                           "sip:\"a\"@b",
                           "sip:a@[192.0.2.1]",
                           "sip:a@b>"}) {
    EXPECT_FALSE(parse_sip_uri(text)) << text;
  }
}

TEST(SipUri, BoundsItsLength) {
  const auto longest = "sip:" + std::string(longest_uri - 6, 'a') + "@b";
  EXPECT_TRUE(parse_sip_uri(longest));
  EXPECT_FALSE(parse_sip_uri(longest + "b"));
}

TEST(SipUri, SaysWhereItLeadsIfThatIsAnAddress) {
  const auto to = [](std::string_view text) { return literal_target(parse_sip_uri(text).value()); };
  const auto target = to("sip:a@192.0.2.1");
  ASSERT_TRUE(target);
  EXPECT_EQ(to_string(*target), "192.0.2.1:5060");
  EXPECT_EQ(target->protocol, Protocol::udp);
  EXPECT_EQ(to("sip:192.0.2.1;transport=tls")->port, 5061);
  EXPECT_EQ(to("sips:192.0.2.1")->protocol, Protocol::tls);
  EXPECT_EQ(to("sip:[::1]:99;transport=TCP")->protocol, Protocol::tcp);
  EXPECT_FALSE(to("sip:a@host.test"));
  EXPECT_FALSE(to("sip:192.0.2.1;transport=sctp"));
}

TEST(SipUri, StandsWithinAField) {
  EXPECT_EQ(uri_within("\"A <b>\" <sip:p;lr>;x=1"), "sip:p;lr");
  EXPECT_EQ(uri_within("sip:p;x=1"), "sip:p");
}

TEST(SipUri, IsMadeOfWhatIsDialled) {
  EXPECT_EQ(dialled_uri("1002", "sip.test"), "sip:1002@sip.test");
  EXPECT_EQ(dialled_uri("a/b#", "[::1]"), "sip:a/b%23@[::1]");
  EXPECT_EQ(dialled_uri("sip:x@y;user=phone?Evil=1", "z"), "sip:x@y;user=phone");
  EXPECT_EQ(dialled_uri("\xC3\xA4", "z"), "sip:%C3%A4@z");
  EXPECT_FALSE(dialled_uri("a\nb", "z"));
}

}  // namespace
}  // namespace lineman::sipcore
