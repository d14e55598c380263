#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace lineman::test {
namespace {

constexpr int patience = 30'000;  // milliseconds; no sound run needs them

bool readable(int descriptor) {
  pollfd entry{.fd = descriptor, .events = POLLIN, .revents = 0};
  return poll(&entry, 1, patience) > 0;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Process::Process(const Start& start) {
  auto arguments = start.arguments;
  arguments.insert(arguments.begin(), start.program);
  auto environment = start.environment;
  environment.push_back("PATH=/usr/bin:/bin");
  output_ = memfd_create("output", MFD_CLOEXEC);
  pid_ = fork();
  if (pid_ < 0 || output_ < 0) throw std::runtime_error("cannot start a process");
  if (pid_ != 0) return;
  dup2(output_, STDOUT_FILENO);
  dup2(output_, STDERR_FILENO);
  if (start.inherited_socket >= 0) {
    dup2(start.inherited_socket, 3);
    fcntl(3, F_SETFD, 0);
    environment.push_back("LISTEN_FDS=1");
    environment.push_back("LISTEN_PID=" + std::to_string(getpid()));
  }
  execve(start.program.c_str(), pointers_to(arguments).data(), pointers_to(environment).data());
  _exit(127);
}

Process::~Process() {
  if (!ended_) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(output_);
}

void Process::signal(int number) const {
  kill(pid_, number);
}

int Process::exit_code() {
  const auto handle = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  const bool ended = handle >= 0 && readable(handle);
  if (handle >= 0) close(handle);
  if (!ended) throw std::runtime_error("the process did not end");
  int status = 0;
  waitpid(pid_, &status, 0);
  ended_ = true;
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string Process::output() const {
  std::string text;
  std::array<char, 4096> chunk{};
  while (true) {
    const auto got = pread(output_, chunk.data(), chunk.size(), static_cast<off_t>(text.size()));
    if (got <= 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

NotifySocket::NotifySocket(const std::string& path)
    : path_(path), descriptor_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
  if (bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot listen for notifications");
  }
}

NotifySocket::~NotifySocket() {
  close(descriptor_);
}

bool NotifySocket::wait_for(const std::string& line) {
  while (readable(descriptor_)) {
    std::array<char, 4096> message{};
    const auto got = recv(descriptor_, message.data(), message.size(), 0);
    if (got <= 0) return false;
    const std::string text =
        '\n' + std::string(message.data(), static_cast<std::size_t>(got)) + '\n';
    if (text.find('\n' + line + '\n') != std::string::npos) return true;
  }
  return false;
}

}  // namespace lineman::test
