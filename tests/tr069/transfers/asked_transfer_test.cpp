#include "tr069/transfers/asked_transfer.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using std::chrono::seconds;

constexpr WallTime now{seconds{1'767'225'600}};

Download download() {
  return {.command_key = "k",
          .file_type = "3 Vendor Configuration File",
          .url = "http://h/a.cfg",
          .username = "u",
          .password = "p",
          .file_size = 7,
          .target_file_name = "t",
          .delay_seconds = 5};
}

ScheduleDownload scheduled(std::vector<TimeWindowStruct> windows) {
  return {.command_key = "k",
          .file_type = "3 Vendor Configuration File",
          .url = "http://h/a.cfg",
          .windows = std::move(windows)};
}

TimeWindowStruct window(unsigned start, unsigned end, std::string mode = "1 At Any Time",
                        int retries = 0) {
  return {.start = start, .end = end, .mode = std::move(mode), .max_retries = retries};
}

// What is said against it; "taken" where nothing is. All faults are 9003.
std::string said_of(const auto& request) {
  const auto taken = transfer_of(request, now);
  if (taken) return "taken";
  EXPECT_EQ(taken.error().code, FaultCode::invalid_arguments);
  return taken.error().sentence;
}

TEST(AskedTransfer, OfADownload) {
  const auto taken = transfer_of(download(), now);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->request, (FileRequest{.kind = TransferKind::download,
                                         .file = FileKind::configuration,
                                         .url = "http://h/a.cfg",
                                         .username = "u",
                                         .password = "p",
                                         .file_size = 7,
                                         .target_file_name = "t"}));
  EXPECT_EQ(taken->command_key, "k");
  EXPECT_EQ(taken->file_type, "3 Vendor Configuration File");
  EXPECT_EQ(
      taken->windows,
      (std::vector<TransferWindow>{{.start = {.since = moment_of(now), .delay = seconds{5}}}}));
}

TEST(AskedTransfer, OfAnUpload) {
  const auto taken = transfer_of(
      Upload{.file_type = "4 Vendor Log File 1", .url = "http://h/", .delay_seconds = 9}, now);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->request.kind, TransferKind::upload);
  EXPECT_EQ(taken->request.file, FileKind::log);
  EXPECT_EQ(taken->windows.at(0).start.delay, seconds{9});
}

TEST(AskedTransfer, OfAScheduleDownloadWithItsWindows) {
  const auto taken =
      transfer_of(scheduled({window(10, 20), window(20, 4'294'967'295, "2 Immediately", 3)}), now);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->request.kind, TransferKind::scheduled_download);
  ASSERT_EQ(taken->windows.size(), 2U);
  EXPECT_EQ(taken->windows[0].start.delay, seconds{10});
  EXPECT_EQ(taken->windows[0].end->delay, seconds{20});
  EXPECT_EQ(taken->windows[0].tries, 1U);
  EXPECT_EQ(taken->windows[1].tries, 4U);
}

TEST(AskedTransfer, MaxRetriesThatIsLeftToUsIsNone) {
  EXPECT_EQ(transfer_of(scheduled({window(0, 1, "1 At Any Time", -1)}), now)->windows.at(0).tries,
            1U);
  EXPECT_EQ(transfer_of(scheduled({window(0, 1, "1 At Any Time", 2'147'483'647)}), now)
                ->windows.at(0)
                .tries,
            2'147'483'648U);
}

TEST(AskedTransfer, Fault9003ForAFileTypeThatIsNotKnown) {
  auto request = download();
  request.file_type = "2 Web Content";
  EXPECT_EQ(said_of(request), "FileType is none that this phone knows here");
  EXPECT_EQ(said_of(Upload{.file_type = "1 Firmware Upgrade Image", .url = "http://h/"}),
            "FileType is none that this phone knows here");
}

TEST(AskedTransfer, Fault9003WithoutAUrl) {
  auto request = download();
  request.url.clear();
  EXPECT_EQ(said_of(request), "URL is empty");
}

TEST(AskedTransfer, Fault9003ForWindowsThatAreNone) {
  EXPECT_EQ(said_of(scheduled({window(5, 5)})), "WindowEnd is not behind WindowStart");
  EXPECT_EQ(said_of(scheduled({window(5, 4)})), "WindowEnd is not behind WindowStart");
  EXPECT_EQ(said_of(scheduled({window(5, 10), window(9, 20)})),
            "the time windows overlap, or are not in their order");
  EXPECT_EQ(said_of(scheduled({window(5, 10), window(0, 4)})),
            "the time windows overlap, or are not in their order");
  EXPECT_EQ(said_of(scheduled({window(5, 10, "1 At Any Time", -2)})), "MaxRetries is below -1");
}

TEST(AskedTransfer, Fault9003ForAWindowModeThatCannotBeKept) {
  for (const auto* mode : {"4 Confirmation Needed", "", "5 Tomorrow", "1 at any time"})
    EXPECT_EQ(said_of(scheduled({window(0, 9, mode)})),
              "WindowMode is none that this phone can keep to")
        << mode;
  auto firmware = scheduled({window(0, 9, "3 When Idle")});
  EXPECT_EQ(said_of(firmware), "taken");  // a configuration file disturbs nobody
  firmware.file_type = "1 Firmware Upgrade Image";
  EXPECT_EQ(said_of(firmware), "WindowMode is none that this phone can keep to");
}

}  // namespace
}  // namespace lineman::cwmp
