// The phone on real sockets, against a registrar that the test plays.
#include "sipcore/phone/phone.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <functional>

#include "daemon/asio_clock.hpp"
#include "sipcore/dns/dns_answer.hpp"
#include "sipcore/dns/dns_reader.hpp"
#include "tests/sipcore/dns/dns_message.hpp"
#include "tests/sipcore/fake_network.hpp"

namespace lineman::sipcore {
namespace {

using boost::asio::ip::udp;
using datamodel::AccountCounter;
using datamodel::AccountState;
using datamodel::Method;
using datamodel::MethodCounter;
using test::field;

// A socket on a free port of an address that answers each message by `answer`; an empty answer is
// silence.
class Peer {
 public:
  using Answer = std::function<std::string(const std::string&)>;

  Peer(boost::asio::io_context& io, const std::string& address, Answer answer)
      : socket_(io, udp::endpoint(boost::asio::ip::make_address(address), 0)),
        answer_(std::move(answer)) {
    receive();
  }

  std::uint16_t port() const { return socket_.local_endpoint().port(); }
  udp::socket& socket() { return socket_; }
  const udp::endpoint& last_sender() const { return from_; }
  std::vector<std::string> received;

 private:
  void receive() {
    socket_.async_receive_from(boost::asio::buffer(buffer_), from_,
                               [this](const boost::system::error_code& error, std::size_t length) {
                                 if (error) return;
                                 received.emplace_back(buffer_.data(), length);
                                 const auto answer = answer_(received.back());
                                 if (!answer.empty())
                                   socket_.send_to(boost::asio::buffer(answer), from_);
                                 receive();
                               });
  }

  udp::socket socket_;
  Answer answer_;
  udp::endpoint from_;
  std::array<char, 65536> buffer_{};
};

// Challenges what has no credentials, grants what has.
std::string registrar(const std::string& request) {
  if (field(request, "Authorization").empty()) {
    return test::response_to(
        request, "401 Unauthorized",
        "WWW-Authenticate: Digest realm=\"test\", nonce=\"abc\", qop=\"auth\"\r\n");
  }
  return test::granted(request, 3600);
}

class PhoneTest : public ::testing::Test {
 public:
  AccountConfiguration account(const std::string& address, std::uint16_t port) {
    return {.account = 1,
            .values = {{"enable", "1"},
                       {"user_name", "1001"},
                       {"password", "secret1001"},
                       {"sip_server.1.address", address},
                       {"sip_server.1.port", std::to_string(port)}}};
  }

  void run_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done() && std::chrono::steady_clock::now() < end)
      io.run_one_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(done());
  }
  bool is(const Phone& phone, AccountState state) { return phone.accounts()[0].state == state; }

  boost::asio::io_context io;
  daemon::AsioClock clock{io};
  SipSettings settings{.bind = {"127.0.0.1:0", "[::1]:0"},
                       .instance_id = "urn:uuid:00000000-0000-4000-8000-000000000001"};
};

TEST_F(PhoneTest, RegistersWithDigestOverUdp) {
  Peer peer(io, "127.0.0.1", registrar);
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });

  const auto status = phone.accounts()[0];
  EXPECT_EQ(status.target, "127.0.0.1:" + std::to_string(peer.port()));
  EXPECT_EQ(status.counters[AccountCounter::register_attempts], 1);
  EXPECT_EQ(status.counters[AccountCounter::register_successes], 1);
  const auto& requests = status.servers[0].counters[Method::register_];
  EXPECT_EQ(requests[MethodCounter::requests_out], 2);
  EXPECT_EQ(requests[MethodCounter::responses_4xx], 1);
  EXPECT_EQ(requests[MethodCounter::responses_2xx], 1);
  ASSERT_EQ(peer.received.size(), 2);
  EXPECT_EQ(field(peer.received[0], "Call-ID"), field(peer.received[1], "Call-ID"));
  EXPECT_EQ(field(peer.received[1], "CSeq"), "2 REGISTER");
}

TEST_F(PhoneTest, RegistersOverIpv6) {
  Peer peer(io, "::1", registrar);
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("::1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  EXPECT_EQ(phone.accounts()[0].target, "[::1]:" + std::to_string(peer.port()));
}

// The request leaves from the port that the Contact names, so that a NAT lets requests back in.
TEST_F(PhoneTest, SendsFromThePortOfItsContact) {
  Peer peer(io, "127.0.0.1", registrar);
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  const auto contact = field(peer.received[1], "Contact");
  EXPECT_NE(contact.find("@127.0.0.1:" + std::to_string(peer.last_sender().port()) + ";"),
            std::string::npos)
      << contact;
}

TEST_F(PhoneTest, TakesAnIcmpErrorForAFailureAtOnce) {
  std::uint16_t port = 0;
  { port = Peer(io, "127.0.0.1", registrar).port(); }
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", port)}});
  run_until([&] { return is(phone, AccountState::all_servers_failed); });
  const auto counters = phone.accounts()[0].servers[0].counters;
  EXPECT_EQ(counters[datamodel::ServerCounter::icmp_errors], 1);
  EXPECT_EQ(counters[Method::register_][MethodCounter::transport_failures], 1);
  EXPECT_EQ(counters[Method::register_][MethodCounter::retransmissions], 0);
}

TEST_F(PhoneTest, WaitsOnAfterAnIcmpErrorWhereThatIsAskedFor) {
  std::uint16_t port = 0;
  { port = Peer(io, "127.0.0.1", registrar).port(); }
  settings.icmp_fast_fail = false;
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", port)}});
  run_until([&] {
    const auto counters = phone.accounts()[0].servers[0].counters;
    return counters[datamodel::ServerCounter::icmp_errors] == 2 &&
           counters[Method::register_][MethodCounter::retransmissions] == 1;
  });
  EXPECT_TRUE(is(phone, AccountState::registering));
}

// Whoever knows the listening port may ask for our options; nobody may call yet.
TEST_F(PhoneTest, AnswersRequestsFromOutside) {
  Peer peer(io, "127.0.0.1", registrar);
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });

  Peer caller(io, "127.0.0.2", [](const std::string&) { return std::string(); });
  unsigned asked = 0;
  const auto ask = [&](Peer& from, const std::string& method) {
    const auto text =
        method + " sip:1001@phone SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2;rport;branch=z9hG4bK" +
        std::to_string(++asked) +
        "\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:1001@phone>\r\nCall-ID: 1\r\nCSeq: 7 " + method +
        "\r\nContent-Length: 0\r\n\r\n";
    from.socket().send_to(boost::asio::buffer(text), peer.last_sender());
  };
  ask(caller, "OPTIONS");
  ask(caller, "MESSAGE");
  ask(caller, "FOO");
  run_until([&] { return caller.received.size() == 3; });
  EXPECT_TRUE(caller.received[0].starts_with("SIP/2.0 200 "));
  EXPECT_TRUE(caller.received[1].starts_with("SIP/2.0 405 "));
  EXPECT_TRUE(caller.received[2].starts_with("SIP/2.0 501 "));

  ask(peer, "OPTIONS");
  run_until([&] { return peer.received.size() == 3; });
  const auto counters = phone.accounts()[0].servers[0].counters;
  EXPECT_EQ(counters[Method::options][MethodCounter::requests_in], 1)
      << "the registrar's, by its address";
}

TEST_F(PhoneTest, TakesAnotherPortWhereItsOwnIsInUse) {
  Peer other(io, "127.0.0.1", registrar);
  Peer peer(io, "127.0.0.1", registrar);
  settings.bind = {"127.0.0.1:" + std::to_string(other.port())};
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("127.0.0.1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  EXPECT_NE(peer.last_sender().port(), other.port());
}

// A port that nobody else has just now; somebody may take it before we do.
std::uint16_t free_port(boost::asio::io_context& io) {
  return Peer(io, "127.0.0.1", registrar).port();
}

TEST_F(PhoneTest, ListensOnTheConfiguredPort) {
  settings.bind = {"127.0.0.1"};
  bool had_it = false;
  for (int attempt = 0; attempt < 5 && !had_it; ++attempt) {
    Peer peer(io, "127.0.0.1", registrar);
    const auto port = free_port(io);
    Phone phone(io, clock, settings);
    phone.load({.globals = {{"sip.listen_port", std::to_string(port)}},
                .accounts = {account("127.0.0.1", peer.port())}});
    run_until([&] { return is(phone, AccountState::registered); });
    had_it = peer.last_sender().port() == port;
    EXPECT_TRUE(phone.held().empty());

    // Not before the next start.
    phone.load({.globals = {{"sip.listen_port", "5061"}},
                .accounts = {account("127.0.0.1", peer.port())}});
    EXPECT_EQ(phone.held(),
              (std::vector<datamodel::HeldValue>{{"sip.listen_port", std::to_string(port)}}));
  }
  EXPECT_TRUE(had_it);
}

TEST_F(PhoneTest, ListensOnThePortOfItsSettingFirst) {
  settings.bind = {"127.0.0.1:0"};
  Peer peer(io, "127.0.0.1", registrar);
  const auto port = free_port(io);
  Phone phone(io, clock, settings);
  phone.load({.globals = {{"sip.listen_port", std::to_string(port)}},
              .accounts = {account("127.0.0.1", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  EXPECT_NE(peer.last_sender().port(), port);
}

TEST_F(PhoneTest, AsksNameServersAsOftenAsConfigured) {
  settings.bind = {"127.0.0.1:0"};
  Peer silent(io, "127.0.0.1", [](const std::string&) { return std::string(); });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(silent.port())};
  Phone phone(io, clock, settings);
  phone.load({.globals = {{"static.network.dns.query_timeout", "0"},
                          {"static.network.dns.retry_times", "1"}},
              .accounts = {account("sip.test", 5060)}});
  run_until([&] { return is(phone, AccountState::all_servers_failed); });
  EXPECT_EQ(silent.received.size(), 2);
  EXPECT_EQ(phone.dns()[datamodel::DnsCounter::timeouts], 2);
}

TEST_F(PhoneTest, CannotStartWithoutAnyLocalAddress) {
  settings.bind = {"192.0.2.77"};
  EXPECT_THROW(Phone(io, clock, settings), std::runtime_error);
  settings.bind = {"nowhere"};
  EXPECT_THROW(Phone(io, clock, settings), std::runtime_error);
  settings.bind = {"127.0.0.1:0"};
  settings.dns_servers = {"ns.example.com"};
  EXPECT_THROW(Phone(io, clock, settings), std::runtime_error);
}

// A name server: an answer for sip.test, by a message whose identifier and type are the question's.
std::string name_server(const std::string& question, const std::vector<std::string>& addresses) {
  const bool is_a = question[question.size() - 3] == 1;
  test::DnsMessage message("sip.test", is_a ? dns_type_a : dns_type_aaaa);
  for (const auto& address : addresses) {
    if (is_a) message.a(address, 60);
  }
  if (!is_a) message.soa(60, 60);
  std::string text(message.octets().begin(), message.octets().end());
  return text.replace(0, 2, question.substr(0, 2));
}

// The same with an error code in place of records (RFC 1035, 4.1.1).
std::string failing_name_server(const std::string& question, char code) {
  auto text = question;
  text[2] = static_cast<char>(0x81);
  text[3] = static_cast<char>(0x80 | code);
  return text;
}

TEST_F(PhoneTest, FindsItsServerByName) {
  Peer peer(io, "127.0.0.1", registrar);
  Peer names(io, "127.0.0.1",
             [](const std::string& question) { return name_server(question, {"127.0.0.1"}); });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(names.port())};
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("sip.test", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  const auto target = phone.accounts()[0].servers[0].targets.at(0);
  EXPECT_EQ(target.source, datamodel::TargetSource::a);
  EXPECT_GT(target.ttl, 0);
  EXPECT_EQ(phone.dns()[datamodel::DnsCounter::queries_a], 1);
  EXPECT_EQ(phone.dns()[datamodel::DnsCounter::answers], 1);
  EXPECT_NE(peer.received[0].find("REGISTER sip:sip.test SIP/2.0"), std::string::npos);
}

TEST_F(PhoneTest, AsksTheNextNameServerWhereOneFails) {
  Peer peer(io, "127.0.0.1", registrar);
  Peer failing(io, "127.0.0.1",
               [](const std::string& question) { return failing_name_server(question, 2); });
  Peer names(io, "127.0.0.1",
             [](const std::string& question) { return name_server(question, {"127.0.0.1"}); });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(failing.port()),
                          "127.0.0.1:" + std::to_string(names.port())};
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("sip.test", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  EXPECT_FALSE(failing.received.empty());
}

TEST_F(PhoneTest, CountsWhatNameServersSay) {
  Peer peer(io, "127.0.0.1", registrar);
  Peer refusing(io, "127.0.0.1",
                [](const std::string& question) { return failing_name_server(question, 5); });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(refusing.port())};
  settings.bind = {"127.0.0.1:0"};
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("sip.test", peer.port())}});
  run_until([&] { return is(phone, AccountState::all_servers_failed); });
  EXPECT_EQ(phone.accounts()[0].last_failure->reason, "sip.test does not resolve");
  EXPECT_EQ(phone.dns()[datamodel::DnsCounter::servfail], 1);
  EXPECT_EQ(phone.dns()[datamodel::DnsCounter::timeouts], 0);
}

// Two addresses of one name: the phone moves on when the first is not there.
TEST_F(PhoneTest, FailsOverBetweenTheAddressesOfAName) {
  Peer peer(io, "127.0.0.2", registrar);
  Peer names(io, "127.0.0.1", [](const std::string& question) {
    return name_server(question, {"127.0.0.1", "127.0.0.2"});
  });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(names.port())};
  Phone phone(io, clock, settings);
  phone.load({.accounts = {account("sip.test", peer.port())}});
  run_until([&] { return is(phone, AccountState::registered); });
  const auto status = phone.accounts()[0];
  EXPECT_EQ(status.mode, datamodel::AccountMode::failover);
  EXPECT_EQ(status.counters[AccountCounter::failovers_icmp], 1);
}

// The zone's answer to a question as it came.
std::string answer_from(test::FakeZone& zone, const std::string& question) {
  const std::vector<std::uint8_t> octets(question.begin(), question.end());
  DnsReader reader(octets);
  reader.take(12);
  const auto name = reader.name();
  std::string text;
  zone.ask(name, reader.u16(), [&](DnsOutcome, std::span<const std::uint8_t> message) {
    text.assign(message.begin(), message.end());
  });
  return text.replace(0, 2, question.substr(0, 2));
}

// Nobody is there over the transport that NAPTR puts first.
TEST_F(PhoneTest, FailsOverBetweenTheTransportsOfADomain) {
  Peer peer(io, "127.0.0.2", registrar);
  test::FakeZone zone(clock);
  const auto port = std::to_string(peer.port());
  zone.add("sip.test 60 NAPTR 10 10 s SIP+D2T _sip._tcp.sip.test");
  zone.add("sip.test 60 NAPTR 20 10 s SIP+D2U _sip._udp.sip.test");
  zone.add("_sip._tcp.sip.test 60 SRV 10 0 " + port + " a.sip.test");
  zone.add("_sip._udp.sip.test 60 SRV 10 0 " + port + " b.sip.test");
  zone.add("a.sip.test 60 A 127.0.0.1");
  zone.add("b.sip.test 60 A 127.0.0.2");
  Peer names(io, "127.0.0.1",
             [&zone](const std::string& question) { return answer_from(zone, question); });
  settings.dns_servers = {"127.0.0.1:" + std::to_string(names.port())};
  Phone phone(io, clock, settings);
  auto configuration = account("sip.test", 0);
  configuration.values["sip_server.1.transport_type"] = "3";
  phone.load({.accounts = {configuration}});
  run_until([&] { return is(phone, AccountState::registered); });
  const auto status = phone.accounts()[0];
  EXPECT_EQ(status.target, "127.0.0.2:" + port);
  EXPECT_EQ(status.counters[AccountCounter::failovers_connect], 1);
  ASSERT_EQ(status.servers[0].targets.size(), 2);
  EXPECT_EQ(status.servers[0].targets[0].source, datamodel::TargetSource::naptr);
  EXPECT_EQ(status.servers[0].targets[0].transport, 1) << "TCP";
}

TEST_F(PhoneTest, PreparesWithoutSendingAndCommitsInOneTurn) {
  Peer peer(io, "127.0.0.1", registrar);
  Phone phone(io, clock, settings);
  phone.load({});
  auto prepared = phone.prepare({account("127.0.0.1", peer.port())}, {});
  ASSERT_TRUE(prepared);
  EXPECT_EQ(prepared->effects, (std::vector<AccountEffect>{{1, Effect::reregister}}));
  io.poll();
  EXPECT_TRUE(peer.received.empty());
  EXPECT_TRUE(is(phone, AccountState::disabled));
  phone.commit(std::move(prepared->staged), 1);
  EXPECT_TRUE(is(phone, AccountState::registering));
  run_until([&] { return is(phone, AccountState::registered); });
}

}  // namespace
}  // namespace lineman::sipcore
