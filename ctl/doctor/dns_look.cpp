#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <fstream>
#include <memory>
#include <sstream>

#include "ctl/doctor/dns_check.hpp"
#include "daemon/asio_clock.hpp"
#include "sipcore/dns/dns_answer.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::ctl::doctor {
namespace {

using sipcore::AresChannel;
using sipcore::DnsOutcome;

constexpr std::chrono::seconds longest_question{2};
constexpr std::uint16_t dns_port = 53;
constexpr std::uint16_t dns_type_ns = 2;

// What may stand in DNS for a server: its addresses, or records that lead there (RFC 3263, 4).
struct Question {
  std::string before;  // the name
  std::uint16_t type;
};
const Question questions[] = {{"", sipcore::dns_type_a},
                              {"", sipcore::dns_type_aaaa},
                              {"", sipcore::dns_type_naptr},
                              {"_sip._udp.", sipcore::dns_type_srv},
                              {"_sip._tcp.", sipcore::dns_type_srv},
                              {"_sips._tcp.", sipcore::dns_type_srv}};

// How many records the answer has (RFC 1035, 4.1.1, ANCOUNT).
unsigned records_in(std::span<const std::uint8_t> message) {
  constexpr std::size_t header = 12;
  return message.size() < header ? 0 : message[6] * 256U + message[7];
}

// All questions at once, each server in a channel of its own.
class Asker {
 public:
  explicit Asker(DnsFacts& facts) : facts_{facts} {
    for (auto& server : facts_.servers) {
      channels_.push_back(
          std::make_unique<AresChannel>(loop_, clock_, std::vector<std::string>{server.address}));
      channels_.back()->set_timeout(longest_question);
    }
  }

  // Until the last answer, or until none can come any more.
  void run() {
    for (std::size_t at = 0; at < channels_.size(); ++at) {
      if (facts_.names.empty()) ask_for_life(*channels_[at], facts_.servers[at]);
      for (auto& name : facts_.names) ask(*channels_[at], facts_.servers[at], name);
    }
    while (open_ != 0 && loop_.run_one() != 0) {
    }
  }

 private:
  // Whether it is there at all: one that refuses to tell of the root serves its own names.
  void ask_for_life(AresChannel& channel, NameServerFacts& server) {
    ++open_;
    channel.ask(".", dns_type_ns,
                [this, &server](DnsOutcome outcome, std::span<const std::uint8_t>) {
                  if (outcome != DnsOutcome::silent) server.outcome = DnsOutcome::answered;
                  --open_;
                });
  }

  // The server's best answer counts.
  void ask(AresChannel& channel, NameServerFacts& server, NameFacts& name) {
    for (const auto& question : questions) {
      ++open_;
      channel.ask(
          question.before + name.configured.name, question.type,
          [this, &server, &name](DnsOutcome outcome, std::span<const std::uint8_t> message) {
            server.outcome = std::min(server.outcome, outcome);
            if (outcome == DnsOutcome::answered) name.answered = true;
            if (records_in(message) != 0) name.exists = true;
            --open_;
          });
    }
  }

  DnsFacts& facts_;
  boost::asio::io_context loop_{1};
  daemon::AsioClock clock_{loop_};
  std::vector<std::unique_ptr<AresChannel>> channels_;
  std::size_t open_ = 0;
};

std::string content_of(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

DnsFacts look_at_dns(const std::vector<std::string>& configured,
                     const std::vector<ConfiguredName>& names, const std::string& resolv_conf) {
  DnsFacts facts{.source = configured.empty() ? resolv_conf : "sip.dns_servers",
                 .needed = !configured.empty() || !names.empty()};
  if (!facts.needed) return facts;
  const auto servers = configured.empty() ? servers_of(content_of(resolv_conf)) : configured;
  for (const auto& server : servers) {
    if (const auto target = sipcore::parse_target(server, dns_port))
      facts.servers.push_back({.address = to_string(*target)});
  }
  for (const auto& name : names) facts.names.push_back({.configured = name});
  Asker{facts}.run();
  return facts;
}

}  // namespace lineman::ctl::doctor
