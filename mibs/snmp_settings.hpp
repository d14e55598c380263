// What the SNMP agent is told at its start, already read and checked for form by whoever read the
// settings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

struct SnmpSettings {
  // "udp:ADDRESS[:PORT]" or "udp6:[ADDRESS][:PORT]"; network.snmp.port where the port is not named.
  std::vector<std::string> listen;
  // The master agent: "unix:/PATH", "tcp:ADDRESS[:PORT]" or "tcp6:[ADDRESS][:PORT]". Then nothing
  // else here counts, since addresses, users and limits are the master agent's. Empty: none.
  std::string agentx{};
  std::vector<SnmpUser> users;
  std::vector<SnmpCommunity> communities;
  unsigned rate_limit = 2000;  // messages a second from one source; 0: no limit

  bool host = false;  // whether the machine's interfaces, processes and disks are shown

  std::string folder;     // for engineBoots; made if it is not there, and nobody else's
  std::string engine_id;  // 5 to 32 octets (RFC 3411, 5), the same at every start

  std::string description;  // sysDescr: model and version
  std::string contact;
  std::string name;
  std::string location;
};

}  // namespace lineman::mibs
