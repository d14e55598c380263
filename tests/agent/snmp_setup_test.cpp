#include "agent/snmp_setup.hpp"

#include <gmock/gmock.h>

#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SnmpSetupTest : public ::testing::Test {
 protected:
  SnmpSetupTest() { folder_.write("key", "long enough a phrase"); }

  SnmpSetup setup(const std::string& lines) {
    folder_.write("lineman.conf", lines);
    daemon::Options options;
    options.config = folder_.path("lineman.conf");
    const auto settings = daemon::read_settings(options);
    EXPECT_TRUE(settings) << to_string(settings.error().front());
    return snmp_setup(*settings, {}, folder_.path());
  }

  std::string user(const std::string& name, const std::string& key) const {
    return "snmp.user.1.name = " + name +
           "\nsnmp.user.1.auth = SHA-256\nsnmp.user.1.auth_key_file = " + folder_.path(key) +
           "\nsnmp.user.1.priv = AES\nsnmp.user.1.priv_key_file = " + folder_.path(key) + '\n';
  }

 private:
  lineman::test::ScratchFolder folder_;
};

TEST_F(SnmpSetupTest, ReceiversAreThoseOfTheSettings) {
  const auto is = setup(user("watcher", "key") +
                        "snmp.notify.3.target = udp:192.0.2.1\nsnmp.notify.3.version = 2c\n"
                        "snmp.notify.3.community = secret\n"
                        "snmp.notify.7.target = [2001:db8::1]:1162\nsnmp.notify.7.user = watcher\n"
                        "snmp.notify.7.inform = yes\n");
  EXPECT_THAT(is.problems, IsEmpty());
  EXPECT_THAT(
      is.settings.receivers,
      ElementsAre(
          mibs::SnmpReceiver{"udp:192.0.2.1:162", ReceiverVersion::v2c, false, "", "secret"},
          mibs::SnmpReceiver{"udp6:[2001:db8::1]:1162", ReceiverVersion::v3, true, "watcher", ""}));
}

TEST_F(SnmpSetupTest, APortThatIsNotNamedIs162) {
  const auto address = [&](const std::string& target) {
    const auto is = setup(
        "snmp.notify.1.version = 2c\nsnmp.notify.1.community = c\n"
        "snmp.notify.1.target = " +
        target + '\n');
    return is.settings.receivers.at(0).address;
  };
  EXPECT_EQ(address("192.0.2.1"), "udp:192.0.2.1:162");
  EXPECT_EQ(address("udp:192.0.2.1:9"), "udp:192.0.2.1:9");
  EXPECT_EQ(address("[::1]"), "udp6:[::1]:162");
  EXPECT_EQ(address("udp6:[::1]:9"), "udp6:[::1]:9");
}

TEST_F(SnmpSetupTest, AReceiverWhoseUserIsLeftOutIsLeftOutToo) {
  const auto is = setup(user("watcher", "no such file") +
                        "snmp.notify.1.target = udp:192.0.2.1\nsnmp.notify.1.user = watcher\n");
  EXPECT_THAT(is.settings.receivers, IsEmpty());
  ASSERT_EQ(is.problems.size(), 2U);
  EXPECT_EQ(is.problems[1], "snmp.notify.1 is left out: there is no SNMP user watcher");
}

}  // namespace
}  // namespace lineman::agent
