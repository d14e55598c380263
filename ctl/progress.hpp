// What a person waits for, in a line that is taken back when it is over.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "ctl/agent.hpp"
#include "ctl/command_line.hpp"
#include "ctl/console.hpp"

namespace lineman::ctl {

// "importing 3 files, 1,204 names … 2 s" on standard error, where that is a terminal and the format
// is text. Nothing is shown of what takes less than `patience`. As long as it lives, nobody else
// writes to the console.
class Progress {
 public:
  static constexpr std::chrono::milliseconds patience{300};

  Progress(std::string what, const CommandLine& line, Console& console);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool is_shown_at_all() const { return thread_.joinable(); }

  // Something else is waited for now; shown at once where there is a line already.
  void say(std::string what);

 private:
  void run();
  void show(std::chrono::seconds elapsed);

  Console& console_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::string what_;
  bool with_time_ = true;
  bool news_ = false;
  bool over_ = false;
  bool shown_ = false;
  std::thread thread_{};
};

// "1 file", "1,204 names".
std::string counted(std::size_t count, std::string_view singular);

// Agent::call with such a line.
tl::expected<boost::json::object, CallError> call_with_progress(std::string_view method,
                                                                boost::json::object parameters,
                                                                std::string what,
                                                                const CommandLine& line,
                                                                Console& console);

}  // namespace lineman::ctl
