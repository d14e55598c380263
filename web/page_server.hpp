// The door and the site behind it, as the settings say.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "web/page_settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::web {

class Door;
class Site;

// Without a connection for so long the program ends, where systemd starts it anew for the next one:
// longer than any session lasts that nobody uses.
inline constexpr std::chrono::minutes longest_without_browser{20};

// One thread: the loop's. What it is given outlives it.
class PageServer {
 public:
  struct World {
    boost::asio::io_context& loop;
    Clock& clock;
    Site& site;
    // Nobody has been there for longest_without_browser, and sockets were inherited.
    std::function<void()> nobody_there;
  };

  // `inherited`: sockets that systemd opened, which are taken over. Throws std::runtime_error with
  // a sentence where the page cannot be served so.
  PageServer(World world, const PageSettings& settings, const std::vector<int>& inherited);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  // Reads certificate and key again. Sentences say what is wrong; then the old ones stay.
  std::vector<std::string> apply(const PageSettings& settings);

 private:
  void connections_changed();

  World world_;
  bool may_end_;
  bool encrypted_;
  std::unique_ptr<Door> door_;
  std::unique_ptr<Timer> lonely_;
};

}  // namespace lineman::web
