#include "sipcore/network/file_watch.hpp"

#include <sys/inotify.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "daemon/log.hpp"
#include "sipcore/network/network_watch.hpp"
#include "sipcore/network/socket_error.hpp"

namespace lineman::sipcore {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t changes =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

std::string content_of(const fs::path& path) {
  std::string content(longest_watched_file, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(file.gcount()));
  content.shrink_to_fit();
  return content;
}

}  // namespace

class FileWatch::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, const std::string& path,
       std::function<void()> changed)
      : clock_(clock), descriptor_(io), path_(path), changed_(std::move(changed)) {}

  void start() {
    const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor < 0) return give_up();
    descriptor_.assign(descriptor);
    content_ = content_of(path_);
    if (!watch_folders()) return give_up();
    wait();
  }

  void close() {
    closed_ = true;
    settling_.reset();
    boost::system::error_code ignored;
    descriptor_.close(ignored);
  }

 private:
  void give_up() const {
    log::warning(
        log::Event::watch_missing, "changes of a file will not be noticed",
        {{"LINEMAN_FILE", path_.string()}, {"LINEMAN_REASON", error_now("inotify").sentence}});
  }

  // The folders and not the files, which are replaced. Where a link leads may change.
  bool watch_folders() {
    std::error_code error;
    const auto real = fs::canonical(path_, error);
    if (!error) watch(real.parent_path());
    return watch(path_.parent_path());
  }

  bool watch(const fs::path& folder) {
    return ::inotify_add_watch(descriptor_.native_handle(), folder.c_str(), changes) >= 0;
  }

  void wait() {
    descriptor_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             if (error || self->closed_) return;
                             self->drain();
                             self->wait();
                           });
  }

  void drain() {
    std::array<char, 4096> ignored{};
    boost::system::error_code error;
    descriptor_.non_blocking(true, error);
    while (!error && descriptor_.read_some(boost::asio::buffer(ignored), error) > 0) {
    }
    if (!settling_) settling_ = clock_.after(network_settles, [this] { look(); });
  }

  void look() {
    settling_.reset();
    watch_folders();
    auto now = content_of(path_);
    if (now == content_) return;
    content_ = std::move(now);
    log::info("a file changed", {{"LINEMAN_FILE", path_.string()}});
    const auto self = shared_from_this();
    changed_();
  }

  Clock& clock_;
  boost::asio::posix::stream_descriptor descriptor_;
  fs::path path_;
  std::function<void()> changed_;
  std::string content_{};
  std::unique_ptr<Timer> settling_{};
  bool closed_ = false;
};

FileWatch::FileWatch(boost::asio::io_context& io, Clock& clock, const std::string& path,
                     std::function<void()> changed)
    : impl_(std::make_shared<Impl>(io, clock, path, std::move(changed))) {
  impl_->start();
}

FileWatch::~FileWatch() {
  impl_->close();
}

}  // namespace lineman::sipcore
