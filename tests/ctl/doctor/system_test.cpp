// The judgements of what lies on the phone, on facts that a test makes up.
#include <gmock/gmock.h>

#include "ctl/doctor/certificates_check.hpp"
#include "ctl/doctor/clock_check.hpp"
#include "ctl/doctor/files_check.hpp"
#include "ctl/doctor/folders_check.hpp"
#include "ctl/doctor/settings_check.hpp"
#include "tests/ctl/doctor/judged.hpp"

namespace lineman::ctl::doctor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t day = 24 * 3600;
constexpr std::int64_t now = 1'767'323'045;  // 2026-01-02T03:04:05Z

TEST(Clock, IsJudgedByTheDateOfTheProgramAndTheKernelsWord) {
  const auto judged = [](ClockFacts facts) { return names_of(judge_clock(facts)); };
  EXPECT_THAT(judged({.now = now, .built = now - day, .synchronised = true}), IsEmpty());
  EXPECT_THAT(judged({.now = 59, .built = now, .synchronised = true}),
              ElementsAre("clock-not-set"));
  EXPECT_THAT(judged({.now = now - 1, .built = now, .synchronised = true}),
              ElementsAre("clock-behind"));
  EXPECT_THAT(judged({.now = now, .built = now, .synchronised = false}),
              ElementsAre("clock-unsynchronised"));
  const auto unknown = judge_clock({.now = now, .built = now});
  EXPECT_THAT(names_of(unknown), IsEmpty());
  EXPECT_THAT(unknown.unchecked, SizeIs(1));
}

TEST(SettingsCheck, NamesFileAndLineAndWhatThisUserMayNotRead) {
  const ReadSettings read = tl::unexpected(
      daemon::SettingProblems{{"/etc/l.conf", 3, "unknown setting x"},
                              {"/etc/l.conf.d", 0, "cannot be read: Permission denied"}});
  const auto result = judge_settings("/etc/l.conf", read);
  EXPECT_THAT(names_of(result), ElementsAre("settings-wrong"));
  EXPECT_EQ(result.findings.front().where, "/etc/l.conf:3");
  EXPECT_THAT(result.unchecked, SizeIs(1));
  EXPECT_THAT(names_of(judge_settings("/etc/l.conf", daemon::Settings{})), IsEmpty());
}

FoldersFacts good_folders() {
  FoldersFacts facts{.agent = {.uid = 900, .name = "lineman"}, .runtime_there = true};
  facts.state = {.path = "/var/lib/lineman",
                 .seen = Seen::yes,
                 .rights = {.uid = 900, .gid = 900, .mode = 0700},
                 .searched = true,
                 .free_octets = low_octets,
                 .free_files = full_files};
  facts.groups = {{.setting = "control.group", .name = "lineman", .exists = true}};
  return facts;
}

TEST(Folders, ThatAreInOrder) {
  const auto result = judge_folders(good_folders());
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(result.unchecked, IsEmpty());
}

TEST(Folders, OfSomebodyElse) {
  auto facts = good_folders();
  facts.state.rights.uid = 0;
  const auto result = judge_folders(facts);
  ASSERT_THAT(names_of(result), ElementsAre("state-not-ours"));
  EXPECT_EQ(result.findings.front().what, "it belongs to root, and the agent runs as lineman");
  EXPECT_EQ(result.findings.front().command, "chown -R lineman: /var/lib/lineman");
  facts = good_folders();
  facts.state.foreign = "/var/lib/lineman/generations/3";
  EXPECT_EQ(judge_folders(facts).findings.front().where, "/var/lib/lineman/generations/3");
}

TEST(Folders, WithoutRoomOrRights) {
  const auto judged = [](auto change) {
    auto facts = good_folders();
    change(facts);
    EXPECT_TRUE(is_at_home(judge_folders(facts)));
    return names_of(judge_folders(facts));
  };
  EXPECT_THAT(judged([](auto& facts) { facts.state.free_octets = full_octets - 1; }),
              ElementsAre("disk-full"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.free_files = full_files - 1; }),
              ElementsAre("disk-full"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.free_octets = low_octets - 1; }),
              ElementsAre("disk-low"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.rights.mode = 0750; }),
              ElementsAre("state-open"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.rights.mode = 0500; }),
              ElementsAre("state-not-writable"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.read_only = true; }),
              ElementsAre("state-not-writable"));
  EXPECT_THAT(judged([](auto& facts) { facts.state.seen = Seen::no; }),
              ElementsAre("state-missing"));
  EXPECT_THAT(judged([](auto& facts) { facts.runtime_there = false; }),
              ElementsAre("runtime-missing"));
  EXPECT_THAT(judged([](auto& facts) { facts.groups.front().exists = false; }),
              ElementsAre("control-group-missing"));
  EXPECT_THAT(judged([](auto& facts) { facts.groups.front().socket_has = "root"; }),
              ElementsAre("control-group-other"));
}

TEST(Folders, ThatThisUserMayNotSeeAreSaidToBeUnseen) {
  auto facts = good_folders();
  facts.state.seen = Seen::hidden;
  EXPECT_THAT(judge_folders(facts).findings, IsEmpty());
  EXPECT_THAT(judge_folders(facts).unchecked, SizeIs(1));
  facts = good_folders();
  facts.state.searched = false;
  EXPECT_THAT(judge_folders(facts).unchecked, SizeIs(1));
}

TEST(Rights, AreThoseOfOwnerGroupAndOthersInThisOrder) {
  const User user{.uid = 5, .groups = {7}};
  EXPECT_TRUE(may_read(user, {.uid = 5, .gid = 7, .mode = 0400}));
  EXPECT_FALSE(may_read(user, {.uid = 5, .gid = 7, .mode = 0044}));
  EXPECT_TRUE(may_read(user, {.uid = 6, .gid = 7, .mode = 0040}));
  EXPECT_FALSE(may_read(user, {.uid = 6, .gid = 7, .mode = 0004}));
  EXPECT_TRUE(may_read(user, {.uid = 6, .gid = 8, .mode = 0004}));
  EXPECT_TRUE(may_read({.uid = 0}, {.uid = 6, .gid = 8, .mode = 0}));
}

TEST(Files, OfSecretsAreForTheirOwnerAlone) {
  const FileFacts good{.setting = "snmp.user.1.auth_key_file",
                       .path = "/etc/lineman/key",
                       .reader = {.uid = 900, .name = "lineman"},
                       .secret = true,
                       .seen = Seen::yes,
                       .rights = {.uid = 900, .gid = 900, .mode = 0600}};
  const auto judged = [&](auto change) {
    auto file = good;
    change(file);
    EXPECT_TRUE(is_at_home(judge_files({file})));
    return names_of(judge_files({file}));
  };
  EXPECT_THAT(judged([](auto&) {}), IsEmpty());
  EXPECT_THAT(judged([](auto& file) { file.rights.mode = 0640; }), ElementsAre("secret-file-open"));
  EXPECT_THAT(judged([](auto& file) { file.rights.uid = 0; }), ElementsAre("file-not-readable"));
  EXPECT_THAT(judged([](auto& file) { file.seen = Seen::no; }), ElementsAre("file-missing"));
  EXPECT_THAT(judged([](auto& file) { file.objection = "is empty"; }),
              ElementsAre("secret-file-unusable"));
  // systemd hands it over.
  EXPECT_THAT(judged([](auto& file) {
                file = {.credential = true, .seen = Seen::yes, .rights = {.mode = 0440}};
              }),
              IsEmpty());
  // An authority's certificate is for everybody.
  EXPECT_THAT(judged([](auto& file) {
                file.secret = false;
                file.rights = {.uid = 0, .gid = 0, .mode = 0644};
              }),
              IsEmpty());
}

CertificateFacts good_certificate() {
  return {.setting = "web.certificate",
          .path = "/c",
          .subject = "CN = phone",
          .not_before = now - day,
          .not_after = now + ends_soon + 1,
          .key_setting = "web.key",
          .key_path = "/k"};
}

TEST(Certificates, AreJudgedByTheirDatesAndKeys) {
  const auto judged = [](auto change) {
    auto one = good_certificate();
    change(one);
    EXPECT_TRUE(is_at_home(judge_certificates({one}, now)));
    return names_of(judge_certificates({one}, now));
  };
  EXPECT_THAT(judged([](auto&) {}), IsEmpty());
  EXPECT_THAT(judged([](auto& one) { one.not_after = now - 1; }),
              ElementsAre("certificate-expired"));
  EXPECT_THAT(judged([](auto& one) { one.not_before = now + 1; }),
              ElementsAre("certificate-not-yet-valid"));
  EXPECT_THAT(judged([](auto& one) { one.not_after = now + ends_soon - 1; }),
              ElementsAre("certificate-ends-soon"));
  EXPECT_THAT(judged([](auto& one) { one.key_matches = false; }),
              ElementsAre("certificate-other-key"));
  EXPECT_THAT(judged([](auto& one) { one.key_unusable = "holds no key"; }),
              ElementsAre("certificate-unusable"));
  EXPECT_THAT(judged([](auto& one) { one.unusable = "holds no certificate"; }),
              ElementsAre("certificate-unusable"));
}

TEST(Certificates, ThatThisUserMayNotReadAreSaidToBeUnread) {
  auto one = good_certificate();
  one.key_hidden = true;
  EXPECT_THAT(judge_certificates({one}, now).unchecked, SizeIs(1));
  EXPECT_THAT(judge_certificates({one}, now).findings, IsEmpty());
}

}  // namespace
}  // namespace lineman::ctl::doctor
