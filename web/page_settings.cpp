#include "web/page_settings.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace lineman::web {
namespace {

bool is_of_loopback(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("[::1]:");
}

}  // namespace

PageSettings page_settings(const daemon::Settings& settings) {
  return {.listen = settings.words("web.listen"),
          .tls = {.certificate = std::string{settings.text("web.certificate")},
                  .key = std::string{settings.text("web.key")}},
          .plain = settings.yes("web.plain")};
}

std::string problem_with_place(const PageSettings& settings,
                               const std::vector<std::string>& inherited) {
  const auto& places = inherited.empty() ? settings.listen : inherited;
  if (places.empty()) return "web.listen is off, and systemd opened no socket for the page";
  if (!settings.tls.certificate.empty() || settings.plain) return {};
  const auto open = std::ranges::find_if_not(places, is_of_loopback);
  if (open == places.end()) return {};
  return "the page would be served unencrypted at " + *open +
         ", where others read passwords on their way: name a certificate (web.certificate, "
         "web.key), which is made by `" +
         certificate_command + "`, or say web.plain = yes";
}

std::vector<std::string> problems_of(const PageSettings& settings) {
  std::vector<std::string> problems;
  if (!settings.listen.empty()) problems.push_back(problem_with_place(settings, {}));
  if (!settings.tls.certificate.empty()) {
    const auto context = make_tls_context(settings.tls);
    problems.push_back(context
                           ? problem_with_validity(*context, settings.tls, WallTime::clock::now())
                           : context.error());
  }
  std::erase(problems, std::string{});
  return problems;
}

std::string address_of_socket(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(descriptor, any, &size) != 0) return {};
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  if (::getnameinfo(any, size, host.data(), host.size(), port.data(), port.size(),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return {};
  const std::string name{host.data()};
  return (address.ss_family == AF_INET6 ? '[' + name + ']' : name) + ':' + port.data();
}

}  // namespace lineman::web
