#include "tests/mibs/peer.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/free_port.hpp"

namespace lineman::mibs::test {
namespace {

constexpr auto patience = std::chrono::seconds{20};

std::string tools_environment(const std::string& folder) {
  return "MIBS=LINEMAN-SIP-MIB:SNMPv2-MIB MIBDIRS=" + lineman::test::mib_folders() +
         " SNMPCONFPATH=" + folder + " SNMP_PERSISTENT_DIR=" + folder + ' ';
}

// Where the tools of this program keep what they like to keep.
std::string tools_folder() {
  static const lineman::test::ScratchFolder folder;
  std::filesystem::create_directories(folder.path("cert_indexes"));
  return folder.path();
}

// The receivers of version 2c traps among the options, as the master agent's own.
std::string sinks_of(const std::vector<std::string>& options) {
  std::string lines;
  for (std::size_t i = 0; i + 1 < options.size(); ++i) {
    const auto way = options[i + 1].find(",2c,trap,");
    if (options[i] != "--receiver" || way == std::string::npos) continue;
    lines += "trap2sink " + options[i + 1].substr(0, way) + ' ' +
             options[i + 1].substr(options[i + 1].rfind(',') + 1) + '\n';
  }
  return lines;
}

}  // namespace

bool by_agentx() {
  const char* const way = std::getenv("LINEMAN_SNMP_BY");
  return way != nullptr && std::string_view{way} == "agentx";
}

Peer::Peer(std::vector<std::string> options, const std::string& folder, Way way)
    : port_{lineman::test::free_port()} {
  std::vector<std::string> words = {LINEMAN_SNMP_PEER, "--folder",
                                    folder.empty() ? scratch_.path() : folder};
  if (way == Way::agentx) {
    master_ = std::make_unique<Master>(port_, 0, sinks_of(options));
    words.insert(words.end(), {"--agentx", master_->address()});
  } else {
    words.insert(words.end(), {"--listen", address(), "--user",
                               "writer,write,SHA-256,writer auth,AES,writer priv", "--user",
                               "reader,read,SHA-512,reader auth,AES-256,reader priv", "--community",
                               "look,read,127.0.0.0/8", "--community", "touch,write,127.0.0.0/8"});
  }
  words.insert(words.end(), options.begin(), options.end());
  start(std::move(words));
  if (!master_) return;
  const auto open = address() + " open \n";
  if (tell_until("doors", open) != open) throw std::runtime_error{"the peer is not registered"};
}

void Peer::start(std::vector<std::string> options) {
  std::vector<char*> words;
  words.reserve(options.size() + 1);
  for (auto& option : options) words.push_back(option.data());
  words.push_back(nullptr);
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error{"no pipe"};
  }
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
  if (answer() != "ready\n") throw std::runtime_error{"the peer does not start"};
}

Peer::~Peer() {
  ::close(to_);
  ::close(from_);
  if (pid_ > 0) {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    EXPECT_TRUE(WIFEXITED(status)) << "the peer ended by signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
}

std::string Peer::address() const {
  return master_ ? master_->address() : "udp:127.0.0.1:" + std::to_string(port_);
}

unsigned long Peer::memory() const {
  const auto process = "/proc/" + std::to_string(pid_);
  std::ifstream maps{process + "/maps"};
  const std::string mapped{std::istreambuf_iterator<char>{maps}, {}};
  if (mapped.find("libasan") != std::string::npos) return 0;
  std::ifstream status{process + "/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stoul(line.substr(8));
  }
  return 0;
}

void Peer::kill() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

std::string Peer::answer() {
  for (;;) {
    if (buffer_.starts_with(".\n")) {
      buffer_.erase(0, 2);
      return {};
    }
    if (const auto end = buffer_.find("\n.\n"); end != std::string::npos) {
      auto lines = buffer_.substr(0, end + 1);
      buffer_.erase(0, end + 3);
      return lines;
    }
    pollfd wait{from_, POLLIN, 0};
    std::array<char, 4096> octets{};
    const auto limit = std::chrono::milliseconds{patience}.count();
    if (::poll(&wait, 1, static_cast<int>(limit)) != 1)
      throw std::runtime_error{"the peer is silent"};
    const auto count = ::read(from_, octets.data(), octets.size());
    if (count <= 0) throw std::runtime_error{"the peer is gone"};
    buffer_.append(octets.data(), static_cast<std::size_t>(count));
  }
}

std::string Peer::tell(const std::string& command) {
  const auto line = command + '\n';
  if (::write(to_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error{"the peer is gone"};
  }
  return answer();
}

std::string Peer::tell_until(const std::string& command, const std::string& expected) {
  const auto end = std::chrono::steady_clock::now() + patience;
  auto said = tell(command);
  while (said != expected && std::chrono::steady_clock::now() < end) {
    std::this_thread::yield();
    said = tell(command);
  }
  return said;
}

lineman::test::Ran Peer::tool(const std::string& name, const std::string& who,
                              const std::string& words, const std::string& format) const {
  return lineman::test::run(tools_environment(tools_folder()) + name + " -t 2 -r 0 " + format +
                            ' ' + who + " 127.0.0.1:" + std::to_string(port_) + ' ' + words);
}

}  // namespace lineman::mibs::test
