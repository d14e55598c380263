#include <algorithm>

#include "tr069/codec/taken_arguments.hpp"

namespace lineman::cwmp {
namespace {

// What Download, Upload and ScheduleDownload have in common.
template <typename Result>
Result taken_file(const cwmp__FileRequest& in, Arguments& arguments) {
  Result request;
  request.command_key = arguments.key("CommandKey", in.CommandKey);
  request.file_type = arguments.text("FileType", in.FileType, longest_file_type);
  request.url = arguments.text("URL", in.URL, longest_transfer_text);
  request.username = arguments.text("Username", in.Username, longest_transfer_text);
  request.password = arguments.text("Password", in.Password, longest_transfer_text);
  return request;
}

template <typename Result>
Result taken_incoming_file(const cwmp__FileRequest& in, Arguments& arguments) {
  auto request = taken_file<Result>(in, arguments);
  request.file_size = arguments.needed_number("FileSize", in.FileSize);
  request.target_file_name =
      arguments.text("TargetFileName", in.TargetFileName, longest_transfer_text);
  return request;
}

TimeWindowStruct taken_window(const cwmp__TimeWindowStruct& in, Arguments& arguments) {
  return {.start = arguments.needed_number("WindowStart", in.WindowStart),
          .end = arguments.needed_number("WindowEnd", in.WindowEnd),
          .mode = arguments.text("WindowMode", in.WindowMode, longest_window_mode),
          .user_message = arguments.text("UserMessage", in.UserMessage, longest_transfer_text),
          .max_retries = arguments.integer("MaxRetries", in.MaxRetries)};
}

std::vector<TimeWindowStruct> taken_windows(const cwmp__TimeWindowList& list,
                                            Arguments& arguments) {
  std::vector<TimeWindowStruct> windows;
  const auto count = static_cast<std::size_t>(list.__sizeTimeWindowStruct);
  if (count == 0 || count > most_windows)
    arguments.refuse("TimeWindowList", "has " + std::to_string(count) + " windows, not 1 or 2");
  for (std::size_t i = 0; i < std::min(count, most_windows); ++i) {
    arguments.item(i + 1);
    windows.push_back(taken_window(list.TimeWindowStruct[i], arguments));
  }
  arguments.item(0);
  return windows;
}

}  // namespace

Request taken_download(const cwmp__FileRequest& in, Arguments& arguments) {
  auto request = taken_incoming_file<Download>(in, arguments);
  request.delay_seconds = arguments.needed_number("DelaySeconds", in.DelaySeconds);
  return request;
}

Request taken_upload(const cwmp__FileRequest& in, Arguments& arguments) {
  auto request = taken_file<Upload>(in, arguments);
  request.delay_seconds = arguments.needed_number("DelaySeconds", in.DelaySeconds);
  return request;
}

Request taken_schedule_download(const cwmp__FileRequest& in, Arguments& arguments) {
  auto request = taken_incoming_file<ScheduleDownload>(in, arguments);
  if (arguments.present("TimeWindowList", in.TimeWindowList != nullptr))
    request.windows = taken_windows(*in.TimeWindowList, arguments);
  return request;
}

Request taken_cancel_transfer(const cwmp__KeyRequest& in, Arguments& arguments) {
  return CancelTransfer{arguments.key("CommandKey", in.CommandKey)};
}

Request taken(const cwmp__ScheduleInform& in, Arguments& arguments) {
  const auto delay = arguments.needed_number("DelaySeconds", in.DelaySeconds);
  return ScheduleInform{delay, arguments.key("CommandKey", in.CommandKey)};
}

}  // namespace lineman::cwmp
