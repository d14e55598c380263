#include "daemon/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

#include "tests/support/ordinary_user.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::daemon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SettingsTest : public testing::Test {
 protected:
  // Settings of a file with this content.
  tl::expected<Settings, SettingProblems> read(std::string_view content,
                                               std::vector<std::string> sets = {}) {
    options.config = scratch.write("lineman.conf", content);
    options.config_named = true;
    options.sets = std::move(sets);
    return read_settings(options);
  }
  Settings good(std::string_view content, std::vector<std::string> sets = {}) {
    auto settings = read(content, std::move(sets));
    if (!settings) throw std::runtime_error(to_string(settings.error().front()));
    return *settings;
  }
  // What is wrong, with "FILE" for the path of lineman.conf.
  std::vector<std::string> problems(std::string_view content, std::vector<std::string> sets = {}) {
    const auto settings = read(content, std::move(sets));
    std::vector<std::string> texts;
    if (settings) return texts;
    for (const auto& problem : settings.error()) {
      auto text = to_string(problem);
      if (text.starts_with(options.config)) text.replace(0, options.config.size(), "FILE");
      texts.push_back(text);
    }
    return texts;
  }

  test::ScratchFolder scratch;
  Options options;
};

TEST_F(SettingsTest, AreTheInitialOnesWhereNothingIsSaid) {
  options.config = scratch.path("missing.conf");
  const auto settings = read_settings(options);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->text("log.level"), "info");
  EXPECT_EQ(settings->number("device.accounts"), std::min(16U, datamodel::maximum_accounts));
  EXPECT_TRUE(settings->yes("sip.icmp_fast_fail"));
  EXPECT_FALSE(settings->yes("cwmp.allow_basic_over_http"));
  EXPECT_EQ(settings->per_second("snmp.rate_limit"), 2000U);
  EXPECT_THAT(settings->words("sip.bind"), ElementsAre("0.0.0.0", "[::]"));
  EXPECT_THAT(settings->words("snmp.agentx"), IsEmpty());
  EXPECT_THAT(settings->indices("snmp.user.N.name"), IsEmpty());
  EXPECT_FALSE(settings->is_set("log.level"));
}

TEST_F(SettingsTest, ChangesAreNamed) {
  const auto before = good(
      "device.model = LM 16\nsnmp.user.3.name = manager\nsip.bind = 127.0.0.1\n"
      "log.level = info\n");
  const auto after = good(
      "device.model = LM 16\nsnmp.user.4.name = manager\nsip.bind = 127.0.0.2\n"
      "history.generations = 5\n");
  const auto is_live = [](const Setting& setting) { return setting.live(); };
  EXPECT_THAT(changed_settings(before, after, is_live),
              ElementsAre("snmp.user.3.name", "snmp.user.4.name", "log.level"));
  EXPECT_THAT(changed_settings(before, after, std::not_fn(is_live)),
              ElementsAre("sip.bind", "history.generations"));
  EXPECT_THAT(changed_settings(after, after, is_live), IsEmpty());
}

TEST_F(SettingsTest, AreRead) {
  const auto settings = good(
      "# the phone\n"
      "device.model = LM 16\n"
      "snmp.rate_limit = 0\n"
      "sip.bind =  127.0.0.1   [::1]:0 \n"
      "sip.icmp_fast_fail = no\n"
      "snmp.user.3.name = manager\n"
      "snmp.user.3.access = write\n"
      "snmp.user.12.name = other\n");
  EXPECT_EQ(settings.text("device.model"), "LM 16");
  EXPECT_EQ(settings.per_second("snmp.rate_limit"), 0U);
  EXPECT_THAT(settings.words("sip.bind"), ElementsAre("127.0.0.1", "[::1]:0"));
  EXPECT_FALSE(settings.yes("sip.icmp_fast_fail"));
  EXPECT_THAT(settings.indices("snmp.user.N.name"), ElementsAre(3U, 12U));
  EXPECT_EQ(settings.text("snmp.user.N.access", 3), "write");
  EXPECT_EQ(settings.text("snmp.user.N.access", 12), "read");
}

TEST_F(SettingsTest, LaterOnesWin) {
  scratch.write("lineman.conf.d/20.conf", "log.level = error\n");
  scratch.write("lineman.conf.d/10.conf", "log.level = warning\nhistory.generations = 7\n");
  scratch.write("lineman.conf.d/99.conf.bak", "nonsense\n");
  scratch.write("lineman.conf.d/.hidden.conf", "nonsense\n");
  const auto settings = good("log.level = debug\nhistory.generations = 5\n");
  EXPECT_EQ(settings.text("log.level"), "error");
  EXPECT_EQ(settings.number("history.generations"), 7U);
  EXPECT_EQ(good("", {"log.level=trace", "log.level=off"}).text("log.level"), "off");
}

TEST_F(SettingsTest, AnEmptyValueTakesBack) {
  scratch.write("lineman.conf.d/10.conf", "log.level =\nsnmp.user.1.name =\n");
  const auto settings = good("log.level = debug\nsnmp.user.1.name = manager\n");
  EXPECT_EQ(settings.text("log.level"), "info");
  EXPECT_THAT(settings.indices("snmp.user.N.name"), IsEmpty());
}

TEST_F(SettingsTest, AllThatIsWrongIsReportedInOrder) {
  EXPECT_THAT(
      problems("log.level = loud\n"
               "nonsense\n"
               "no.such.setting = 1\n"
               "device.accounts = 0\n"
               "log.target = stderr\n"
               "log.target = journal\n",
               {"web.listen=somewhere", "other=1"}),
      ElementsAre("FILE:1: log.level 'loud' is not one of trace, debug, info, warning, error, "
                  "critical, off",
                  "FILE:2: the line is not of the form name = value",
                  "FILE:3: unknown setting no.such.setting",
                  HasSubstr("FILE:4: device.accounts '0' is not between 1 and "),
                  "FILE:6: log.target is set twice, first in line 5",
                  "--set: web.listen 'somewhere' is not a list of IP addresses with ports, as in "
                  "0.0.0.0:7547 [::]:7547, or off",
                  "--set: unknown setting other"));
}

TEST_F(SettingsTest, NamesAreExact) {
  for (const auto* name :
       {"Log.level", "log.level.", "log", "snmp.user.N.name", "snmp.user.name", "snmp.user.0.name",
        "snmp.user.01.name", "snmp.user.33.name", "snmp.user.1.nam", "snmp.user.1x.name",
        "snmp.user.-1.name", "snmp.user.99999999999999999999.name"}) {
    EXPECT_THAT(problems(std::string(name) + " = x\n"),
                ElementsAre(std::string("FILE:1: unknown setting ") + name));
  }
  EXPECT_THAT(problems("snmp.user.32.name = x\n"), IsEmpty());
}

TEST_F(SettingsTest, NamedFileHasToBeThere) {
  options.config = scratch.path("missing.conf");
  options.config_named = true;
  const auto settings = read_settings(options);
  ASSERT_FALSE(settings);
  EXPECT_EQ(to_string(settings.error().front()),
            options.config + ": cannot be read: No such file or directory");
}

TEST_F(SettingsTest, UnreadableFileIsReported) {
  const auto file = scratch.write("lineman.conf.d/10.conf", "log.level = debug\n");
  chmod(file.c_str(), 0);
  chmod(scratch.path().c_str(), 0755);
  options.config = scratch.path("lineman.conf");
  const test::OrdinaryUser user;
  ASSERT_TRUE(user.succeeded());
  const auto settings = read_settings(options);
  ASSERT_FALSE(settings);
  EXPECT_THAT(to_string(settings.error().front()), HasSubstr(file + ": cannot be read"));
}

TEST_F(SettingsTest, FilesAreBounded) {
  const std::string line = "# filling filling filling filling\n";
  std::string content;
  while (content.size() <= maximum_settings_file) content += line;
  EXPECT_THAT(problems(content), ElementsAre("FILE: has more than 262144 octets"));
  for (std::size_t i = 0; i <= maximum_settings_files; ++i) {
    scratch.write("lineman.conf.d/" + std::to_string(i) + ".conf", "");
  }
  EXPECT_THAT(problems(""), ElementsAre("FILE.d: has more than 64 files"));
}

TEST_F(SettingsTest, AFolderIsNoFile) {
  std::filesystem::create_directory(scratch.path("folder"));
  options.config = scratch.path("folder");
  const auto settings = read_settings(options);
  ASSERT_FALSE(settings);
  EXPECT_THAT(to_string(settings.error().front()), HasSubstr("is no regular file"));
}

TEST_F(SettingsTest, SecretsAreNotQuoted) {
  const std::string too_long(33, 'x');
  for (const auto* name : {"snmp.community.1.name", "snmp.user.1.auth_key_file",
                           "snmp.user.1.priv_key_file", "web.user.1.password_file"}) {
    for (const auto& problem : problems(std::string(name) + " = " + too_long + "\n")) {
      EXPECT_THAT(problem, Not(HasSubstr(too_long)));
    }
  }
}

TEST_F(SettingsTest, WhatDoesNotGoTogether) {
  EXPECT_THAT(problems("snmp.user.1.access = write\n"),
              ElementsAre("FILE:1: snmp.user.1.name is missing"));
  EXPECT_THAT(problems("snmp.community.1.name = m\n"),
              ElementsAre("FILE:1: snmp.community.1.name needs snmp.community.1.source"));
  EXPECT_THAT(problems("snmp.user.2.name = m\nsnmp.user.2.auth = SHA-256\n"),
              ElementsAre("FILE:2: snmp.user.2.auth needs snmp.user.2.auth_key_file"));
  EXPECT_THAT(problems("snmp.user.2.name = m\nsnmp.user.2.auth_key_file = /a\n"),
              ElementsAre("FILE:2: snmp.user.2.auth_key_file needs snmp.user.2.auth"));
  EXPECT_THAT(
      problems("snmp.user.2.name = m\nsnmp.user.2.priv = AES\nsnmp.user.2.priv_key_file = /a\n"),
      ElementsAre("FILE:2: snmp.user.2.priv needs snmp.user.2.auth"));
  EXPECT_THAT(problems("snmp.notify.1.target = udp:127.0.0.1\n"),
              ElementsAre("FILE:1: snmp.notify.1.target needs snmp.notify.1.user"));
  EXPECT_THAT(problems("snmp.notify.1.target = udp:127.0.0.1\nsnmp.notify.1.version = 2c\n"),
              ElementsAre("FILE:1: snmp.notify.1.target needs snmp.notify.1.community"));
  EXPECT_THAT(problems("snmp.notify.1.inform = yes\n"),
              ElementsAre("FILE:1: snmp.notify.1.target is missing"));
  EXPECT_THAT(problems("snmp.user.7.name = m\nsnmp.notify.1.target = udp:127.0.0.1\n"
                       "snmp.notify.1.user = m\nsnmp.notify.1.community = c\n"),
              ElementsAre("FILE:4: snmp.notify.1.community is for version 2c only"));
  EXPECT_THAT(problems("snmp.user.7.name = m\nsnmp.notify.1.target = udp:127.0.0.1\n"
                       "snmp.notify.1.version = 2c\nsnmp.notify.1.community = c\n"
                       "snmp.notify.1.user = m\n"),
              ElementsAre("FILE:5: snmp.notify.1.user is for version 3 only"));
  EXPECT_THAT(problems("snmp.user.7.name = m\nsnmp.notify.1.target = udp:127.0.0.1\n"
                       "snmp.notify.1.user = n\n"),
              ElementsAre("FILE:3: snmp.notify.1.user is n, which no snmp.user.N.name is"));
  EXPECT_THAT(problems("web.user.1.name = admin\n"),
              ElementsAre("FILE:1: web.user.1.name needs web.user.1.password_file"));
  EXPECT_THAT(problems("sip.client_key = /k\n"),
              ElementsAre("FILE:1: sip.client_key needs sip.client_certificate"));
}

TEST_F(SettingsTest, ProblemsArePrintable) {
  EXPECT_THAT(problems("evil\x1b[31m = 1\n"),
              ElementsAre("FILE:1: the line has a control character"));
  EXPECT_THAT(problems("n\xC3\x28 = 1\n"), ElementsAre("FILE:1: unknown setting n\\xc3("));
}

}  // namespace
}  // namespace lineman::daemon
