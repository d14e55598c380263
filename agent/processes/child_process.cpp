#include "agent/processes/child_process.hpp"

#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstring>
#include <memory>

namespace lineman::agent {
namespace {

using boost::asio::posix::stream_descriptor;
using boost::system::error_code;

// posix_spawn's attributes: a session of its own, and no signal blocked or ignored.
class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(
        &attributes_,
        static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID));
  }
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

// Nothing that is open is passed on but standard input, output and error.
class Descriptors {
 public:
  explicit Descriptors(int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  ~Descriptors() { posix_spawn_file_actions_destroy(&actions_); }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

int code_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

tl::expected<pid_t, std::string> start_child(const std::vector<std::string>& words, int output) {
  if (words.empty()) return tl::unexpected(std::string("no program is named"));
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  arguments.reserve(copies.size() + 1);
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Attributes attributes;
  const Descriptors descriptors{output};
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], descriptors.get(), attributes.get(),
                                 arguments.data(), environ);
  if (error == 0) return child;
  return tl::unexpected(words[0] + " cannot be started: " + std::strerror(error));
}

void watch_child(boost::asio::io_context& loop, pid_t child, std::chrono::milliseconds longest,
                 CommandEnd ended) {
  // glibc 2.36 declares pidfd_open() for C alone.
  const auto descriptor = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (descriptor < 0) return;
  const auto watched = std::make_shared<stream_descriptor>(loop, descriptor);
  const auto limit = std::make_shared<boost::asio::steady_timer>(loop);
  watched->async_wait(stream_descriptor::wait_read,
                      [watched, limit, child, ended = std::move(ended)](const error_code& error) {
                        limit->cancel();
                        if (!error) ended(code_of(child));
                      });
  if (longest.count() == 0) return;
  limit->expires_after(longest);
  // It is not waited for before it was seen to end: the number is still its own.
  limit->async_wait([limit, child](const error_code& error) {
    if (!error) ::kill(-child, SIGKILL);
  });
}

}  // namespace lineman::agent
