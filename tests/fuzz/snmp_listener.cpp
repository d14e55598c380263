// Whatever comes in at the SNMP port: the agent survives it, answers nobody whom it does not trust,
// never shows a secret, sends nothing but messages, and stores nothing that the table refuses.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>

#include "daemon/log.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/snmp_agent.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/mibs/secure_manager.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::mibs::test {
namespace {

constexpr std::string_view secret = "hunter2-hunter2";
constexpr unsigned accounts = 2;
constexpr unsigned most_datagrams = 8;
constexpr unsigned rate = 5;

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

sockaddr_in address_of(const char* host, unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  ::inet_pton(AF_INET, host, &address.sin_addr);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// A socket at one address of the loopback.
class Sender {
 public:
  explicit Sender(const char* host) : socket_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)} {
    const auto address = address_of(host, 0);
    demand(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
           "no socket\n");
  }
  ~Sender() { ::close(socket_); }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  unsigned port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }

  void send(const Octets& datagram, unsigned port) const {
    const auto to = address_of("127.0.0.1", port);
    ::sendto(socket_, datagram.data(), datagram.size(), 0, reinterpret_cast<const sockaddr*>(&to),
             sizeof to);
  }

  // Nothing where none is there.
  std::optional<Octets> answer() const {
    static std::array<char, 65'536> octets;
    const auto count = ::recv(socket_, octets.data(), octets.size(), MSG_DONTWAIT);
    if (count < 0) return std::nullopt;
    return Octets{octets.data(), static_cast<std::size_t>(count)};
  }

 private:
  int socket_;
};

unsigned free_port() {
  return Sender{"127.0.0.1"}.port();
}

// The agent, one for the whole run: the library keeps global state.
class Agent {
 public:
  Agent() {
    log::set_up("fuzz", log::Level::off, log::Target::standard_error);
    configuration_.set("network.snmp.enable", "1");
    configuration_.set("network.snmp.trust_ip", "127.0.0.1");
    for (const char* const name : {"account.1.password", "static.managementserver.password"}) {
      configuration_.set(name, std::string{secret});
    }
    agent_ = make_snmp_agent(io_, configuration_, status_, clock_, settings());
    configuration_.changed = [this] { agent_->configuration_changed(); };
    settle();
  }

  void take(const Sender& from, const Octets& datagram) {
    from.send(datagram, port_);
    settle();
    // What a SET may have done to the agent itself would end the run.
    configuration_.set("network.snmp.enable", "1");
    configuration_.set("network.snmp.trust_ip", "127.0.0.1");
    settle();
  }

  const SecureManager& manager() const { return manager_; }
  long next_message() { return ++message_; }
  void next_second() { clock_.advance(std::chrono::seconds{1}); }

  void demand_good_values() {
    configuration_.record.clear();
    for (const auto& entry : configuration_.values().entries()) {
      demand(datamodel::problem_with(entry.ref.parameter().kind, entry.value) ==
                 datamodel::Verdict::good,
             "a value is stored that the table refuses\n");
    }
  }

 private:
  SnmpSettings settings() const {
    SnmpSettings settings;
    settings.listen = {"udp:127.0.0.1:" + std::to_string(port_)};
    settings.users = {{"writer", SnmpAccess::write, AuthProtocol::sha256, "writer auth",
                       PrivProtocol::aes128, "writer priv"}};
    settings.communities = {{"look", SnmpAccess::read, "127.0.0.0/8"},
                            {"touch", SnmpAccess::write, "127.0.0.1"}};
    settings.rate_limit = rate;
    settings.folder = folder_.path("snmp");
    settings.engine_id = engine;
    settings.description = "Lineman";
    return settings;
  }

  void settle() {
    while (io_.poll() > 0) continue;
  }

  SecureManager manager_;
  long message_ = 0;
  lineman::test::ScratchFolder folder_;
  unsigned port_ = free_port();
  boost::asio::io_context io_;
  lineman::test::FakeClock clock_;
  FakeConfiguration configuration_{io_, clock_, accounts};
  FakeStatus status_{io_, accounts};
  std::unique_ptr<SnmpDoor> agent_;
};

// Each datagram has a length, and an octet before it that says how it is sent: as it is, from a
// stranger, or as the PDU in a good message of the user.
class Run {
 public:
  explicit Run(Agent& agent) : agent_{agent} { agent_.next_second(); }

  void send(lineman::test::Input& input) {
    const auto way = input.octet() % 4;
    const auto octets = input.text(input.number(2));
    if (way == 1) {
      agent_.take(stranger_, octets);
    } else if (way == 2) {
      Header header;
      header.time = static_cast<long>(snmpv3_local_snmpEngineTime());
      header.message = agent_.next_message();
      agent_.take(known_, agent_.manager().message(octets, header));
    } else {
      agent_.take(known_, octets);
    }
    judge();
  }

 private:
  void judge() {
    demand(!stranger_.answer(), "a stranger is answered\n");
    while (const auto answer = known_.answer()) {
      demand(++answers_ <= rate, "more is answered than the limit has\n");
      demand(answer->size() <= static_cast<std::size_t>(largest_message), "it is too long\n");
      const auto response = agent_.manager().open(*answer);
      demand(response.has_value(), "an answer cannot be read\n");
      demand(agent_.manager().content(*answer).find(secret) == Octets::npos, "a secret is shown\n");
    }
    agent_.demand_good_values();
  }

  Agent& agent_;
  Sender known_{"127.0.0.1"};
  Sender stranger_{"127.0.0.2"};
  unsigned answers_ = 0;
};

}  // namespace
}  // namespace lineman::mibs::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::mibs::test;
  static Agent agent;
  lineman::test::Input input{data, size};
  Run run{agent};
  for (unsigned i = 0; i < most_datagrams && !input.empty(); ++i) run.send(input);
  return 0;
}
