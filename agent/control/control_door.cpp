#include "agent/control/control_door.hpp"

#include "agent/control/control_service.hpp"
#include "daemon/log.hpp"
#include "datamodel/branding.hpp"

namespace lineman::agent {
namespace {

varlink::ServerOptions server_options() {
  varlink::ServerOptions options;
  options.information = {.vendor = std::string{branding::manufacturer},
                         .product = "lineman-agentd",
                         .version = LINEMAN_VERSION,
                         .url = ""};
  options.interfaces = {control_interface()};
  options.output = ControlDoor::maximum_output;
  return options;
}

}  // namespace

ControlDoor::ControlDoor(boost::asio::io_context& loop, Clock& clock, varlink::Handler& handler,
                         std::string path, std::optional<gid_t> group)
    : clock_{clock},
      path_{std::move(path)},
      group_{group},
      server_{loop, server_options(), handler} {}

void ControlDoor::open(std::optional<int> inherited) {
  auto socket = inherited ? varlink::ListenSocket::inherited(*inherited)
                          : varlink::ListenSocket::at(path_, 0660, group_);
  if (socket) {
    server_.open(std::move(*socket));
    open_ = true;
    problem_.clear();
    retry_.reset();
    return;
  }
  if (problem_ != socket.error())
    log::error(log::Event::door_failed, "control socket does not open",
               {{"LINEMAN_REASON", socket.error()}});
  problem_ = socket.error();
  retry_ = clock_.after(retry_interval, [this] { open(); });
}

DoorState ControlDoor::state() const {
  return {.door = "control", .address = path_, .open = open_, .problem = problem_};
}

}  // namespace lineman::agent
