#include "agent/command.hpp"

#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <csignal>
#include <cstring>
#include <memory>

namespace lineman::agent {
namespace {

using boost::asio::posix::stream_descriptor;

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
  Descriptors() {
    posix_spawn_file_actions_init(&actions_);
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

void watch(boost::asio::io_context& loop, pid_t child, CommandEnd ended) {
  // glibc 2.36 declares pidfd_open() for C alone.
  const auto descriptor = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (descriptor < 0) return;
  const auto watched = std::make_shared<stream_descriptor>(loop, descriptor);
  watched->async_wait(stream_descriptor::wait_read, [watched, child, ended = std::move(ended)](
                                                        const boost::system::error_code& error) {
    if (!error) ended(code_of(child));
  });
}

}  // namespace

std::string run_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                        CommandEnd ended) {
  if (words.empty()) return "no program is named";
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  arguments.reserve(copies.size() + 1);
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Attributes attributes;
  const Descriptors descriptors;
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], descriptors.get(), attributes.get(),
                                 arguments.data(), environ);
  if (error != 0) return words[0] + " cannot be started: " + std::strerror(error);
  watch(loop, child, std::move(ended));
  return {};
}

}  // namespace lineman::agent
