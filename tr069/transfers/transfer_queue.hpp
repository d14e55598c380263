// The transfers that the ACS has asked for, until it knows how they ended (TR-069, A.3.2.8, A.4.1.5
// and A.4.1.7 to A.4.1.9). Pure: it says what is due, and is told what became of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "tr069/transfers/due_time.hpp"
#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// As many as GetAllQueuedTransfersResponse has room for, those with an end that the ACS has not
// heard of among them (the standard wants three at least). One more is refused (9004).
inline constexpr std::size_t maximum_transfers = 16;

// Between two tries of one ScheduleDownload in the same window.
inline constexpr std::chrono::seconds retry_pause{60};

// When a transfer may begin, and how often. Without an end: at any time after the start.
struct TransferWindow {
  DueTime start{};
  std::optional<DueTime> end{};
  std::uint32_t tries = 1;  // that are left

  bool operator==(const TransferWindow&) const = default;
};

struct Transfer {
  enum class State : std::uint8_t { waiting, begun, ended };

  std::uint64_t number = 0;  // in the order of their coming; the queue gives it
  FileRequest request{};
  std::string command_key{};
  std::string file_type{};  // as the ACS wrote it
  // Those that are left, in their order: one for Download and Upload, up to two for
  // ScheduleDownload.
  std::vector<TransferWindow> windows{};
  State state = State::waiting;
  std::uint64_t generation = 0;  // of the configuration, when the last try began
  TransferOutcome outcome{};     // of the last try; times in whole milliseconds

  bool operator==(const Transfer&) const = default;
};

// A value type. It begins nothing by itself twice: what was asked for once is tried once, and a
// ScheduleDownload as often as its MaxRetries and its windows permit. Two transfers may have the
// same CommandKey.
class TransferQueue {
 public:
  const std::vector<Transfer>& transfers() const { return transfers_; }
  bool empty() const { return transfers_.empty(); }
  const Transfer* find(std::uint64_t number) const;

  // Its number; nothing where the queue is full. The times are its owner's to set.
  std::optional<std::uint64_t> add(Transfer transfer);
  // One as it stood before: from the state file, or what could not be taken back durably. One too
  // many is left out.
  void put_back(Transfer transfer);

  // CancelTransfer: all with that key, of which nothing more is heard; that there is none is fine.
  // 9021 and nothing where one of them is under way or has ended.
  tl::expected<std::vector<Transfer>, Fault> cancel(std::string_view command_key);
  void remove(std::uint64_t number);
  void clear() { transfers_.clear(); }

  // The clock says so now. Windows that are over are gone; where that was the last one, the
  // transfer has ended, with the fault of its last try or 9020.
  void look(WallTime wall);
  // The one that may begin now: the first of those whose window is open, none while another one is
  // under way.
  const Transfer* due(WallTime wall) const;
  // How long it is until due() or look() has something new to say; nothing where that depends on no
  // clock.
  std::optional<std::chrono::milliseconds> wait(WallTime wall) const;

  // `generation` is the one that is current.
  void begun(std::uint64_t number, WallTime wall, std::uint64_t generation);
  // One that was begun. What is not in the queue any more is nobody's business.
  void ended(std::uint64_t number, TransferOutcome outcome, WallTime wall);
  // The agent has started: what was under way has failed (9010, 9011), but for what stands all the
  // same, as `stands` says.
  void restarted(WallTime wall, const std::function<bool(const Transfer&)>& stands);

  std::vector<AllQueuedTransferStruct> listed() const;

  // What is stored.
  bool operator==(const TransferQueue& other) const { return transfers_ == other.transfers_; }

 private:
  Transfer* at(std::uint64_t number);

  std::vector<Transfer> transfers_;
  std::uint64_t last_number_ = 0;
};

}  // namespace lineman::cwmp
