// A file that goes to or from the phone because the ACS asked for it (TR-069, A.3.2.8, A.4.1.5 and
// A.4.1.8), and whoever carries it out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

enum class TransferKind : std::uint8_t { download, upload, scheduled_download };

// What is moved (TR-069, tables 33 and 40), by the digit that a FileType begins with.
enum class FileKind : std::uint8_t { firmware, configuration, log };

// One file, as it was asked for. The password is a secret: it stands in the state file, which
// nobody but the agent reads, and nowhere else.
struct FileRequest {
  TransferKind kind = TransferKind::download;
  FileKind file = FileKind::configuration;
  std::string url{};
  std::string username{};
  std::string password{};
  std::uint64_t file_size = 0;     // octets, as the ACS says; 0: it does not
  std::string target_file_name{};  // of a download; a name for people

  bool operator==(const FileRequest&) const = default;
};

// How a transfer ended, in the words of TransferComplete.
struct TransferOutcome {
  std::optional<FaultCode> fault{};  // nothing: it went well
  std::string sentence{};  // why not, without a full stop and without secrets; of a refused file
                           // "file:line: sentence" of its first problem
  WallTime begun{};
  WallTime ended{};

  bool operator==(const TransferOutcome&) const = default;
};

// Moves one file at a time. One thread: the loop's.
class FileMover {
 public:
  virtual ~FileMover() = default;

  // What it would refuse of this request whenever it were begun: the scheme (9013), a firmware file
  // without a hook for it (9001). Nothing: it may be begun.
  virtual std::optional<Fault> objection(const FileRequest& request) const = 0;

  // The generation of the configuration that is current, for stands().
  virtual std::uint64_t generation() const = 0;
  // Whether the configuration that this request brings is the last change of the phone's, made
  // after generation `before`: an agent that died meanwhile did not hear of it. Never of an upload
  // or of firmware.
  virtual bool stands(const FileRequest& request, std::uint64_t before) const = 0;

  // `done` comes exactly once, from the loop and not from within, and never after the mover's end.
  // Not called while another one is under way.
  virtual void begin(const FileRequest& request,
                     std::function<void(const TransferOutcome& outcome)> done) = 0;
};

}  // namespace lineman::cwmp
