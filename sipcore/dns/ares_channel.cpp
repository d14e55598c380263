#include "sipcore/dns/ares_channel.hpp"

#include <ares.h>
#include <ares_nameser.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstring>
#include <map>
#include <stdexcept>
#include <utility>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::uint16_t dns_port = 53;

DnsOutcome outcome_of(int status) {
  switch (status) {
    case ARES_SUCCESS:
    case ARES_ENODATA:
    case ARES_ENOTFOUND:
      return DnsOutcome::answered;
    case ARES_EFORMERR:
    case ARES_ESERVFAIL:
    case ARES_ENOTIMP:
    case ARES_EREFUSED:
    case ARES_EBADRESP:
    case ARES_EBADNAME:  // one that cannot be asked for
      return DnsOutcome::failed;
    default:
      return DnsOutcome::silent;
  }
}

std::vector<std::string> checked(const std::vector<std::string>& servers) {
  std::vector<std::string> texts;
  for (const auto& server : servers) {
    const auto target = parse_target(server, dns_port);
    if (!target) {
      throw std::runtime_error("sip.dns_servers: " + server + " is not an address or address:port");
    }
    texts.push_back(to_string(*target));
  }
  return texts;
}

// The library is started once and never ended, as it wants.
void start_library() {
  static const int started = ares_library_init(ARES_LIB_INIT_ALL);
  if (started != ARES_SUCCESS) throw std::runtime_error("the resolver library does not start");
}

// One channel of the library, which asks one server: so a server that fails is told from one that
// is silent.
class Channel {
 public:
  // Without a server: those of the system.
  Channel(boost::asio::io_context& io, Clock& clock, const std::string& server, Duration timeout,
          SystemServers system)
      : io_(io), clock_(clock), usual_port_(system.port) {
    ares_options options{};
    options.flags = ARES_FLAG_NOCHECKRESP;  // SERVFAIL and its like are answers
    options.timeout =
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(timeout).count());
    options.tries = 1;  // the resolver counts the tries itself
    options.sock_state_cb = [](void* self, ares_socket_t socket, int readable, int writable) {
      static_cast<Channel*>(self)->watch(socket, readable != 0, writable != 0);
    };
    options.sock_state_cb_data = this;
    options.resolvconf_path = system.file.data();
    const int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB |
                     ARES_OPT_RESOLVCONF;
    if (ares_init_options(&channel_, &options, mask) != ARES_SUCCESS) {
      throw std::runtime_error("the resolver does not start");
    }
    if (!server.empty() && ares_set_servers_ports_csv(channel_, server.c_str()) != ARES_SUCCESS) {
      throw std::runtime_error("sip.dns_servers: " + server + " is refused by the resolver");
    }
  }

  ~Channel() {
    closing_ = true;
    if (channel_ != nullptr) ares_destroy(channel_);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  // Those of the system's that it would ask.
  std::vector<std::string> servers() const {
    ares_addr_port_node* list = nullptr;
    std::vector<std::string> texts;
    if (ares_get_servers_ports(channel_, &list) != ARES_SUCCESS) return texts;
    for (const auto* node = list; node != nullptr; node = node->next) {
      Target target;
      target.address.v6 = node->family == AF_INET6;
      std::memcpy(target.address.octets.data(), &node->addr, target.address.v6 ? 16 : 4);
      target.port = node->udp_port == 0 ? usual_port_ : static_cast<std::uint16_t>(node->udp_port);
      texts.push_back(to_string(target));
    }
    ares_free_data(list);
    return texts;
  }

  void ask(const std::string& name, std::uint16_t type, OnDnsAnswer answer) {
    auto* question = new Question{.channel = this, .answer = std::move(answer)};
    ares_query(channel_, name.c_str(), ns_c_in, type, &Channel::answered, question);
    arm_timer();
  }

 private:
  struct Question {
    Channel* channel;
    OnDnsAnswer answer;
  };

  struct Watched {
    Watched(boost::asio::io_context& io, int socket) : descriptor(io, socket) {}
    ~Watched() { descriptor.release(); }  // the library closes it
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    boost::asio::posix::stream_descriptor descriptor;
    bool readable = false;
    bool writable = false;
    bool reading = false;
    bool writing = false;
  };

  static void answered(void* argument, int status, int, unsigned char* message, int length) {
    const std::unique_ptr<Question> question(static_cast<Question*>(argument));
    if (question->channel->closing_) return;
    std::span<const std::uint8_t> octets;
    if (message != nullptr && length > 0) octets = {message, static_cast<std::size_t>(length)};
    question->answer(outcome_of(status), octets);
  }

  void watch(ares_socket_t socket, bool readable, bool writable) {
    if (!readable && !writable) {
      watched_.erase(socket);
      return;
    }
    auto& watched = watched_[socket];
    if (!watched) watched = std::make_shared<Watched>(io_, socket);
    watched->readable = readable;
    watched->writable = writable;
    wait_read(watched);
    wait_write(watched);
  }

  void wait_read(const std::shared_ptr<Watched>& watched) {
    if (!watched->readable || std::exchange(watched->reading, true)) return;
    const std::weak_ptr<Watched> weak = watched;
    watched->descriptor.async_wait(boost::asio::posix::descriptor_base::wait_read,
                                   [this, weak](const boost::system::error_code& error) {
                                     const auto alive = weak.lock();
                                     if (!alive || error) return;
                                     alive->reading = false;
                                     process(alive->descriptor.native_handle(), ARES_SOCKET_BAD);
                                     if (is_watched(alive)) wait_read(alive);
                                   });
  }

  void wait_write(const std::shared_ptr<Watched>& watched) {
    if (!watched->writable || std::exchange(watched->writing, true)) return;
    const std::weak_ptr<Watched> weak = watched;
    watched->descriptor.async_wait(boost::asio::posix::descriptor_base::wait_write,
                                   [this, weak](const boost::system::error_code& error) {
                                     const auto alive = weak.lock();
                                     if (!alive || error) return;
                                     alive->writing = false;
                                     process(ARES_SOCKET_BAD, alive->descriptor.native_handle());
                                     if (is_watched(alive)) wait_write(alive);
                                   });
  }

  bool is_watched(const std::shared_ptr<Watched>& one) const {
    for (const auto& [socket, watched] : watched_) {
      if (watched == one) return true;
    }
    return false;
  }

  void process(ares_socket_t readable, ares_socket_t writable) {
    ares_process_fd(channel_, readable, writable);
    arm_timer();
  }

  void arm_timer() {
    timeval wait{};
    if (ares_timeout(channel_, nullptr, &wait) == nullptr) {
      timer_.reset();
      return;
    }
    const auto time = std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec);
    timer_ = clock_.after(time, [this] { process(ARES_SOCKET_BAD, ARES_SOCKET_BAD); });
  }

  boost::asio::io_context& io_;
  Clock& clock_;
  std::uint16_t usual_port_;
  ares_channel channel_ = nullptr;
  bool closing_ = false;
  std::map<ares_socket_t, std::shared_ptr<Watched>> watched_{};
  std::unique_ptr<Timer> timer_{};
};

}  // namespace

class AresChannel::Impl {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, const std::vector<std::string>& servers,
       SystemServers system)
      : io_(io), clock_(clock), system_(std::move(system)), given_(!servers.empty()) {
    start_library();
    use(given_ ? checked(servers) : servers_of_system());
    if (!servers_.empty()) channel(0);
  }

  bool reload() {
    if (given_) return false;
    auto servers = servers_of_system();
    if (servers.empty() || servers == servers_) return false;
    use(std::move(servers));
    return true;
  }

  void set_timeout(Duration timeout) {
    timeout_ = timeout;
    for (auto& one : channels_) one.reset();
  }

  // The server `position` first, then those after it; `failed` where one of those before did.
  void ask(const std::string& name, std::uint16_t type, std::size_t position, bool failed,
           OnDnsAnswer answer) {
    if (position == servers_.size()) {
      return answer(failed ? DnsOutcome::failed : DnsOutcome::silent, {});
    }
    channel(position).ask(name, type,
                          [this, name, type, position, failed, answer = std::move(answer)](
                              DnsOutcome outcome, std::span<const std::uint8_t> message) {
                            if (outcome == DnsOutcome::answered) return answer(outcome, message);
                            ask(name, type, position + 1, failed || outcome == DnsOutcome::failed,
                                answer);
                          });
  }

 private:
  void use(std::vector<std::string> servers) {
    servers_ = std::move(servers);
    channels_.clear();
    channels_.resize(servers_.size());
  }

  std::vector<std::string> servers_of_system() {
    auto servers = Channel(io_, clock_, "", timeout_, system_).servers();
    if (servers.size() > most_dns_servers) servers.resize(most_dns_servers);
    return servers;
  }

  // Made when it is first needed: a channel takes 100 KB.
  Channel& channel(std::size_t position) {
    auto& one = channels_[position];
    if (!one) one = std::make_unique<Channel>(io_, clock_, servers_[position], timeout_, system_);
    return *one;
  }

  boost::asio::io_context& io_;
  Clock& clock_;
  SystemServers system_;
  bool given_;  // the servers, by a setting
  Duration timeout_ = std::chrono::seconds(3);
  std::vector<std::string> servers_{};
  std::vector<std::unique_ptr<Channel>> channels_{};
};

AresChannel::AresChannel(boost::asio::io_context& io, Clock& clock,
                         const std::vector<std::string>& servers, SystemServers system)
    : impl_(std::make_unique<Impl>(io, clock, servers, std::move(system))) {}

AresChannel::~AresChannel() = default;

void AresChannel::set_timeout(Duration timeout) {
  impl_->set_timeout(timeout);
}

bool AresChannel::reload() {
  return impl_->reload();
}

void AresChannel::ask(const std::string& name, std::uint16_t type, OnDnsAnswer answer) {
  impl_->ask(name, type, 0, false, std::move(answer));
}

}  // namespace lineman::sipcore
