// The verb top: agent, keys, signals and the screen in one loop.
#include <sys/epoll.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>

#include "ctl/output.hpp"
#include "ctl/top/agent_link.hpp"
#include "ctl/top/draw.hpp"
#include "ctl/top/screen.hpp"
#include "ctl/verbs.hpp"

namespace lineman::ctl {
namespace top {
namespace {

using boost::json::object;
using boost::system::error_code;

constexpr std::chrono::milliseconds tick{500};  // often enough that no second is left out

std::int64_t now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
}

// Readable when standard input is. A loop makes what it waits for non-blocking, and standard output
// is the same terminal: it would lose what does not fit at once.
int readable_with_input() {
  const int descriptor = epoll_create1(EPOLL_CLOEXEC);
  epoll_event wanted{.events = EPOLLIN, .data = {}};
  epoll_ctl(descriptor, EPOLL_CTL_ADD, STDIN_FILENO, &wanted);
  return descriptor;
}

class Top {
 public:
  Top(Screen& screen, const std::string& runtime_dir)
      : screen_{screen},
        link_{loop_, runtime_dir, listener()},
        ends_{loop_, SIGINT, SIGTERM, SIGHUP},
        resizes_{loop_, SIGWINCH},
        keys_{loop_, readable_with_input()},
        clock_{loop_} {}

  void run() {
    ends_.async_wait([this](const error_code& error, int) {
      if (!error) loop_.stop();
    });
    wait_for_resize();
    wait_for_keys();
    link_.start();
    on_tick();
    loop_.run();
  }

 private:
  AgentLink::Listener listener() {
    return {.status =
                [this](object reply) {
                  model_.take_status(std::move(reply), now());
                  show();
                },
            .requested = [this](const object& values) { model_.take_requested(values); },
            .counters = [this](object reply) { model_.take_counters(std::move(reply)); },
            .event =
                [this](const object& event) {
                  model_.take_event(event);
                  show();
                },
            .trouble =
                [this](std::string sentence) {
                  model_.take_trouble(std::move(sentence));
                  show();
                },
            .no_events =
                [this](std::string sentence) { model_.take_events_trouble(std::move(sentence)); }};
  }

  void show() {
    const auto picture =
        draw(model_, {.size = screen_.size(), .now = now(), .glyphs = screen_.glyphs()});
    page_lines_ = picture.page_lines;
    model_.limit_scroll(picture.furthest_scroll);
    screen_.show(picture.frame);
  }

  void on_tick() {
    show();
    clock_.expires_after(tick);
    clock_.async_wait([this](const error_code& error) {
      if (!error) on_tick();
    });
  }

  void wait_for_resize() {
    resizes_.async_wait([this](const error_code& error, int) {
      if (error) return;
      screen_.resize();
      show();
      wait_for_resize();
    });
  }

  void wait_for_keys() {
    keys_.async_wait(decltype(keys_)::wait_read, [this](const error_code& error) {
      if (error || !take_keys()) {
        loop_.stop();
        return;
      }
      show();
      wait_for_keys();
    });
  }

  bool take_keys() {
    const auto pressed = screen_.keys();
    // Ready, and nothing there: the terminal is gone.
    if (pressed.empty() && isatty(STDIN_FILENO) != 1) return false;
    for (const auto key : pressed) {
      if (!model_.press(key, page_lines_)) return false;
    }
    link_.follow_counters(model_.page() == Page::account ? model_.selected_account() : 0);
    return true;
  }

  Screen& screen_;
  Model model_{};
  std::size_t page_lines_ = 1;
  boost::asio::io_context loop_{};
  AgentLink link_;
  boost::asio::signal_set ends_;
  boost::asio::signal_set resizes_;
  boost::asio::posix::stream_descriptor keys_;
  boost::asio::steady_timer clock_;
};

}  // namespace
}  // namespace top

int run_top(const CommandLine& line, Console& console) {
  if (!console.terminal || isatty(STDIN_FILENO) != 1) {
    return misuse("top needs a terminal; `linemanctl status` and `watch` go anywhere", line,
                  console);
  }
  const auto screen = top::Screen::open(console.colours);
  if (!screen) return misuse(screen.error(), line, console);
  top::Top{**screen, line.runtime_dir}.run();
  return exit_done;
}

}  // namespace lineman::ctl
