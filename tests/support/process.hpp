// A program of ours as its users start it: arguments and environment in, output, signals and exit
// code out.
#pragma once

#include <string>
#include <vector>

namespace lineman::test {

class Process {
 public:
  struct Start {
    std::string program;
    std::vector<std::string> arguments{};
    std::vector<std::string> environment{};  // NAME=VALUE, besides PATH
    int inherited_socket = -1;               // becomes descriptor 3, with LISTEN_PID and LISTEN_FDS
  };

  explicit Process(const Start& start);
  ~Process();  // kills it where it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const;
  // Waits for its end, at most 30 s. The exit code, or minus the signal that ended it.
  int exit_code();
  // What it wrote to standard output and standard error. After exit_code().
  std::string output() const;
  int pid() const { return pid_; }

 private:
  int pid_ = -1;
  int output_ = -1;
  bool ended_ = false;
};

// Where a program says READY=1 (sd_notify(3)).
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path);
  ~NotifySocket();
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  std::string environment() const { return "NOTIFY_SOCKET=" + path_; }
  // Waits until a message has this line, at most 30 s; false where none came.
  bool wait_for(const std::string& line);

 private:
  std::string path_;
  int descriptor_;
};

}  // namespace lineman::test
