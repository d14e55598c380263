#include "web/page_server.hpp"

#include <stdexcept>
#include <utility>

#include "daemon/log.hpp"
#include "web/http/door.hpp"

namespace lineman::web {
namespace {

void check_place(const PageSettings& settings, const std::vector<int>& inherited) {
  std::vector<std::string> addresses;
  addresses.reserve(inherited.size());
  for (const auto descriptor : inherited) addresses.push_back(address_of_socket(descriptor));
  const auto problem = problem_with_place(settings, addresses);
  if (!problem.empty()) throw std::runtime_error{problem};
}

// None where there is no certificate.
tl::expected<TlsContext, std::string> context_of(const PageSettings& settings, const Clock& clock) {
  if (settings.tls.certificate.empty()) return TlsContext{};
  auto context = make_tls_context(settings.tls);
  if (!context) return context;
  const auto problem = problem_with_validity(*context, settings.tls, clock.wall());
  if (!problem.empty()) log::warning(log::Event::web_certificate_over, problem);
  return context;
}

TlsContext context_or_throw(const PageSettings& settings, const Clock& clock) {
  auto context = context_of(settings, clock);
  if (!context) throw std::runtime_error{context.error()};
  return std::move(*context);
}

}  // namespace

PageServer::PageServer(World world, const PageSettings& settings, const std::vector<int>& inherited)
    : world_{std::move(world)},
      may_end_{!inherited.empty()},
      encrypted_{!settings.tls.certificate.empty()} {
  check_place(settings, inherited);
  door_ = std::make_unique<Door>(world_.loop, world_.clock,
                                 Door::Places{.listen = settings.listen, .inherited = inherited},
                                 context_or_throw(settings, world_.clock), world_.site);
  door_->on_connections([this] { connections_changed(); });
  door_->open();
  connections_changed();
}

PageServer::~PageServer() = default;

std::vector<std::string> PageServer::apply(const PageSettings& settings) {
  if (encrypted_ == settings.tls.certificate.empty())
    return {"whether the page is encrypted changes at the next start alone"};
  auto context = context_of(settings, world_.clock);
  if (!context) return {context.error()};
  door_->take_context(std::move(*context));
  return {};
}

void PageServer::connections_changed() {
  lonely_.reset();
  if (!may_end_ || door_->connections() != 0) return;
  lonely_ = world_.clock.after(longest_without_browser, [this] { world_.nobody_there(); });
}

}  // namespace lineman::web
