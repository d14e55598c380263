#include "mibs/listeners.hpp"

#include <cerrno>
#include <cstring>
#include <string_view>

#include "mibs/fitting_response.hpp"
#include "mibs/inherited_socket.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/socket_flags.hpp"

namespace lineman::mibs {
namespace {

// A community that is too long or no text: the one thing that the library drops and does not count.
bool is_uncounted(const netsnmp_session& session, const netsnmp_pdu& pdu) {
  return pdu.version == SNMP_VERSION_2c && pdu.securityModel != SNMP_SEC_MODEL_SNMPv2c &&
         session.s_snmp_errno == SNMPERR_BAD_PARSE;
}

int after_parsing(netsnmp_session* session, netsnmp_pdu* pdu, int problem) {
  if (problem == 0) return 1;
  if (is_uncounted(*session, *pdu)) snmp_increment_statistic(STAT_SNMPINASNPARSEERRS);
  return 0;
}

}  // namespace

std::string with_port(const std::string& address, unsigned port) {
  const std::string_view text{address};
  const bool six = text.starts_with("udp6:");
  const auto host = text.substr(six ? 5 : text.starts_with("udp:") ? 4 : 0);
  const bool has_port =
      six ? host.find("]:") != std::string_view::npos : host.find(':') != std::string_view::npos;
  return has_port ? address : address + ':' + std::to_string(port);
}

Listeners::Listeners(const SnmpSettings& settings, unsigned port, ListenerHooks hooks,
                     std::function<void(int)> forget)
    : hooks_{hooks}, forget_{std::move(forget)} {
  for (const int socket : settings.inherited) {
    listeners_.push_back({address_of_inherited(socket), socket});
  }
  if (!listeners_.empty()) return;
  for (const auto& address : settings.listen) listeners_.push_back({with_port(address, port)});
}

// What comes to an inherited socket now is the next agent's.
Listeners::~Listeners() {
  for (auto& listener : listeners_) close(listener);
}

void Listeners::open(Listener& listener) const {
  errno = 0;
  auto* const transport = listener.inherited >= 0
                              ? transport_on(listener.inherited)
                              : netsnmp_transport_open_server("snmp", listener.address.c_str());
  if (transport == nullptr) {
    listener.problem = errno != 0 ? std::strerror(errno) : "is no address of this machine";
    return;
  }
  if (listener.inherited >= 0) take_again(listener.inherited);
  set_non_blocking(transport->sock);
  netsnmp_session session;
  snmp_sess_init(&session);
  session.version = SNMP_DEFAULT_VERSION;
  session.callback = hooks_.received;
  session.callback_magic = hooks_.owner;
  session.isAuthoritative = SNMP_SESS_AUTHORITATIVE;
  const int socket = transport->sock;
  listener.session = snmp_add_full(&session, transport, hooks_.before_parsing, hooks_.parse,
                                   after_parsing, nullptr, build_fitting, nullptr, nullptr);
  if (listener.session == nullptr) {
    listener.problem = "cannot be served";
    return;
  }
  listener.socket = socket;
  listener.problem.clear();
}

bool Listeners::open() {
  bool all = true;
  for (auto& listener : listeners_) {
    if (listener.session == nullptr) open(listener);
    all = all && listener.session != nullptr;
  }
  return all;
}

void Listeners::close() {
  for (auto& listener : listeners_) {
    if (listener.inherited >= 0) stop_taking(listener.inherited);
    close(listener);
  }
}

void Listeners::close(Listener& listener) const {
  listener.problem.clear();
  if (listener.session == nullptr) return;
  forget_(listener.socket);
  snmp_close(listener.session);
  listener.session = nullptr;
  listener.socket = -1;
}

std::vector<DoorState> Listeners::states() const {
  std::vector<DoorState> states;
  for (const auto& listener : listeners_) {
    states.push_back({"snmp", listener.address, listener.session != nullptr, listener.problem});
  }
  return states;
}

}  // namespace lineman::mibs
