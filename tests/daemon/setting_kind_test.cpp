#include "daemon/setting_kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/settings_table.hpp"

namespace lineman::daemon {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void expect_good(Form form, std::initializer_list<const char*> values) {
  for (const auto* value : values) {
    EXPECT_THAT(problem_with_setting({.form = form}, value), IsEmpty()) << value;
  }
}
void expect_bad(Form form, std::initializer_list<const char*> values) {
  for (const auto* value : values) {
    EXPECT_THAT(problem_with_setting({.form = form}, value), Not(IsEmpty())) << value;
  }
}

TEST(SettingKind, YesAndNo) {
  expect_good(Form::yes_no, {"yes", "no", "1", "0"});
  expect_bad(Form::yes_no, {"true", "Yes", "2", "yes no"});
}

TEST(SettingKind, Paths) {
  expect_good(Form::path, {"/", "/etc/ssl/certs", "/with blank"});
  expect_bad(Form::path, {"relative", "~/x", "./x"});
  expect_good(Form::command, {"/sbin/reboot", "/bin/systemctl reboot"});
  expect_bad(Form::command, {"reboot"});
}

TEST(SettingKind, Endpoints) {
  expect_good(Form::endpoints, {"0.0.0.0:7547", "[::]:7547", "0.0.0.0:7547 [::1]:0"});
  expect_bad(Form::endpoints, {"0.0.0.0", "[::]", "::1:80", "host:80", "1.2.3.4:", "1.2.3.4:65536",
                               "1.2.3.4:000080", "1.2.3.4:-1", "[::1]80", "[::1", "1.2.3.4:80,5"});
}

TEST(SettingKind, Addresses) {
  expect_good(Form::addresses, {"0.0.0.0 [::]", "127.0.0.1:15353", "[::1]:53 127.0.0.1"});
  expect_bad(Form::addresses, {"::1", "localhost", "127.0.0.1:x", "1.2.3"});
}

TEST(SettingKind, Transports) {
  expect_good(Form::transports, {"udp:0.0.0.0 udp6:[::]", "udp:127.0.0.1:1161", "tcp:127.0.0.1:705",
                                 "udp:161", "127.0.0.1:1161"});
  expect_bad(Form::transports,
             {"sctp:127.0.0.1", "udp:", "udp:localhost", "unix:/var/agentx/master"});
}

TEST(SettingKind, MasterAgents) {
  const auto longest = "unix:/" + std::string(106, 'x');
  const auto too_long = longest + 'x';
  expect_good(Form::master_agent, {"unix:/var/agentx/master", "tcp:127.0.0.1:705", "tcp:127.0.0.1",
                                   "tcp6:[::1]:705", longest.c_str()});
  expect_bad(Form::master_agent, {"unix:relative", "udp:127.0.0.1:705", "tcp:localhost", "705",
                                  "unix:/one unix:/two", too_long.c_str()});
}

TEST(SettingKind, Receivers) {
  expect_good(Form::receiver, {"udp:192.0.2.10", "udp:192.0.2.10:1162", "192.0.2.10", "[::1]:162",
                               "udp6:[2001:db8::10]", "udp6:[::1]:162"});
  expect_bad(Form::receiver,
             {"udp:manager.example.com", "tcp:127.0.0.1:162", "unix:/socket", "162", "udp:162",
              "udp:[::1]", "udp6:127.0.0.1", "udp6:::1", "udp:127.0.0.1 udp:127.0.0.2", ""});
}

TEST(SettingKind, HttpProxies) {
  expect_good(Form::http_proxy,
              {"http://proxy.example:3128", "http://127.0.0.1:8080", "http://[::1]:65535"});
  expect_bad(Form::http_proxy,
             {"proxy:3128", "https://proxy:3128", "socks5://proxy:1080", "http://proxy",
              "http://:3128", "http://proxy:0", "http://proxy:65536", "http://proxy:3128/",
              "http://user:password@proxy:3128", "http://[::1]", "http://[::1]:0",
              "http://pro xy:1", "http://"});
}

TEST(SettingKind, Rates) {
  expect_good(Form::rate, {"0", "1/s", "2000/s"});
  expect_bad(Form::rate, {"2000", "0/s", "-1/s", "1/m", "1000001/s", "/s"});
}

TEST(SettingKind, Hardware) {
  expect_good(Form::oui, {"00005E", "ABCDEF"});
  expect_bad(Form::oui, {"00005e", "00005", "00005E0", "GGGGGG"});
  expect_good(Form::mac, {"00:15:65:00:00:01", "001565000001", "00:15:65:aB:cd:ef"});
  expect_bad(Form::mac,
             {"00:15:65:00:00", "00-15-65-00-00-01", "00156500000g", "00:15:65:00:00:0g"});
}

TEST(SettingKind, Off) {
  EXPECT_THAT(problem_with_setting({.form = Form::endpoints, .or_off = true}, "off"), IsEmpty());
  expect_bad(Form::endpoints, {"off"});
}

TEST(SettingKind, BadUtf8) {
  expect_bad(Form::path, {"/\xC3\x28"});
  EXPECT_THAT(problem_with_setting({.form = Form::path}, "/\xFF"), HasSubstr("UTF-8"));
}

TEST(SettingKind, EachInitialValueIsGood) {
  for (const auto& setting : settings_table) {
    if (setting.initial.empty()) continue;
    EXPECT_THAT(problem_with_setting(setting.kind, setting.initial), IsEmpty()) << setting.name;
  }
}

TEST(SettingsTable, NamesAreUniqueAndExplained) {
  for (std::size_t row = 0; row < settings_table.size(); ++row) {
    EXPECT_EQ(setting_row(settings_table.at(row).name), row);
    EXPECT_THAT(settings_table.at(row).help, Not(IsEmpty()));
    EXPECT_THAT(permitted(settings_table.at(row).kind), Not(IsEmpty()));
  }
}

}  // namespace
}  // namespace lineman::daemon
