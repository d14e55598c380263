#include "web/page.hpp"

#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <stdexcept>

#include "daemon/asio_clock.hpp"
#include "daemon/log.hpp"
#include "daemon/notify.hpp"
#include "daemon/watchdog.hpp"
#include "web/api/phone_site.hpp"
#include "web/login/sessions.hpp"
#include "web/login/users.hpp"
#include "web/page_server.hpp"

namespace lineman::web {
namespace {

// Who ends with it has no session any more.
static_assert(longest_without_browser > Sessions::longest_idle);

std::string together(const std::vector<std::string>& sentences) {
  std::string all;
  for (const auto& sentence : sentences) all += (all.empty() ? "" : "; ") + sentence;
  return all;
}

Users users_of(const daemon::Settings& settings) {
  auto users = read_users(settings);
  if (!users) throw std::runtime_error{together(users.error())};
  return std::move(*users);
}

void report_if_none(const Users& users) {
  if (users.empty())
    log::warning(log::Event::web_without_users, "nobody may log in to the page: no user is named");
}

// Every part, and the order of their lives.
class Page {
 public:
  Page(boost::asio::io_context& loop, const daemon::Options& options,
       const daemon::Settings& settings)
      : clock_{loop},
        site_{{.loop = loop,
               .clock = clock_,
               .control_socket = options.runtime_dir + "/control",
               .accounts = settings.number("device.accounts")},
              users_of(settings)},
        server_{{.loop = loop,
                 .clock = clock_,
                 .site = site_,
                 .nobody_there =
                     [&loop] {
                       log::info("nobody has looked at the page for a while");
                       loop.stop();
                     }},
                page_settings(settings),
                daemon::inherited_sockets("web")} {
    report_if_none(users_of(settings));
    daemon::notify_ready();
    log::info(log::Event::ready, "ready");
  }

  // Users and the certificate, or neither.
  std::vector<std::string> apply(const daemon::Settings& settings) {
    auto users = read_users(settings);
    if (!users) return users.error();
    auto problems = server_.apply(page_settings(settings));
    if (!problems.empty()) return problems;
    report_if_none(*users);
    site_.take(std::move(*users));
    return {};
  }

 private:
  daemon::AsioClock clock_;
  PhoneSite site_;
  PageServer server_;
  daemon::Watchdog watchdog_{clock_};
};

}  // namespace

daemon::Running start(boost::asio::io_context& loop, const daemon::Options& options,
                      const daemon::Settings& settings) {
  auto page = std::make_shared<Page>(loop, options, settings);
  return {page, [&its = *page](const daemon::Settings& fresh) { return its.apply(fresh); }};
}

int check(const daemon::Options& options, const daemon::Settings& settings) {
  static_cast<void>(options);
  auto problems = problems_of(page_settings(settings));
  if (const auto users = read_users(settings); !users)
    problems.insert(problems.end(), users.error().begin(), users.error().end());
  for (const auto& problem : problems)
    std::fprintf(stderr, "%s\n", log::printable(problem).c_str());
  return problems.empty() ? daemon::exit_done : daemon::exit_failed;
}

}  // namespace lineman::web
