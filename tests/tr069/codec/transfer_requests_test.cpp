// Requests about files and times to come: as they should be, and each thing that can be wrong.
#include <gmock/gmock.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string call(const std::string& name, const Fields& fields, const std::string& more = "") {
  std::string text = "<cwmp:" + name + ">";
  for (const auto& [field, value] : fields)
    text.append("<" + field + ">").append(value).append("</" + field + ">");
  return test::envelope(text + more + "</cwmp:" + name + ">", test::usual_header, "1-2");
}

Fields without(Fields fields, const std::string& name) {
  std::erase_if(fields, [&](const auto& field) { return field.first == name; });
  return fields;
}

Fields with(Fields fields, const std::string& name, const std::string& value) {
  for (auto& field : fields)
    if (field.first == name) field.second = value;
  return fields;
}

// What is said of it; "taken" where nothing is.
std::string said_of(const std::string& text) {
  const auto request = test::request_in(text);
  const auto* const bad = std::get_if<BadRequest>(&request);
  return bad == nullptr ? "taken" : bad->name + ": " + bad->sentence;
}

Fields file() {
  return {{"CommandKey", "k"},
          {"FileType", "3 Vendor Configuration File"},
          {"URL", "http://h/a.cfg?x=1&amp;y=2"},
          {"Username", "u"},
          {"Password", " p&lt; "}};
}
Fields and_more(Fields fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}
Fields download() {
  return and_more(file(), {{"FileSize", "4294967295"},
                           {"TargetFileName", "t"},
                           {"DelaySeconds", "5"},
                           {"SuccessURL", ""},
                           {"FailureURL", ""}});
}
Fields upload() {
  return and_more(file(), {{"DelaySeconds", "5"}});
}
Fields scheduled() {
  return and_more(file(), {{"FileSize", "0"}, {"TargetFileName", ""}});
}

Fields window() {
  return {{"WindowStart", "0"},
          {"WindowEnd", "3600"},
          {"WindowMode", "1 At Any Time"},
          {"UserMessage", "now"},
          {"MaxRetries", "-1"}};
}

std::string windows(const std::vector<Fields>& list) {
  std::string text = "<TimeWindowList>";
  for (const auto& fields : list) {
    text += "<TimeWindowStruct>";
    for (const auto& [field, value] : fields)
      text.append("<" + field + ">").append(value).append("</" + field + ">");
    text += "</TimeWindowStruct>";
  }
  return text + "</TimeWindowList>";
}

TEST(TransferRequests, Download) {
  const Download expected{.command_key = "k",
                          .file_type = "3 Vendor Configuration File",
                          .url = "http://h/a.cfg?x=1&y=2",
                          .username = "u",
                          .password = " p< ",
                          .file_size = 4'294'967'295,
                          .target_file_name = "t",
                          .delay_seconds = 5};
  EXPECT_EQ(test::request_in(call("Download", download())), Request{expected});
}

TEST(TransferRequests, Upload) {
  const Upload expected{.command_key = "k",
                        .file_type = "3 Vendor Configuration File",
                        .url = "http://h/a.cfg?x=1&y=2",
                        .username = "u",
                        .password = " p< ",
                        .delay_seconds = 5};
  EXPECT_EQ(test::request_in(call("Upload", upload())), Request{expected});
}

TEST(TransferRequests, ScheduleDownloadWithTwoWindows) {
  const auto request =
      test::request_in(call("ScheduleDownload", scheduled(), windows({window(), window()})));
  const auto* const taken = std::get_if<ScheduleDownload>(&request);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->windows,
            (std::vector<TimeWindowStruct>(2, {0, 3600, "1 At Any Time", "now", -1})));
}

TEST(TransferRequests, TheOthers) {
  EXPECT_EQ(test::request_in(call("CancelTransfer", {{"CommandKey", "k"}})),
            Request{CancelTransfer{"k"}});
  EXPECT_EQ(test::request_in(call("GetAllQueuedTransfers", {})), Request{GetAllQueuedTransfers{}});
  EXPECT_EQ(test::request_in(call("ScheduleInform", {{"DelaySeconds", "60"}, {"CommandKey", "k"}})),
            (Request{ScheduleInform{60, "k"}}));
}

TEST(TransferRequests, Fault9003ForWhatIsMissing) {
  for (const auto& [name, fields] :
       {std::pair{"Download", download()}, std::pair{"Upload", upload()}}) {
    for (const auto& [field, value] : fields) {
      if (field == "SuccessURL" || field == "FailureURL") continue;
      EXPECT_EQ(said_of(call(name, without(fields, field))),
                std::string{name} + ": " + field + " is missing");
    }
  }
  for (const auto& [field, value] : scheduled()) {
    EXPECT_EQ(said_of(call("ScheduleDownload", without(scheduled(), field), windows({window()}))),
              "ScheduleDownload: " + field + " is missing");
  }
  for (const auto& [field, value] : window()) {
    EXPECT_EQ(said_of(call("ScheduleDownload", scheduled(), windows({without(window(), field)}))),
              "ScheduleDownload: " + field + " of item 1 is missing");
  }
  EXPECT_EQ(said_of(call("ScheduleDownload", scheduled())),
            "ScheduleDownload: TimeWindowList is missing");
  EXPECT_EQ(said_of(call("CancelTransfer", {})), "CancelTransfer: CommandKey is missing");
  EXPECT_EQ(said_of(call("ScheduleInform", {{"CommandKey", ""}})),
            "ScheduleInform: DelaySeconds is missing");
  EXPECT_EQ(said_of(call("ScheduleInform", {{"DelaySeconds", "1"}})),
            "ScheduleInform: CommandKey is missing");
}

// Nobody has a browser in front of the phone, so that some ACSs leave them out.
TEST(TransferRequests, SuccessUrlAndFailureUrlAreNotLookedAt) {
  EXPECT_EQ(said_of(call("Download", without(without(download(), "SuccessURL"), "FailureURL"))),
            "taken");
}

TEST(TransferRequests, Fault9003ForNumbersThatAreNone) {
  for (const auto* number : {"", "-1", "4294967296", "1.5", "0x1", "many", "1 2"}) {
    EXPECT_EQ(said_of(call("Download", with(download(), "DelaySeconds", number))),
              "Download: DelaySeconds is no number from 0 on")
        << number;
    EXPECT_EQ(said_of(call("Upload", with(upload(), "DelaySeconds", number))),
              "Upload: DelaySeconds is no number from 0 on")
        << number;
  }
  EXPECT_EQ(said_of(call("Download", with(download(), "FileSize", "big"))),
            "Download: FileSize is no number from 0 on");
  for (const auto* number : {"", "2147483648", "-", "+-1", "few"}) {
    EXPECT_EQ(said_of(call("ScheduleDownload", scheduled(),
                           windows({with(window(), "MaxRetries", number)}))),
              "ScheduleDownload: MaxRetries of item 1 is no whole number")
        << number;
  }
}

TEST(TransferRequests, Fault9003ForTextThatIsTooLong) {
  const std::string longest(longest_transfer_text, 'x');
  for (const auto* field : {"URL", "Username", "Password", "TargetFileName"}) {
    EXPECT_EQ(said_of(call("Download", with(download(), field, longest))), "taken") << field;
    EXPECT_EQ(said_of(call("Download", with(download(), field, longest + "x"))),
              std::string{"Download: "} + field + " has 257 characters, more than 256");
  }
  EXPECT_EQ(said_of(call("Upload", with(upload(), "CommandKey", std::string(33, 'k')))),
            "Upload: CommandKey has 33 characters, more than 32");
  EXPECT_EQ(said_of(call("Upload", with(upload(), "FileType", std::string(65, 'k')))),
            "Upload: FileType has 65 characters, more than 64");
}

TEST(TransferRequests, Fault9003ForMoreWindowsThanTwo) {
  EXPECT_THAT(
      said_of(call("ScheduleDownload", scheduled(), windows({window(), window(), window()}))),
      HasSubstr("TimeWindowList has 3 windows, not 1 or 2"));
  EXPECT_THAT(said_of(call("ScheduleDownload", scheduled(), windows({}))),
              HasSubstr("TimeWindowList has 0 windows, not 1 or 2"));
}

// A method belongs to the namespace that has it; what an older one does not have is unknown there.
TEST(TransferRequests, MethodsOfLaterNamespacesAreUnknownInOlderOnes) {
  const auto in = [](const std::string& name, const std::string& version) {
    return test::request_in(test::envelope("<cwmp:" + name + "/>", test::usual_header, version));
  };
  EXPECT_EQ(in("GetAllQueuedTransfers", "1-0"), Request{UnknownRequest{"GetAllQueuedTransfers"}});
  EXPECT_EQ(in("GetAllQueuedTransfers", "1-1"), Request{GetAllQueuedTransfers{}});
  EXPECT_EQ(in("CancelTransfer", "1-1"), Request{UnknownRequest{"CancelTransfer"}});
  EXPECT_EQ(in("ScheduleDownload", "1-1"), Request{UnknownRequest{"ScheduleDownload"}});
  EXPECT_EQ(in("GetRPCMethods", "1-1"), Request{GetRPCMethods{Namespace::cwmp_1_1}});
}

}  // namespace
}  // namespace lineman::cwmp
