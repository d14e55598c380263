// The RPCs about files and times to come (TR-069, A.3.2.8, A.4.1.5, A.4.1.7 to A.4.1.9, A.3.3.2 and
// A.4.1.2), as they stand in messages: nothing is judged here but their form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tr069/codec/fault_code.hpp"

namespace lineman::cwmp {

// Characters of a URL, a name or a password in them; more are refused (9003).
inline constexpr std::size_t longest_transfer_text = 256;
inline constexpr std::size_t longest_file_type = 64;
inline constexpr std::size_t longest_window_mode = 64;
inline constexpr std::size_t most_windows = 2;

// SuccessURL and FailureURL are for those who have a browser in front of them: not looked at.
struct Download {
  std::string command_key{};
  std::string file_type{};  // "3 Vendor Configuration File"
  std::string url{};
  std::string username{};
  std::string password{};
  unsigned file_size = 0;  // octets; 0: unknown
  std::string target_file_name{};
  unsigned delay_seconds = 0;
  bool operator==(const Download&) const = default;
};
struct Upload {
  std::string command_key{};
  std::string file_type{};
  std::string url{};
  std::string username{};
  std::string password{};
  unsigned delay_seconds = 0;
  bool operator==(const Upload&) const = default;
};
struct TimeWindowStruct {
  unsigned start = 0;  // seconds after the request
  unsigned end = 0;
  std::string mode{};  // "1 At Any Time"
  std::string user_message{};
  int max_retries = 0;  // -1: as we like
  bool operator==(const TimeWindowStruct&) const = default;
};
struct ScheduleDownload {
  std::string command_key{};
  std::string file_type{};
  std::string url{};
  std::string username{};
  std::string password{};
  unsigned file_size = 0;
  std::string target_file_name{};
  std::vector<TimeWindowStruct> windows{};  // one or two
  bool operator==(const ScheduleDownload&) const = default;
};
struct CancelTransfer {
  std::string command_key{};
  bool operator==(const CancelTransfer&) const = default;
};
struct GetAllQueuedTransfers {
  bool operator==(const GetAllQueuedTransfers&) const = default;
};
struct ScheduleInform {
  unsigned delay_seconds = 0;
  std::string command_key{};
  bool operator==(const ScheduleInform&) const = default;
};

// Responses. That the transfer is still to come: its times are in TransferComplete.
struct DownloadResponse {
  bool operator==(const DownloadResponse&) const = default;
};
struct UploadResponse {
  bool operator==(const UploadResponse&) const = default;
};
struct ScheduleInformResponse {
  bool operator==(const ScheduleInformResponse&) const = default;
};
struct ScheduleDownloadResponse {
  bool operator==(const ScheduleDownloadResponse&) const = default;
};
struct CancelTransferResponse {
  bool operator==(const CancelTransferResponse&) const = default;
};
struct AllQueuedTransferStruct {
  std::string command_key{};
  unsigned state = 1;  // 1: not yet started, 2: in progress, 3: completed
  bool is_download = true;
  std::string file_type{};
  unsigned file_size = 0;
  std::string target_file_name{};
  bool operator==(const AllQueuedTransferStruct&) const = default;
};
struct GetAllQueuedTransfersResponse {
  std::vector<AllQueuedTransferStruct> transfers{};
  bool operator==(const GetAllQueuedTransfersResponse&) const = default;
};

// Our own request.
struct TransferComplete {
  std::string command_key{};
  std::optional<FaultCode> fault{};  // nothing: it went well
  std::string sentence{};
  std::string start_time{};  // dateTime
  std::string complete_time{};
  bool operator==(const TransferComplete&) const = default;
};

}  // namespace lineman::cwmp
