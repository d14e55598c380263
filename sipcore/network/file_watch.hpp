// Notices that a file has another content, even where it is replaced by rename (inotify(7)).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// More of a file is not looked at.
inline constexpr std::size_t longest_watched_file = 65'536;

// One thread: the loop's. For small files such as resolv.conf(5).
class FileWatch {
 public:
  // `path` is absolute and need not exist, its folder has to; where it is a symbolic link, the file
  // behind it is watched too. `changed` comes from the loop, after `network_settles`. `io` and
  // `clock` outlive the watch. What cannot be watched is logged.
  FileWatch(boost::asio::io_context& io, Clock& clock, const std::string& path,
            std::function<void()> changed);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
