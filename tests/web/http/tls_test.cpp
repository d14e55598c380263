#include <gmock/gmock.h>

#include "tests/support/scratch_folder.hpp"
#include "tests/tr069/transport/certificates.hpp"
#include "tls_client.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

const std::string last_get = "GET / HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n";

class Tls : public testing::Test {
 protected:
  TlsFiles files(const std::string& name, long until = 3600) {
    const auto made =
        test::make_certificate(authority_, {.common_name = name, .from = -7200, .until = until});
    return {.certificate = folder_.write(name + ".pem", made.certificate_pem()),
            .key = folder_.write(name + ".key", made.key_pem())};
  }

  test::ScratchFolder folder_;
  test::Identity authority_ = test::make_authority("an authority");
  DoorRig rig_{*make_tls_context(files("one"))};
};

TEST_F(Tls, CarriesRequestsAndSaysSo) {
  rig_.answer_with({.content_type = "text/plain", .body = std::string(100'000, 'x')});
  TlsClient client{rig_, {.protocols = "\x02h2\x08http/1.1"}};
  ASSERT_TRUE(client.shake_hands());
  EXPECT_EQ(client.version(), "TLSv1.3");
  EXPECT_EQ(client.protocol(), "http/1.1");
  const auto answer = client.ask(last_get);
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(answer, HasSubstr("Strict-Transport-Security"));
  EXPECT_EQ(body_of(answer).size(), 100'000U);
  EXPECT_TRUE(rig_.site.requests.at(0).encrypted);
}

TEST_F(Tls, IsSpokenInVersion12WithForwardSecrecyAndNotInOlderOnes) {
  rig_.answer_with({.status = 204});
  TlsClient client{rig_, {.newest = TLS1_2_VERSION}};
  ASSERT_TRUE(client.shake_hands());
  EXPECT_EQ(client.version(), "TLSv1.2");
  EXPECT_THAT(client.cipher(), StartsWith("ECDHE-"));
  EXPECT_THAT(client.cipher(), AnyOf(HasSubstr("GCM"), HasSubstr("CHACHA20")));
  EXPECT_THAT(client.ask(last_get), StartsWith("HTTP/1.1 204"));
  TlsClient old{rig_, {.newest = TLS1_1_VERSION}};
  EXPECT_FALSE(old.shake_hands());
}

TEST_F(Tls, IsForHttp11Alone) {
  TlsClient client{rig_, {.protocols = "\x02h2"}};
  EXPECT_FALSE(client.shake_hands());
  EXPECT_TRUE(rig_.until([&] { return rig_.door.connections() == 0; }));
}

TEST_F(Tls, IsNotForWhoSpeaksPlainHttp) {
  auto client = rig_.client();
  client.send(plain_get);
  ASSERT_TRUE(rig_.until_ended(client));
  EXPECT_TRUE(rig_.site.requests.empty());
}

TEST_F(Tls, HasShortPatienceWithAHandshake) {
  auto client = rig_.client();
  ASSERT_TRUE(rig_.until([&] { return rig_.door.connections() == 1; }));
  rig_.clock.advance(longest_handshake);
  EXPECT_TRUE(rig_.until_ended(client));
}

TEST_F(Tls, TakesANewCertificateForConnectionsToCome) {
  rig_.answer_with({.status = 204});
  TlsClient before{rig_, {}};
  ASSERT_TRUE(before.shake_hands());
  rig_.door.take_context(*make_tls_context(files("two")));
  TlsClient after{rig_, {}};
  ASSERT_TRUE(after.shake_hands());
  EXPECT_THAT(before.subject(), EndsWith("CN=one"));
  EXPECT_THAT(after.subject(), EndsWith("CN=two"));
  EXPECT_THAT(before.ask(last_get), StartsWith("HTTP/1.1 204"));
}

TEST_F(Tls, NeedsFilesThatBelongTogether) {
  auto mixed = files("three");
  mixed.key = files("four").key;
  EXPECT_EQ(make_tls_context(mixed).error(), mixed.key + " is not the key of " + mixed.certificate);
  const TlsFiles missing{.certificate = folder_.path("no.pem"), .key = mixed.key};
  EXPECT_THAT(make_tls_context(missing).error(),
              StartsWith(missing.certificate + " cannot be read: "));
}

TEST_F(Tls, SaysThatACertificateIsOver) {
  const auto over = files("over", -3600);
  const auto context = make_tls_context(over);
  ASSERT_TRUE(context) << context.error();
  const auto now = std::chrono::system_clock::now();
  EXPECT_THAT(problem_with_validity(*context, over, now),
              StartsWith(over.certificate + " is over since "));
  EXPECT_EQ(problem_with_validity(*context, over, now - std::chrono::seconds{5400}), "");
}

}  // namespace
}  // namespace lineman::web
