#include "sipcore/core.hpp"

#include <systemd/sd-id128.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "daemon/asio_clock.hpp"
#include "daemon/groups.hpp"
#include "daemon/log.hpp"
#include "daemon/notify.hpp"
#include "daemon/watchdog.hpp"
#include "datamodel/branding.hpp"
#include "sipcore/control/control_service.hpp"
#include "sipcore/control/phone_actions.hpp"
#include "sipcore/instance_id.hpp"
#include "sipcore/phone/phone.hpp"
#include "sipcore/tls_settings.hpp"
#include "varlink/server.hpp"

namespace lineman::sipcore {
namespace {

// The agent's two connections, and people who look.
constexpr std::size_t control_connections = 16;
constexpr mode_t control_mode = 0660;
constexpr std::string_view socket_name = "sipcore";

SipSettings sip_settings(const daemon::Settings& settings) {
  return {.bind = settings.words("sip.bind"),
          .tls = tls_files(settings),
          .dns_servers = settings.words("sip.dns_servers"),
          .icmp_fast_fail = settings.yes("sip.icmp_fast_fail"),
          .instance_id = instance_id(settings.text("device.serial"), settings.text("device.mac")),
          .keepalive_interval = std::chrono::seconds(settings.number("sip.keepalive_interval")),
          .accounts = settings.number("device.accounts")};
}

// New with each start.
std::string start_name() {
  sd_id128_t id{};
  if (sd_id128_randomize(&id) < 0) throw std::runtime_error("no random numbers");
  std::array<char, SD_ID128_STRING_MAX> text{};
  return sd_id128_to_string(id, text.data());
}

// Whoever may change the configuration over the agent's control socket may do so here: root, our
// own user, the group.
varlink::ServerOptions server_options(std::optional<gid_t> group) {
  varlink::ServerOptions options;
  options.information = {.vendor = std::string(branding::manufacturer),
                         .product = "lineman-sipcored",
                         .version = LINEMAN_VERSION,
                         .url = {}};
  options.interfaces = {control_interface()};
  options.allowed = [group](const varlink::Peer& peer) {
    return peer.uid == 0 || peer.uid == geteuid() || (group && peer.in_group(*group));
  };
  options.connections = control_connections;
  return options;
}

varlink::ListenSocket listen_socket(const daemon::Options& options, std::optional<gid_t> group) {
  if (const auto inherited = daemon::inherited_socket(socket_name)) {
    auto socket = varlink::ListenSocket::inherited(*inherited);
    if (!socket) throw std::runtime_error(socket.error());
    return std::move(*socket);
  }
  std::error_code ignored;  // what stands in the way is said by the socket
  std::filesystem::create_directories(options.runtime_dir, ignored);
  const auto path = std::filesystem::path(options.runtime_dir) / socket_name;
  auto socket = varlink::ListenSocket::at(path, control_mode, group);
  if (!socket) throw std::runtime_error(socket.error());
  return std::move(*socket);
}

}  // namespace

class Core::Parts {
 public:
  Parts(boost::asio::io_context& loop, const daemon::Options& options,
        const daemon::Settings& settings)
      : group_(daemon::group_named(std::string(settings.text("control.write_group")))),
        clock_(loop),
        phone_(loop, clock_, sip_settings(settings)),
        actions_(phone_),
        service_(actions_, clock_, start_name(), settings.number("device.accounts")),
        server_(loop, server_options(group_), service_) {
    server_.open(listen_socket(options, group_));
    phone_.on_event([this](const Event& event) { service_.event(event); });
    service_.on_generation([](std::uint64_t generation) {
      daemon::notify_status("generation " + std::to_string(generation) + " runs");
    });
    daemon::notify_status("waiting for the agent");
    daemon::notify_ready();
    log::info(log::Event::ready, "ready");
  }
  ~Parts() { phone_.stop(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

 private:
  std::optional<gid_t> group_;
  daemon::AsioClock clock_;
  Phone phone_;
  PhoneActions actions_;
  ControlService service_;
  varlink::Server server_;
  daemon::Watchdog watchdog_{clock_};
};

Core::Core(boost::asio::io_context& loop, const daemon::Options& options,
           const daemon::Settings& settings)
    : parts_(std::make_unique<Parts>(loop, options, settings)) {}

Core::~Core() = default;

}  // namespace lineman::sipcore
