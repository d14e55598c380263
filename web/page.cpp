#include "web/page.hpp"

#include <boost/asio/io_context.hpp>
#include <cstdio>

#include "daemon/asio_clock.hpp"
#include "daemon/log.hpp"
#include "daemon/notify.hpp"
#include "daemon/watchdog.hpp"
#include "web/http/site.hpp"
#include "web/page_server.hpp"

namespace lineman::web {
namespace {

// TODO(webd): the site of api/ takes its place
class EmptySite : public Site {
 public:
  void handle(Request request, std::shared_ptr<Reply> reply) override {
    static_cast<void>(request);
    reply->send({.status = 404});
  }
};

// Every part, and the order of their lives.
class Page {
 public:
  Page(boost::asio::io_context& loop, const daemon::Settings& settings)
      : clock_{loop},
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
    daemon::notify_ready();
    log::info(log::Event::ready, "ready");
  }

  std::vector<std::string> apply(const daemon::Settings& settings) {
    return server_.apply(page_settings(settings));
  }

 private:
  daemon::AsioClock clock_;
  EmptySite site_;
  PageServer server_;
  daemon::Watchdog watchdog_{clock_};
};

}  // namespace

daemon::Running start(boost::asio::io_context& loop, const daemon::Options& options,
                      const daemon::Settings& settings) {
  static_cast<void>(options);
  auto page = std::make_shared<Page>(loop, settings);
  return {page, [&its = *page](const daemon::Settings& fresh) { return its.apply(fresh); }};
}

int check(const daemon::Options& options, const daemon::Settings& settings) {
  static_cast<void>(options);
  const auto problems = problems_of(page_settings(settings));
  for (const auto& problem : problems)
    std::fprintf(stderr, "%s\n", log::printable(problem).c_str());
  return problems.empty() ? daemon::exit_done : daemon::exit_failed;
}

}  // namespace lineman::web
