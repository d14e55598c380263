// The agent's own listening sockets, opened while network.snmp.enable is 1.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agent/interfaces/door_state.hpp"
#include "mibs/door/snmp_settings.hpp"

struct snmp_session;
struct netsnmp_transport_s;
struct snmp_pdu;

namespace lineman::mibs {

// What the library calls for each message: before it is parsed (0 drops it), to parse it (0 where
// it is good), and with what was parsed. `owner` is the session's callback_magic.
struct ListenerHooks {
  int (*before_parsing)(snmp_session*, netsnmp_transport_s*, void*, int) = nullptr;
  int (*parse)(snmp_session*, snmp_pdu*, unsigned char*, std::size_t) = nullptr;
  int (*received)(int, snmp_session*, int, snmp_pdu*, void*) = nullptr;
  void* owner = nullptr;
};

class Listeners {
 public:
  // Of the settings `listen` and `inherited` count, and `inherited` instead of the other where
  // there are any; `forget` is called with a socket before it is closed.
  Listeners(const SnmpSettings& settings, unsigned port, ListenerHooks hooks,
            std::function<void(int)> forget);
  ~Listeners();
  Listeners(const Listeners&) = delete;
  Listeners& operator=(const Listeners&) = delete;

  // Opens what is not open. Whether all are open after it.
  bool open();
  // Not from within a hook, and not while an answer is outstanding. What comes to an inherited
  // socket from then on is dropped, and never answered.
  void close();

  // One for each address, in the order of the settings; "systemd:0.0.0.0:161" where inherited.
  std::vector<DoorState> states() const;

 private:
  struct Listener {
    std::string address;  // with its port
    int inherited = -1;
    snmp_session* session = nullptr;
    int socket = -1;
    std::string problem{};
  };

  void open(Listener& listener) const;
  void close(Listener& listener) const;

  std::vector<Listener> listeners_;
  ListenerHooks hooks_;
  std::function<void(int)> forget_;
};

// "udp:127.0.0.1" with 161 is "udp:127.0.0.1:161"; an address that names its port stays as it is.
std::string with_port(const std::string& address, unsigned port);

}  // namespace lineman::mibs
