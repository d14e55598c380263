// TLS towards registrars whose certificates are good, bad and strange.
#include "sipcore/network/sip_transport.hpp"
#include "tests/sipcore/network/transport_rig.hpp"

namespace lineman::sipcore {
namespace {

using test::Authority;
using test::StreamPeer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TlsTest : public test::TransportRig {
 public:
  // What becomes of a message to a server with that certificate which is looked for as `name`.
  void talk(const test::CertificateFiles& certificate, std::string_view name) {
    recorder.news.clear();
    auto& peer = peers.emplace_back(io, StreamPeer::Options{.certificate = certificate});
    if (!transport) start({.ca_file = authority.certificate()});
    const auto link = open(peer.target(), name);
    EXPECT_EQ(link->local().protocol, Protocol::tls);
    send(*link, message("1"));
    run_until([&] {
      return peer.received.size() == 1 ||
             (!recorder.news.empty() && recorder.news[0] != "connected");
    });
    server_name = peer.server_names.empty() ? "" : peer.server_names.back();
  }

  void expect_good(const test::CertificateFiles& certificate, std::string_view name) {
    talk(certificate, name);
    EXPECT_THAT(recorder.news, ElementsAre("connected")) << name;
  }

  void expect_refused(const test::CertificateFiles& certificate, std::string_view name,
                      const std::string& why) {
    talk(certificate, name);
    EXPECT_THAT(recorder.news,
                ElementsAre("failed tls: TLS with " + std::string(name) + ": " + why));
  }

  Authority authority;
  std::list<StreamPeer> peers;  // as long as handshakes may be under way
  std::string server_name;
};

TEST_F(TlsTest, SpeaksWithAServerThatShowsTheName) {
  expect_good(authority.sign("good", "DNS:sip.test"), "sip.test");
  EXPECT_EQ(server_name, "sip.test");
  expect_good(authority.sign("several", "DNS:other.test,DNS:sip.test"), "SIP.test.");
  expect_good(authority.sign("uri", "URI:sip:sip.test"), "sip.test");
  expect_good(authority.sign("address", "IP:127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(server_name, "") << "an address is no server name";
}

TEST_F(TlsTest, RefusesAServerThatShowsAnotherName) {
  const std::string why = "the server's certificate is not for sip.test";
  expect_refused(authority.sign("other", "DNS:other.test"), "sip.test", why);
  expect_refused(authority.sign("wild", "DNS:*.test"), "sip.test", why);
  expect_refused(authority.sign("user", "URI:sip:someone@sip.test"), "sip.test", why);
  expect_refused(authority.sign("web", "URI:https://sip.test"), "sip.test", why);
  expect_refused(authority.sign("ip", "IP:127.0.0.1"), "sip.test", why);
  expect_refused(authority.sign("name", "DNS:sip.test"), "127.0.0.1",
                 "the server's certificate is not for 127.0.0.1");
}

// RFC 5922, 7.1: the common name is for certificates that say nothing else.
TEST_F(TlsTest, TakesTheCommonNameOnlyWhereThereIsNoOther) {
  expect_good(authority.sign("sip.test", ""), "sip.test");
  expect_refused(authority.sign("sip.test", "IP:127.0.0.1"), "sip.test",
                 "the server's certificate is not for sip.test");
}

TEST_F(TlsTest, RefusesAnExpiredCertificate) {
  expect_refused(authority.sign("expired", "DNS:sip.test", true), "sip.test",
                 "the server's certificate has expired");
}

TEST_F(TlsTest, RefusesACertificateOfAnAuthorityThatItDoesNotKnow) {
  Authority stranger("stranger");
  expect_refused(stranger.sign("unknown", "DNS:sip.test"), "sip.test",
                 "the server's certificate is signed by no known authority");
}

TEST_F(TlsTest, FindsAuthoritiesInAHashedFolder) {
  start({.ca_path = authority.hashed_folder()});
  expect_good(authority.sign("good", "DNS:sip.test"), "sip.test");
}

TEST_F(TlsTest, TrustsNobodyWithoutAuthorities) {
  start();
  expect_refused(authority.sign("good", "DNS:sip.test"), "sip.test",
                 "the server's certificate is signed by no known authority");
}

TEST_F(TlsTest, DoesNotShareAConnectionBetweenNames) {
  const auto certificate = authority.sign("good", "DNS:sip.test,DNS:two.test");
  StreamPeer peer(io, {.certificate = certificate});
  start({.ca_file = authority.certificate()});
  const auto one = open(peer.target(), "sip.test");
  const auto two = open(peer.target(), "two.test");
  EXPECT_NE(one, two);
  send(*one, message("1"));
  send(*two, message("2"));
  run_until([&] { return peer.received.size() == 2; });
  EXPECT_THAT(peer.server_names, ::testing::UnorderedElementsAre("sip.test", "two.test"));
}

TEST_F(TlsTest, ShowsItsOwnCertificateWhereThatIsAskedFor) {
  const auto certificate = authority.sign("good", "DNS:sip.test");
  const auto own = authority.sign("phone", "DNS:phone.test");
  StreamPeer peer(io, {.certificate = certificate, .client_authority = authority.certificate()});
  start({.ca_file = authority.certificate(),
         .client_certificate = own.certificate,
         .client_key = own.key});
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
}

TEST_F(TlsTest, SaysThatItsCertificateIsMissed) {
  const auto certificate = authority.sign("good", "DNS:sip.test");
  StreamPeer peer(io, {.certificate = certificate, .client_authority = authority.certificate()});
  start({.ca_file = authority.certificate()});
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  // With TLS 1.3 the server says so after the handshake.
  run_until([&] { return !recorder.news.empty() && recorder.news.back() == "closed"; });
  EXPECT_THAT(recorder.news, ElementsAre("connected", HasSubstr("certificate required"), "closed"));
  EXPECT_THAT(recorder.news[1], HasSubstr("failed tls: TLS with sip.test"));
}

TEST_F(TlsTest, SaysThatAServerSpeaksNoTls) {
  StreamPeer peer(io, {.reads = false});
  start({.ca_file = authority.certificate()});
  auto target = peer.target();
  target.protocol = Protocol::tls;
  const auto link = open(target, "sip.test");
  send(*link, message("1"));
  run_until([&] { return peer.callers.size() == 1; });
  peer.send("SIP/2.0 400 Bad Request\r\n\r\n");
  run_until([&] { return !recorder.news.empty(); });
  EXPECT_THAT(recorder.news, ElementsAre(HasSubstr("failed tls: TLS with sip.test: ")));
}

TEST_F(TlsTest, RefusesOldVersions) {
  const auto certificate = authority.sign("good", "DNS:sip.test");
  StreamPeer peer(io, {.certificate = certificate, .newest = TLS1_1_VERSION});
  start({.ca_file = authority.certificate()});
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  run_until([&] { return !recorder.news.empty(); });
  EXPECT_THAT(recorder.news, ElementsAre(HasSubstr("failed tls: TLS with sip.test: ")));
}

TEST_F(TlsTest, EndsAndConnectsAnew) {
  StreamPeer peer(io, {.certificate = authority.sign("good", "DNS:sip.test")});
  start({.ca_file = authority.certificate()});
  const auto link = open(peer.target(), "sip.test");
  send(*link, message("1"));
  run_until([&] { return peer.received.size() == 1; });
  peer.hang_up();
  run_until([&] { return !recorder.news.empty() && recorder.news.back() == "closed"; });
  EXPECT_THAT(recorder.news, ElementsAre("connected", HasSubstr("failed connect"), "closed"));
  send(*link, message("2"));
  run_until([&] { return peer.received.size() == 2; });
}

// ---- the files

class TlsFilesTest : public ::testing::Test {
 public:
  Authority authority;
  test::ScratchFolder scratch;
};

TEST_F(TlsFilesTest, AreGood) {
  const auto own = authority.sign("phone", "DNS:phone.test");
  EXPECT_THAT(problems_of({}), IsEmpty());
  EXPECT_THAT(problems_of({.ca_file = authority.certificate(),
                           .ca_path = scratch.path(),
                           .client_certificate = own.certificate,
                           .client_key = own.key}),
              IsEmpty());
}

TEST_F(TlsFilesTest, AreNamedWithWhatIsWrong) {
  const auto own = authority.sign("phone", "DNS:phone.test");
  const auto other = authority.sign("other", "DNS:other.test");
  const auto nonsense = scratch.write("nonsense", "no certificate");
  const auto missing = scratch.path("missing");
  EXPECT_THAT(
      problems_of({.ca_file = missing, .ca_path = missing}),
      ElementsAre("sip.ca_file: " + missing + " cannot be read: No such file or directory",
                  "sip.ca_path: " + missing + " cannot be read: No such file or directory"));
  EXPECT_THAT(problems_of({.ca_file = nonsense}),
              ElementsAre("sip.ca_file: " + nonsense + " has no certificate in PEM"));
  EXPECT_THAT(problems_of({.client_certificate = own.certificate, .client_key = nonsense}),
              ElementsAre("sip.client_key: " + nonsense +
                          " has no private key in PEM without a pass phrase"));
  EXPECT_THAT(
      problems_of({.client_certificate = own.certificate, .client_key = other.key}),
      ElementsAre("sip.client_key: " + other.key + " is not the key of sip.client_certificate"));
}

TEST_F(TlsFilesTest, KeepThePhoneFromStarting) {
  boost::asio::io_context io;
  test::FakeClock clock;
  EXPECT_THROW(SipTransport(io, clock, {"127.0.0.1:0"}, {.ca_file = scratch.path("missing")}),
               std::runtime_error);
}

}  // namespace
}  // namespace lineman::sipcore
