// Who may call a method, and for whom a connection asks.
#include "agent/control/control_service.hpp"
#include "agent/control/parameters_of_call.hpp"
#include "daemon/log.hpp"

namespace lineman::agent {
namespace {

constexpr std::size_t longest_who = 128;  // octets of 32 characters

}  // namespace

std::optional<varlink::Reply> ControlService::obstacle_of(const Method& method,
                                                          const varlink::Exchange& exchange) const {
  if (!access_.may_read(exchange.peer())) {
    return not_permitted("root, the agent's user or a member of control.group");
  }
  if (!method.writes) return std::nullopt;
  const auto acting = acting_for_.find(exchange.connection());
  if (acting != acting_for_.end()) {
    if (acting->second.writes) return std::nullopt;
    return not_permitted("a user of the page whose access is write");
  }
  if (access_.may_write(exchange.peer())) return std::nullopt;
  return not_permitted("root, the agent's user or a member of control.write_group");
}

Asker ControlService::asker_of(const varlink::Exchange& exchange, Door door) const {
  const auto acting = acting_for_.find(exchange.connection());
  if (acting != acting_for_.end()) return {Door::web, acting->second.who};
  return {door, "uid " + std::to_string(exchange.peer().uid)};
}

void ControlService::act_for(varlink::Exchange exchange) {
  if (!access_.may_act_for(exchange.peer())) {
    return exchange.error(not_permitted("root, the agent's user or control.web_user"));
  }
  const auto& parameters = exchange.call().parameters;
  const auto who = read_text(parameters, "who");
  if (!who) return exchange.error(who.error());
  if (who->empty() || who->size() > longest_who || log::printable(*who) != *who) {
    return exchange.error(
        varlink::invalid_parameter("who", "has to be 1 to 128 octets of printable text"));
  }
  const auto access = read_text(parameters, "access");
  if (!access) return exchange.error(access.error());
  if (*access != "read" && *access != "write") {
    return exchange.error(varlink::invalid_parameter("access", "has to be read or write"));
  }
  if (!acting_for_.try_emplace(exchange.connection(), ActingFor{*who, *access == "write"}).second) {
    return exchange.error(refusal("conflict", "this connection asks for somebody already"));
  }
  exchange.reply({{"version", control_version}});
}

void ControlService::closed(varlink::ConnectionId id) {
  events_.forget(id);
  acting_for_.erase(id);
}

}  // namespace lineman::agent
