// Load for an SNMP agent on this machine: as many requests as it answers, or a counted number one
// after the other.
//
//   snmp_load rate PORT OID SECONDS OUTSTANDING
//       version 2c GETs over one socket; prints answers a second
//   snmp_load get  PORT WHO OID COUNT
//       COUNT GETs, each after the answer to the one before
//   snmp_load set  PORT WHO OID VARBINDS COUNT
//       COUNT SETs of VARBINDS variables OID.1.2, OID.1.1, OID.2.2 and so on with changing numbers,
//       each after the answer to the one before; prints answers a second
//   snmp_load text PORT WHO OID COUNT
//       the same with the one variable OID and changing texts
//   snmp_load walk PORT WHO OID COUNT
//       COUNT walks of the subtree by GETBULK
//
// WHO is c (community bench) or u (user bench, authPriv).
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <net-snmp/net-snmp-config.h>
// The configuration comes first.
#include <net-snmp/net-snmp-includes.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Oid = std::vector<oid>;
using Clock = std::chrono::steady_clock;

Oid parse(const char* text) {
  Oid name(MAX_OID_LEN);
  std::size_t length = name.size();
  if (read_objid(text, name.data(), &length) == 0) throw std::runtime_error{"no OID"};
  name.resize(length);
  return name;
}

netsnmp_session* open_session(const std::string& port, bool user) {
  netsnmp_session session;
  snmp_sess_init(&session);
  std::string peer = "udp:127.0.0.1:" + port;
  static std::string name = "bench";
  static std::string pass_phrase = "bench pass phrase";
  session.peername = peer.data();
  session.retries = 0;
  session.timeout = 20'000'000;
  session.version = user ? SNMP_VERSION_3 : SNMP_VERSION_2c;
  if (!user) {
    session.community = reinterpret_cast<u_char*>(name.data());
    session.community_len = name.size();
  } else {
    session.securityName = name.data();
    session.securityNameLen = name.size();
    session.securityLevel = SNMP_SEC_LEVEL_AUTHPRIV;
    size_t size = 0;
    const auto* const auth = sc_get_auth_oid(usm_lookup_auth_type("SHA-256"), &size);
    session.securityAuthProto = snmp_duplicate_objid(auth, size);
    session.securityAuthProtoLen = size;
    const auto* const priv = sc_get_priv_oid(usm_lookup_priv_type("AES"), &size);
    session.securityPrivProto = snmp_duplicate_objid(priv, size);
    session.securityPrivProtoLen = size;
    for (auto [key, length] : {std::pair{session.securityAuthKey, &session.securityAuthKeyLen},
                               std::pair{session.securityPrivKey, &session.securityPrivKeyLen}}) {
      *length = USM_AUTH_KU_LEN;
      generate_Ku(session.securityAuthProto, static_cast<u_int>(session.securityAuthProtoLen),
                  reinterpret_cast<u_char*>(pass_phrase.data()), pass_phrase.size(), key, length);
    }
  }
  auto* const opened = snmp_open(&session);
  if (opened == nullptr) throw std::runtime_error{"no session"};
  return opened;
}

// The answer, which the caller frees.
netsnmp_pdu* ask(netsnmp_session* session, netsnmp_pdu* request) {
  netsnmp_pdu* answer = nullptr;
  if (snmp_synch_response(session, request, &answer) != STAT_SUCCESS || answer == nullptr) {
    throw std::runtime_error{"no answer"};
  }
  if (answer->errstat != SNMP_ERR_NOERROR) {
    throw std::runtime_error{"error-status " + std::to_string(answer->errstat)};
  }
  return answer;
}

void get(netsnmp_session* session, const Oid& name, int count) {
  for (int i = 0; i < count; ++i) {
    auto* const request = snmp_pdu_create(SNMP_MSG_GET);
    snmp_add_null_var(request, name.data(), name.size());
    snmp_free_pdu(ask(session, request));
  }
}

// Sends `count` SETs, each filled by fill(pdu, its number), one after the other.
template <typename Fill>
void set_each(netsnmp_session* session, int count, Fill fill) {
  const auto start = Clock::now();
  for (int i = 0; i < count; ++i) {
    auto* const request = snmp_pdu_create(SNMP_MSG_SET);
    fill(request, i);
    snmp_free_pdu(ask(session, request));
  }
  const std::chrono::duration<double> took = Clock::now() - start;
  std::printf("%.0f\n", static_cast<double>(count) / took.count());
}

void set(netsnmp_session* session, const Oid& name, int varbinds, int count) {
  set_each(session, count, [&](netsnmp_pdu* request, int i) {
    for (int row = 1; row <= varbinds; ++row) {
      // Rows of an account and one of its two servers.
      auto instance = name;
      instance.push_back(static_cast<oid>((row + 1) / 2));
      instance.push_back(static_cast<oid>(row % 2 + 1));
      const u_long value = 100UL + static_cast<u_long>(i % 1000);
      snmp_pdu_add_variable(request, instance.data(), instance.size(), ASN_UNSIGNED, &value,
                            sizeof value);
    }
  });
}

void set_text(netsnmp_session* session, const Oid& name, int count) {
  set_each(session, count, [&](netsnmp_pdu* request, int i) {
    const auto value = "room " + std::to_string(100 + i % 1000);
    snmp_pdu_add_variable(request, name.data(), name.size(), ASN_OCTET_STR, value.data(),
                          value.size());
  });
}

int walk(netsnmp_session* session, const Oid& root) {
  int cells = 0;
  auto at = root;
  for (;;) {
    auto* const request = snmp_pdu_create(SNMP_MSG_GETBULK);
    request->non_repeaters = 0;
    request->max_repetitions = 50;
    snmp_add_null_var(request, at.data(), at.size());
    auto* const answer = ask(session, request);
    for (auto* var = answer->variables; var != nullptr; var = var->next_variable) {
      const bool inside =
          netsnmp_oid_is_subtree(root.data(), root.size(), var->name, var->name_length) == 0;
      if (!inside || var->type == SNMP_ENDOFMIBVIEW) {
        snmp_free_pdu(answer);
        return cells;
      }
      ++cells;
      at.assign(var->name, var->name + var->name_length);
    }
    snmp_free_pdu(answer);
  }
}

// A version 2c GET as octets; the request-id stands in the four octets at `at`.
struct Message {
  std::vector<u_char> octets;
  std::size_t at = 0;
};

Message message(Oid name) {
  std::array<u_char, 256> arcs{};
  std::size_t room = arcs.size();
  auto* const end = asn_build_objid(arcs.data(), &room, ASN_OBJECT_ID, name.data(), name.size());
  const std::vector<u_char> object{arcs.data(), end};
  const auto wrap = [](u_char tag, std::vector<u_char> content) {
    content.insert(content.begin(), {tag, static_cast<u_char>(content.size())});
    return content;
  };
  auto binding = object;
  binding.insert(binding.end(), {ASN_NULL, 0});
  const auto list = wrap(0x30, wrap(0x30, binding));
  std::vector<u_char> pdu{2, 4, 0, 0, 0, 0, 2, 1, 0, 2, 1, 0};
  pdu.insert(pdu.end(), list.begin(), list.end());
  std::vector<u_char> body{2, 1, 1, 4, 5, 'b', 'e', 'n', 'c', 'h'};
  const auto whole = wrap(0xA0, pdu);
  const std::size_t before = 2 + body.size() + 2 + 2;
  body.insert(body.end(), whole.begin(), whole.end());
  return {wrap(0x30, body), before};
}

void rate(int port, const Oid& name, double seconds, int outstanding) {
  const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  auto request = message(name);
  std::uint32_t number = 1;
  const auto send = [&] {
    const std::uint32_t wire = htonl(number++ & 0x7FFF'FFFF);
    std::memcpy(request.octets.data() + request.at, &wire, sizeof wire);
    ::send(socket, request.octets.data(), request.octets.size(), 0);
  };
  for (int i = 0; i < outstanding; ++i) send();
  const auto start = Clock::now();
  const auto end =
      start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  unsigned long answers = 0;
  std::array<u_char, 2048> octets{};
  for (auto now = start; now < end; now = Clock::now()) {
    pollfd wait{socket, POLLIN, 0};
    if (::poll(&wait, 1, 1000) != 1) throw std::runtime_error{"no answer"};
    while (::recv(socket, octets.data(), octets.size(), MSG_DONTWAIT) > 0) {
      ++answers;
      send();
    }
  }
  const std::chrono::duration<double> took = Clock::now() - start;
  std::printf("%.0f\n", static_cast<double>(answers) / took.count());
  ::close(socket);
}

int run(const std::vector<std::string>& words) {
  if (words.size() < 5) throw std::runtime_error{"usage: see the head of load.cpp"};
  const auto& verb = words[1];
  if (verb == "rate") {
    rate(std::stoi(words[2]), parse(words[3].c_str()), std::stod(words[4]), std::stoi(words.at(5)));
    return 0;
  }
  auto* const session = open_session(words[2], words[3] == "u");
  const auto name = parse(words[4].c_str());
  if (verb == "get") get(session, name, std::stoi(words.at(5)));
  if (verb == "set") set(session, name, std::stoi(words.at(5)), std::stoi(words.at(6)));
  if (verb == "text") set_text(session, name, std::stoi(words.at(5)));
  if (verb == "walk") {
    int cells = 0;
    for (int i = 0; i < std::stoi(words.at(5)); ++i) cells += walk(session, name);
    std::printf("%d\n", cells);
  }
  snmp_close(session);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  ::setenv("MIBS", "", 1);
  ::setenv("SNMPCONFPATH", "/dev/null", 1);
  netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
  init_snmp("snmp_load");
  try {
    return run({words, words + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "snmp_load: %s\n", error.what());
    return 1;
  }
}
