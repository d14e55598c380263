#include "agent/files/file_watch.hpp"

#include <sys/inotify.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace lineman::agent {
namespace {

constexpr std::uint32_t what_changes_a_file =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;

}  // namespace

// Lives as long as somebody watches, or a call from the loop is to come.
class FileWatch::Events : public std::enable_shared_from_this<Events> {
 public:
  Events(boost::asio::io_context& loop, int descriptor, std::string name,
         std::function<void()> changed)
      : stream_{loop, descriptor}, name_{std::move(name)}, changed_{std::move(changed)} {}

  void read() {
    stream_.async_read_some(
        boost::asio::buffer(buffer_),
        [self = shared_from_this()](boost::system::error_code error, std::size_t got) {
          if (error || self->stopped_) return;
          if (self->tells_of_the_file(got)) self->changed_();
          if (!self->stopped_) self->read();
        });
  }

  void stop() {
    stopped_ = true;
    boost::system::error_code ignored;
    stream_.close(ignored);
  }

 private:
  // Events that were lost may have been about it.
  bool tells_of_the_file(std::size_t size) const {
    bool tells = false;
    inotify_event event{};
    for (std::size_t at = 0; at + sizeof event <= size; at += sizeof event + event.len) {
      std::memcpy(&event, buffer_.data() + at, sizeof event);
      const auto* const name = buffer_.data() + at + sizeof event;
      const std::string_view padded{name, event.len};
      tells = tells || (event.mask & IN_Q_OVERFLOW) != 0 ||
              padded.substr(0, padded.find('\0')) == name_;
    }
    return tells;
  }

  boost::asio::posix::stream_descriptor stream_;
  std::string name_;
  std::function<void()> changed_;
  std::array<char, 4096> buffer_{};
  bool stopped_ = false;
};

FileWatch::FileWatch(boost::asio::io_context& loop, std::string path, std::function<void()> changed)
    : loop_{loop}, path_{std::move(path)}, changed_{std::move(changed)} {}

FileWatch::~FileWatch() {
  if (events_) events_->stop();
}

std::string FileWatch::watch() {
  if (events_) events_->stop();
  events_.reset();
  const std::filesystem::path path{path_};
  const auto folder = path.has_parent_path() ? path.parent_path().string() : ".";
  const int descriptor = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (descriptor < 0) return std::generic_category().message(errno);
  events_ = std::make_shared<Events>(loop_, descriptor, path.filename().string(), changed_);
  if (::inotify_add_watch(descriptor, folder.c_str(), what_changes_a_file | IN_ONLYDIR) < 0) {
    auto why_not = folder + ": " + std::generic_category().message(errno);
    events_->stop();
    events_.reset();
    return why_not;
  }
  events_->read();
  return {};
}

}  // namespace lineman::agent
