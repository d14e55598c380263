// What the SNMP agent is told at its start, already read and checked for form by whoever read the
// settings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/interfaces/notification_state.hpp"

namespace lineman::mibs {

enum class SnmpAccess : std::uint8_t { read, write };
enum class AuthProtocol : std::uint8_t { sha256, sha512 };
enum class PrivProtocol : std::uint8_t { aes128, aes256 };

// A user of SNMP version 3. Always authPriv. The pass phrases are secrets, 8 octets or more (RFC
// 3414, 11.2).
struct SnmpUser {
  std::string name;  // 1 to 32 printable ASCII characters without space, quote or backslash
  SnmpAccess access = SnmpAccess::read;
  AuthProtocol auth = AuthProtocol::sha256;
  std::string auth_pass_phrase;
  PrivProtocol priv = PrivProtocol::aes128;
  std::string priv_pass_phrase;
};

// A community of SNMP version 2c, for the networks in `source` only (as in network.snmp.trust_ip;
// empty: none).
struct SnmpCommunity {
  std::string name;  // 1 to 64 characters, as for a user
  SnmpAccess access = SnmpAccess::read;
  std::string source;
};

// Who is told of what happens.
struct SnmpReceiver {
  std::string address;  // "udp:ADDRESS:PORT" or "udp6:[ADDRESS]:PORT"
  ReceiverVersion version = ReceiverVersion::v3;
  bool inform = false;
  std::string user{};       // of version 3, as SnmpUser::name
  std::string community{};  // of version 2c; a secret

  bool operator==(const SnmpReceiver&) const = default;
};

struct SnmpSettings {
  // "udp:ADDRESS[:PORT]" or "udp6:[ADDRESS][:PORT]"; network.snmp.port where the port is not named.
  std::vector<std::string> listen;
  // Datagram sockets that systemd opened for us; then `listen` does not count. Whoever made the
  // settings owns them, as long as the door lives.
  std::vector<int> inherited{};
  // The master agent: "unix:/PATH", "tcp:ADDRESS[:PORT]" or "tcp6:[ADDRESS][:PORT]". Then of
  // the others the description alone counts, since addresses, users and limits are the master
  // agent's. Empty: none.
  std::string agentx{};
  std::vector<SnmpUser> users;
  std::vector<SnmpCommunity> communities;
  std::vector<SnmpReceiver> receivers;
  unsigned rate_limit = 2000;  // messages a second from one source; 0: no limit

  bool host = false;  // whether the machine's interfaces, processes and disks are shown

  std::string folder;     // for engineBoots; made if it is not there, and nobody else's
  std::string boot_id{};  // another one after each boot of the machine; empty: unknown
  std::string engine_id;  // 5 to 32 octets (RFC 3411, 5), the same at every start

  std::string description;  // sysDescr: model and version
  std::string contact;
  std::string name;
  std::string location;
};

}  // namespace lineman::mibs
