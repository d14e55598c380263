#include "ctl/program_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace lineman::ctl {
namespace {

using Clock = std::chrono::steady_clock;

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    for (const int end : ends_)
      if (end >= 0) close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool good() const { return ends_[0] >= 0; }
  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_writing() {
    close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

// -1 where it does not start.
pid_t start(const std::vector<std::string>& words, int output) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = -1;
  const int error =
      posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

// All of it, up to the pipe's end; nothing where that does not come in time.
std::optional<std::string> read_until(int pipe, Clock::time_point deadline) {
  std::string text;
  std::array<char, 16384> piece{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    pollfd waited{.fd = pipe, .events = POLLIN, .revents = 0};
    if (poll(&waited, 1, static_cast<int>(left)) < 0 && errno != EINTR) return std::nullopt;
    if (waited.revents == 0) continue;
    const auto size = read(pipe, piece.data(), piece.size());
    if (size < 0 && errno != EINTR) return std::nullopt;
    if (size == 0) return text;
    if (size > 0 && text.size() < most_output)
      text.append(piece.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace

std::optional<std::string> output_of(const std::vector<std::string>& words,
                                     std::chrono::milliseconds within) {
  Pipe pipe;
  if (!pipe.good()) return std::nullopt;
  const auto child = start(words, pipe.writing());
  if (child < 0) return std::nullopt;
  pipe.close_writing();
  auto text = read_until(pipe.reading(), Clock::now() + within);
  if (!text) kill(child, SIGKILL);
  int end = 0;
  while (waitpid(child, &end, 0) < 0 && errno == EINTR) {
  }
  const bool good = WIFEXITED(end) && WEXITSTATUS(end) == 0;
  return good ? std::move(text) : std::nullopt;
}

}  // namespace lineman::ctl
