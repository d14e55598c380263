#include "tests/mibs/master.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace lineman::mibs::test {
namespace {

constexpr auto patience = std::chrono::seconds{20};

// What every SNMP agent has, and nothing of the host.
constexpr char modules[] =
    "usmConf,vacm_conf,vacm_vars,snmpEngine,usmStats,usmUser,system_mib,sysORTable,snmp_mib";

template <typename Address>
bool connects(int family, const Address& address) {
  const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool good =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return good;
}

bool takes_connections(const std::string& address) {
  const auto last = address.rfind(':');
  if (address.starts_with("tcp:")) {
    sockaddr_in tcp{};
    tcp.sin_family = AF_INET;
    tcp.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    tcp.sin_port = htons(static_cast<std::uint16_t>(std::stoul(address.substr(last + 1))));
    return connects(AF_INET, tcp);
  }
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  std::strncpy(local.sun_path, address.c_str() + last + 1, sizeof local.sun_path - 1);
  return connects(AF_UNIX, local);
}

}  // namespace

Master::Master(unsigned port, unsigned tcp_port)
    : address_{tcp_port == 0 ? "unix:" + folder_.path("master")
                             : "tcp:127.0.0.1:" + std::to_string(tcp_port)} {
  folder_.write("snmpd.conf", "agentAddress udp:127.0.0.1:" + std::to_string(port) +
                                  "\n"
                                  "master agentx\n"
                                  "agentXSocket " +
                                  address_ +
                                  "\n"
                                  "exactEngineID 0x80007ed9046c696e656d616e2074657374\n"
                                  "createUser writer SHA-256 \"writer auth\" AES \"writer priv\"\n"
                                  "createUser reader SHA-512 \"reader auth\" AES-256 \"reader "
                                  "priv\"\n"
                                  "rwuser writer priv\n"
                                  "rouser reader priv\n"
                                  "rocommunity look 127.0.0.0/8\n"
                                  "rwcommunity touch 127.0.0.0/8\n");
  start();
}

void Master::start() {
  process_ = std::make_unique<lineman::test::Process>(lineman::test::Process::Start{
      .program = "/usr/sbin/snmpd",
      .arguments = {"-f", "-Lo", "-C", "-c", folder_.path("snmpd.conf"), "-I", modules},
      .environment = {"SNMP_PERSISTENT_DIR=" + folder_.path("state"), "MIBS="}});
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!takes_connections(address_)) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error{"snmpd does not start"};
    std::this_thread::yield();
  }
}

void Master::kill() {
  process_.reset();
}

void Master::stop_answering() const {
  process_->signal(SIGSTOP);
}

void Master::go_on() const {
  process_->signal(SIGCONT);
}

}  // namespace lineman::mibs::test
