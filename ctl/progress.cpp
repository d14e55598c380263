#include "ctl/progress.hpp"

#include <chrono>
#include <ostream>
#include <utility>

#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"

namespace lineman::ctl {
namespace {

constexpr std::string_view take_line_back = "\r\033[K";

}  // namespace

Progress::Progress(std::string what, const CommandLine& line, Console& console)
    : console_{console}, what_{std::move(what)} {
  if (console.progress && line.format == Format::text) thread_ = std::thread{[this] { run(); }};
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  changed_.notify_one();
  thread_.join();
  if (shown_) console_.err << take_line_back << std::flush;
}

// What is said from now on has a time of its own in it.
void Progress::say(std::string what) {
  {
    const std::lock_guard lock{mutex_};
    news_ = what != what_;
    what_ = std::move(what);
    with_time_ = false;
  }
  changed_.notify_one();
}

void Progress::run() {
  using std::chrono::steady_clock;
  const auto begun = steady_clock::now();
  auto next = begun + patience;
  std::unique_lock lock{mutex_};
  while (!over_) {
    changed_.wait_until(lock, next, [&] { return over_ || (shown_ && news_); });
    if (over_) return;
    const auto elapsed = steady_clock::now() - begun;
    show(std::chrono::duration_cast<std::chrono::seconds>(elapsed));
    news_ = false;
    next = steady_clock::now() + std::chrono::seconds{1};
  }
}

void Progress::show(std::chrono::seconds elapsed) {
  auto text = printable(what_) + " …";
  if (with_time_ && elapsed.count() > 0) text += ' ' + std::to_string(elapsed.count()) + " s";
  // A line that is full would begin another one, which nobody could take back.
  console_.err << take_line_back << shortened(text, console_.width - 1) << std::flush;
  shown_ = true;
}

std::string counted(std::size_t count, std::string_view singular) {
  auto text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text.append(" ").append(singular).append(count == 1 ? "" : "s");
}

tl::expected<boost::json::object, CallError> call_with_progress(std::string_view method,
                                                                boost::json::object parameters,
                                                                std::string what,
                                                                const CommandLine& line,
                                                                Console& console) {
  const Progress progress{std::move(what), line, console};
  return Agent{line.runtime_dir}.call(method, std::move(parameters));
}

}  // namespace lineman::ctl
