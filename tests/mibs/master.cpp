#include "tests/mibs/master.hpp"

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

bool takes_connections(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  const bool good = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return good;
}

}  // namespace

Master::Master(unsigned port, const std::string& more) {
  folder_.write("snmpd.conf", "agentAddress udp:127.0.0.1:" + std::to_string(port) +
                                  "\n"
                                  "master agentx\n"
                                  "agentXSocket " +
                                  address() +
                                  "\n"
                                  "exactEngineID 0x80007ed9046c696e656d616e2074657374\n"
                                  "createUser writer SHA-256 \"writer auth\" AES \"writer priv\"\n"
                                  "createUser reader SHA-512 \"reader auth\" AES-256 \"reader "
                                  "priv\"\n"
                                  "rwuser writer priv\n"
                                  "rouser reader priv\n"
                                  "rocommunity look 127.0.0.0/8\n"
                                  "rwcommunity touch 127.0.0.0/8\n" +
                                  more);
  start();
}

void Master::start() {
  process_ = std::make_unique<lineman::test::Process>(lineman::test::Process::Start{
      .program = "/usr/sbin/snmpd",
      .arguments = {"-f", "-Lo", "-C", "-c", folder_.path("snmpd.conf"), "-I", modules},
      .environment = {"SNMP_PERSISTENT_DIR=" + folder_.path("state"), "MIBS="}});
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!takes_connections(path())) {
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
