#include "tr069/session/state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "datamodel/checked_text.hpp"
#include "tr069/session/notifications.hpp"

namespace lineman::cwmp {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

State example() {
  State state;
  state.events.add(event::bootstrap);
  state.events.add(event::value_change);
  state.events.add(event::reboot, "spring \\ clean\n = up");
  state.events.add(event::reboot);
  state.notifications = {{"Device.DeviceInfo.ProvisioningCode", Notification::active},
                         {"Device.Services.", Notification::passive},
                         {"Device.X_00005E_Guard.Seconds", Notification::off}};
  state.changed = {"Device.ManagementServer.URL", "Device.DeviceInfo.ProvisioningCode"};
  state.told = {{"Device.Services.VoiceService.1.SIP.Client.1.Status", "Up"},
                {"Device.Services.VoiceService.1.SIP.Client.2.Status", ""}};
  state.published = 18'446'744'073'709'551'615U;
  state.retry_count = 7;
  state.url = "https://acs.example:7547/path?a=b";
  state.cwmp = Namespace::cwmp_1_0;
  state.request_path = "f00dcafe";
  state.boot_id = "5a0b5b0e-0000-4000-8000-000000000001";
  state.reboot = "key";
  state.reboot_begun = true;
  state.factory_reset = true;
  state.informs = {{{.since = WallMoment{std::chrono::seconds{1'767'225'600}},
                     .delay = std::chrono::seconds{60}},
                    "spring = clean"},
                   {{.delay = std::chrono::seconds{5}}, ""}};
  const DueTime due{.since = WallMoment{std::chrono::milliseconds{1'767'225'600'123}},
                    .delay = std::chrono::seconds{4'294'967'295}};
  state.transfers.add({.request = {.kind = TransferKind::scheduled_download,
                                   .file = FileKind::firmware,
                                   .url = "https://files/a?b=c&d",
                                   .username = "u",
                                   .password = "a \\ secret\n",
                                   .file_size = 4'294'967'295,
                                   .target_file_name = "image"},
                       .command_key = "k = 1",
                       .file_type = "1 Firmware Upgrade Image",
                       .windows = {{.start = due, .end = due, .tries = 3}, {.start = due}}});
  state.transfers.add({.request = {.kind = TransferKind::upload, .file = FileKind::log},
                       .file_type = "4 Vendor Log File 1",
                       .state = Transfer::State::ended,
                       .outcome = {.fault = FaultCode::cannot_access_file,
                                   .sentence = "no such place",
                                   .begun = due.since,
                                   .ended = due.since}});
  return state;
}

// The state that the lines of `body` make.
State read(const std::string& body) {
  auto state = parse_state(datamodel::with_checksum(body));
  EXPECT_TRUE(state) << (state ? "" : state.error());
  return state ? std::move(*state) : State{};
}

TEST(State, GivesBackWhatWasPrinted) {
  for (const auto& state : {State{}, example()}) {
    const auto parsed = parse_state(print(state));
    ASSERT_TRUE(parsed) << parsed.error();
    EXPECT_EQ(*parsed, state);
    EXPECT_EQ(print(*parsed), print(state));
  }
}

TEST(State, ARebootWithoutAKeyIsNotNoReboot) {
  State state;
  state.reboot = "";
  EXPECT_EQ(parse_state(print(state))->reboot, "");
  state.reboot.reset();
  EXPECT_EQ(parse_state(print(state))->reboot, std::nullopt);
}

TEST(State, PeopleCanReadIt) {
  const auto text = print(example());
  EXPECT_THAT(text, ::testing::StartsWith("lineman acs state 1\n"));
  EXPECT_THAT(text, HasSubstr("\nretry_count = 7\n"));
  EXPECT_THAT(text, HasSubstr("\nevent 0 BOOTSTRAP = \n"));
  EXPECT_THAT(text, HasSubstr("\nevent M Reboot = spring \\\\ clean\\x0a = up\n"));
  EXPECT_THAT(text, HasSubstr("\nnotification Device.DeviceInfo.ProvisioningCode = 2\n"));
  EXPECT_THAT(text, HasSubstr("\ncwmp = 1.0\n"));
}

TEST(State, ATornTextIsRefusedWhereverItIsTorn) {
  const auto text = print(example());
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto parsed = parse_state(text.substr(0, size));
    ASSERT_FALSE(parsed) << size;
    EXPECT_THAT(parsed.error(), HasSubstr("is not whole"));
  }
}

TEST(State, AForeignTextIsRefused) {
  const auto parsed = parse_state(datamodel::with_checksum("lineman generation 1\nnumber = 4\n"));
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error(), HasSubstr("first line"));
}

TEST(State, ATextAboveTheLimitIsRefused) {
  const auto parsed = parse_state(datamodel::with_checksum(
      "lineman acs state 1\nx = " + std::string(maximum_state, 'x') + "\n"));
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error(), HasSubstr("larger"));
}

TEST(State, LinesOfALaterVersionAreLeftOut) {
  const auto state = read(
      "lineman acs state 2\ncolour = red\nretry_count = 3\nno line at all\n"
      "event 0 BOOTSTRAP = \nnotifications later = 4\n\n");
  State expected;
  expected.retry_count = 3;
  expected.events.add(event::bootstrap);
  EXPECT_EQ(state, expected);
}

TEST(State, AWrongValueIsLeftOutAlone) {
  const auto state = read(
      "lineman acs state 1\npublished = many\nretry_count = -1\ncwmp = 2.0\nboot_id = a\\\n"
      "notification A.B = 3\nnotification A.C = \nnotification A.D = 1\nchanged = \n"
      "factory_reset = perhaps\nreboot_begun = 1\nrequest_path = path\n");
  State expected;
  expected.notifications = {{"A.D", Notification::passive}};
  expected.request_path = "path";
  EXPECT_EQ(state, expected);
}

TEST(State, ReadsNoMoreThanThereMayBe) {
  std::string body = "lineman acs state 1\n";
  for (std::size_t i = 0; i < 2 * maximum_changed; ++i) {
    body += "changed = Device." + std::to_string(i) + "\n";
    body += "event M Reboot = " + std::to_string(i) + "\n";
  }
  const auto state = read(body);
  EXPECT_THAT(state.changed, SizeIs(maximum_changed));
  EXPECT_THAT(state.events.events(), SizeIs(maximum_events));
}

TEST(State, TheLargestOneThatHasRoomCanBeReadAgain) {
  State state;
  const auto name = [](std::size_t i) {
    return std::string(256 - std::to_string(i).size(), 'x') + std::to_string(i);
  };
  for (std::size_t i = 0; has_room(state); ++i) {
    state.notifications[name(i)] = Notification::active;
    state.told[name(i)] = std::string(100'000, 'v');
  }
  for (std::size_t i = 0; i < maximum_changed; ++i) state.changed.insert(name(i));
  for (std::size_t i = 0; i < maximum_events; ++i) {
    state.events.add(event::reboot, std::string(126, '\n') + std::to_string(i));
  }
  state.url = std::string(4 * 256, 'u');
  const auto parsed = parse_state(print(state));
  ASSERT_TRUE(parsed) << parsed.error();
  EXPECT_EQ(*parsed, state);
}

TEST(State, KeepsNoMoreInformsThanMayBePromised) {
  std::string body = "lineman acs state 1\n";
  for (std::size_t i = 0; i <= maximum_promised_informs; ++i) body += "inform 1 2 = k\n";
  EXPECT_THAT(read(body).informs, SizeIs(maximum_promised_informs));
}

TEST(State, InformsWithoutATimeAreLeftOut) {
  EXPECT_THAT(read("lineman acs state 1\ninform soon = k\ninform 1 = k\ninform = k\n").informs,
              SizeIs(0));
}

// The largest that can be queued, with values that are escaped, beside the attributes.
TEST(State, FullOfTransfersStillFitsIntoTheFile) {
  State state;
  const std::string longest(4 * longest_transfer_text, '\n');  // four octets each, escaped
  for (std::size_t i = 0; i < maximum_transfers; ++i) {
    state.transfers.add({.request = {.url = longest,
                                     .username = longest,
                                     .password = longest,
                                     .target_file_name = longest},
                         .command_key = std::string(4 * 32, '\n'),
                         .file_type = std::string(4 * 64, '\n'),
                         .windows = {{}, {}}});
  }
  EXPECT_LT(print(state).size(), maximum_state - maximum_attributes);
}

}  // namespace
}  // namespace lineman::cwmp
