// Tells when a file of others was written, replaced or removed.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// Over inotify(7), on the file's folder, so that the file need not be there: nothing wakes up while
// nothing happens. One thread: the loop's, which outlives it.
class FileWatch {
 public:
  // `changed` is called from the loop, once for all that happened before it.
  FileWatch(boost::asio::io_context& loop, std::string path, std::function<void()> changed);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // Watches, anew where it watches already: the folder may be another one. Why it cannot; empty
  // where it does.
  std::string watch();

 private:
  class Events;

  boost::asio::io_context& loop_;
  std::string path_;
  std::function<void()> changed_;
  std::shared_ptr<Events> events_;
};

}  // namespace lineman::agent
