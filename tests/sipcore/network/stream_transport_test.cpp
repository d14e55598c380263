#include "sipcore/network/stream_transport.hpp"

#include <boost/asio/ip/udp.hpp>
#include <boost/asio/write.hpp>

#include "sipcore/message/sip_message.hpp"
#include "tests/sipcore/network/transport_rig.hpp"

namespace lineman::sipcore {
namespace {

using boost::asio::ip::tcp;
using test::StreamPeer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class StreamTransportTest : public test::TransportRig {
 public:
  // A connection to the phone's own listener, as a proxy makes it.
  std::unique_ptr<tcp::socket> call(const Target& listener) {
    auto socket = std::make_unique<tcp::socket>(io);
    socket->connect(
        tcp::endpoint(boost::asio::ip::make_address(to_string(listener.address)), listener.port));
    return socket;
  }

  Target contact_of(StreamPeer& peer) { return open(peer.target())->local(); }
};

TEST_F(StreamTransportTest, MakesOneConnectionWithTheFirstMessage) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  const auto same = open(peer.target());
  EXPECT_EQ(link, same) << "shared by all accounts";
  io.poll();
  EXPECT_TRUE(peer.callers.empty()) << "nothing to send yet";

  EXPECT_FALSE(send(*link, message("1")));
  EXPECT_FALSE(send(*same, message("2")));
  run_until([&] { return peer.received.size() == 2; });
  EXPECT_FALSE(send(*link, message("3")));
  run_until([&] { return peer.received.size() == 3; });
  EXPECT_THAT(peer.received, ElementsAre(message("1"), message("2"), message("3")));
  EXPECT_EQ(peer.callers.size(), 1);
  EXPECT_THAT(recorder.news, ElementsAre("connected"));
}

TEST_F(StreamTransportTest, ReceivesFromItsTarget) {
  StreamPeer peer(io, {.answer = [](const std::string& text) {
                    return text == "\r\n" ? std::string() : text + "\r\n";
                  }});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return recorder.messages.size() == 2; });
  EXPECT_THAT(recorder.messages, ElementsAre(message("1"), "\r\n"));
  EXPECT_THAT(recorder.senders, ElementsAre(peer.target(), peer.target()));
}

// RFC 5626, 4.4.1: the ping is two line ends, the pong is one.
TEST_F(StreamTransportTest, CarriesKeepalives) {
  unsigned line_ends = 0;
  StreamPeer peer(io, {.answer = [&](const std::string&) {
                    return ++line_ends == 2 ? std::string("\r\n") : std::string();
                  }});
  start();
  const auto link = open(peer.target());
  send(*link, "\r\n\r\n");
  run_until([&] { return recorder.messages.size() == 1; });
  EXPECT_THAT(recorder.messages, ElementsAre("\r\n"));
}

// A registrar that looks for a connection to the Contact finds the one that is there.
TEST_F(StreamTransportTest, ConnectsFromThePortOfItsContact) {
  for (const auto* address : {"127.0.0.1", "::1"}) {
    StreamPeer peer(io, {.address = address});
    start();
    const auto link = open(peer.target());
    const auto contact = link->local();
    EXPECT_EQ(contact.protocol, Protocol::tcp);
    EXPECT_EQ(to_string(contact.address), address);
    send(*link, message("1"));
    run_until([&] { return peer.received.size() == 1; });
    EXPECT_EQ(peer.callers.at(0), contact);
    EXPECT_EQ(link->local(), contact);
  }
}

TEST_F(StreamTransportTest, TellsThatAConnectionWasRefused) {
  StreamPeer peer(io, {});
  const auto target = peer.target();
  peer.stop_listening();
  start();
  const auto link = open(target);
  EXPECT_FALSE(send(*link, message("1")));
  EXPECT_TRUE(recorder.news.empty());
  run_until([&] { return !recorder.news.empty(); });
  EXPECT_THAT(recorder.news, ElementsAre(HasSubstr("failed connect: no connection")));
}

TEST_F(StreamTransportTest, GivesUpAConnectionThatIsNeverMade) {
  test::Authority authority;
  const auto certificate = authority.sign("good", "DNS:sip.test");
  StreamPeer peer(io, {.certificate = certificate, .reads = false});
  start();
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  run_until([&] { return !peer.callers.empty(); });
  clock.advance(longest_connect - std::chrono::milliseconds(1));
  EXPECT_TRUE(recorder.news.empty());
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_THAT(recorder.news, ElementsAre("failed connect: no connection within 32 s"));
}

TEST_F(StreamTransportTest, ConnectsAnewWithTheMessageAfterAnEnd) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  peer.hang_up();
  run_until([&] { return recorder.news.size() == 3; });
  EXPECT_THAT(recorder.news, ElementsAre("connected", StartsWith("failed connect: "), "closed"));
  io.poll();
  EXPECT_EQ(peer.callers.size(), 1) << "nothing to send";

  send(*link, message("2"));
  run_until([&] { return peer.received.size() == 2; });
  EXPECT_EQ(peer.callers.size(), 2);
}

TEST_F(StreamTransportTest, EndsTheConnectionWithItsLastLink) {
  StreamPeer peer(io, {});
  start();
  auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  link.reset();
  run_until([&] { return peer.ended == 1; });
  EXPECT_THAT(recorder.news, ElementsAre("connected")) << "nobody is told";
}

// Otherwise a registrar that comes late would take what was given up long ago.
TEST_F(StreamTransportTest, DoesNotSendWhatNobodyWaitsForAnyMore) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  send(*link, message("2"));
  link->withdraw(message("1"));
  run_until([&] { return peer.received.size() == 1; });
  EXPECT_THAT(peer.received, ElementsAre(message("2")));
  EXPECT_EQ(peer.callers.size(), 1);
}

TEST_F(StreamTransportTest, DropsAConnectionThatNothingWaitsFor) {
  test::Authority authority;
  const auto certificate = authority.sign("good", "DNS:sip.test");
  StreamPeer peer(io, {.certificate = certificate, .reads = false});
  start();
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  run_until([&] { return !peer.callers.empty(); });
  const auto armed = clock.armed();
  link->withdraw(message("1"));
  EXPECT_EQ(clock.armed(), armed - 1);
  send(*link, message("2"));
  run_until([&] { return peer.callers.size() == 2; });
  EXPECT_TRUE(recorder.news.empty());
}

TEST_F(StreamTransportTest, DropsAPeerThatDoesNotRead) {
  StreamPeer peer(io, {.reads = false});
  start();
  const auto link = open(peer.target());
  const auto large = std::string(longest_message, 'x');
  std::optional<TransportError> error;
  for (int i = 0; i < 10'000 && !error; ++i) {
    error = send(*link, large);
    io.poll();
  }
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, TransportFailure::send);
  run_until([&] { return recorder.news.size() == 3; });
  EXPECT_THAT(recorder.news, ElementsAre("connected", HasSubstr("does not read"), "closed"));
}

TEST_F(StreamTransportTest, HoldsAMessageOfEachAccountWhileItConnects) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  const auto longest = message(std::string(2000, '1'));
  for (unsigned i = 0; i < 2 * datamodel::maximum_accounts; ++i) EXPECT_FALSE(send(*link, longest));
  run_until([&] { return peer.received.size() == 2UL * datamodel::maximum_accounts; });
}

TEST_F(StreamTransportTest, DropsAPeerThatSpeaksNoSip) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  run_until([&] { return recorder.news.size() == 3; });
  EXPECT_THAT(recorder.news, ElementsAre("connected", HasSubstr("no Content-Length"), "closed"));
}

// ---- connections that others make

TEST_F(StreamTransportTest, ListensAtItsContactAndAnswersOverTheSameConnection) {
  StreamPeer peer(io, {});
  start();
  const auto proxy = call(contact_of(peer));
  boost::asio::write(*proxy, boost::asio::buffer(message("1")));
  run_until([&] { return recorder.messages.size() == 1; });
  const auto from = recorder.senders.at(0);
  EXPECT_EQ(from.protocol, Protocol::tcp);
  EXPECT_EQ(from.port, proxy->local_endpoint().port());

  transport->reply(from, message("answer"));
  std::string answer(message("answer").size(), '\0');
  std::size_t length = 0;
  proxy->async_read_some(boost::asio::buffer(answer),
                         [&](const boost::system::error_code&, std::size_t n) { length = n; });
  run_until([&] { return length > 0; });
  EXPECT_EQ(answer, message("answer"));
}

TEST_F(StreamTransportTest, AnswersRequestsOverItsOwnConnection) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  peer.send(message("request"));
  run_until([&] { return recorder.messages.size() == 1; });
  transport->reply(recorder.senders.at(0), message("answer"));
  run_until([&] { return peer.received.size() == 2; });
  EXPECT_EQ(peer.received[1], message("answer"));
  EXPECT_EQ(peer.callers.size(), 1);
}

TEST_F(StreamTransportTest, ClosesAConnectionOfOthersThatIsSilent) {
  StreamPeer peer(io, {});
  start();
  const auto proxy = call(contact_of(peer));
  bool ended = false;
  char octet = 0;
  proxy->async_read_some(boost::asio::buffer(&octet, 1),
                         [&](const boost::system::error_code&, std::size_t) { ended = true; });
  boost::asio::write(*proxy, boost::asio::buffer(message("1")));
  run_until([&] { return recorder.messages.size() == 1; });

  clock.advance(longest_inbound_silence - std::chrono::seconds(1));
  boost::asio::write(*proxy, boost::asio::buffer(message("2")));
  run_until([&] { return recorder.messages.size() == 2; });
  clock.advance(longest_inbound_silence - std::chrono::seconds(1));
  io.poll();
  EXPECT_FALSE(ended);
  clock.advance(std::chrono::seconds(1));
  run_until([&] { return ended; });
}

TEST_F(StreamTransportTest, ClosesTheMostSilentWhereThereAreTooMany) {
  StreamPeer peer(io, {});
  start();
  const auto contact = contact_of(peer);
  std::vector<std::unique_ptr<tcp::socket>> proxies;
  std::vector<std::size_t> ended;
  char octet = 0;
  for (std::size_t i = 0; i <= most_inbound_connections; ++i) {
    proxies.push_back(call(contact));
    proxies.back()->async_read_some(boost::asio::buffer(&octet, 1),
                                    [&, i](const boost::system::error_code& error, std::size_t) {
                                      if (error != boost::asio::error::operation_aborted)
                                        ended.push_back(i);
                                    });
    boost::asio::write(*proxies.back(), boost::asio::buffer(message("1")));
    run_until([&] { return recorder.messages.size() == i + 1; });
    clock.advance(std::chrono::milliseconds(1));
  }
  run_until([&] { return !ended.empty(); });
  EXPECT_THAT(ended, ElementsAre(0));
}

// ---- UDP beside it

TEST_F(StreamTransportTest, ListensOverUdpAndTcpAtTheSamePort) {
  StreamPeer peer(io, {});
  start();
  const auto over_tcp = contact_of(peer);
  auto target = peer.target();
  target.protocol = Protocol::udp;
  const auto over_udp = open(target)->local();
  EXPECT_EQ(over_udp.port, over_tcp.port);
  EXPECT_EQ(over_udp.protocol, Protocol::udp);
}

// Over UDP as well; and a request that comes by a connected socket is answered by it.
TEST_F(StreamTransportTest, CarriesKeepalivesAndAnswersOverUdp) {
  using boost::asio::ip::udp;
  udp::socket peer(io, udp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
  start();
  const Target target{.address = parse_ip("127.0.0.1").value(),
                      .port = peer.local_endpoint().port()};
  const auto link = open(target);
  EXPECT_FALSE(send(*link, "\r\n\r\n"));
  std::array<char, 1000> buffer{};
  udp::endpoint from;
  EXPECT_EQ(peer.receive_from(boost::asio::buffer(buffer), from), 4);
  EXPECT_EQ(from.port(), link->local().port);
  peer.send_to(boost::asio::buffer("\r\n", 2), from);
  run_until([&] { return recorder.messages.size() == 1; });
  EXPECT_THAT(recorder.messages, ElementsAre("\r\n"));
  EXPECT_EQ(recorder.senders.at(0), target);

  transport->reply(target, message("answer"));
  const auto length = peer.receive_from(boost::asio::buffer(buffer), from);
  EXPECT_EQ(std::string(buffer.data(), length), message("answer"));
  EXPECT_EQ(from.port(), link->local().port);
}

TEST_F(StreamTransportTest, TellsTheReceiverOfAnotherNetworkAndKeepsWhatIsGood) {
  StreamPeer peer(io, {});
  start();
  const auto link = open(peer.target());
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  transport->network_changed();
  EXPECT_THAT(recorder.news, ElementsAre("connected", "network changed"));
  send(*link, message("2"));
  run_until([&] { return peer.received.size() == 2; });
  EXPECT_EQ(peer.callers.size(), 1);
}

}  // namespace
}  // namespace lineman::sipcore
