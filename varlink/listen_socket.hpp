// The file of a listening local socket: made with the right mode, taken over from a dead
// predecessor, never from a live one, and removed at the end.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace lineman::varlink {

// Owns the descriptor, and the file if it made it. Errors are sentences that name the path.
class ListenSocket {
 public:
  // Binds and listens. `group` becomes the file's group where this process may say so (chown(2));
  // else the file keeps the process's own. A socket file on which nobody listens is replaced; a
  // file that is no socket is left alone and is an error.
  static tl::expected<ListenSocket, std::string> at(const std::string& path, mode_t mode,
                                                    std::optional<gid_t> group = std::nullopt);

  // Takes over a listening local socket that somebody else made (systemd's LISTEN_FDS); its file
  // stays at the end.
  static tl::expected<ListenSocket, std::string> inherited(int descriptor);

  ListenSocket(ListenSocket&& other) noexcept;
  ListenSocket& operator=(ListenSocket&& other) noexcept;
  ListenSocket(const ListenSocket&) = delete;
  ListenSocket& operator=(const ListenSocket&) = delete;
  ~ListenSocket();

  // Gives the descriptor away; the file stays ours to remove.
  int release();

 private:
  explicit ListenSocket(int descriptor) : descriptor_(descriptor) {}
  void remove_file();

  int descriptor_ = -1;
  std::string path_;  // empty: not ours
  dev_t device_ = 0;  // of the file as it was made, so that a successor's is not removed
  ino_t inode_ = 0;
};

}  // namespace lineman::varlink
