// TLS towards the ACS (TR-069, 3.3).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/support/scratch_folder.hpp"
#include "tests/tr069/transport/digest_check.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::CertificateWish;
using test::Identity;
using test::make_authority;
using test::make_certificate;
using test::outcome;
using test::ScriptedAcs;
using test::TlsScript;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// OpenSSL reads it when it is first used, which is after this.
const int lax_openssl = ::setenv("OPENSSL_CONF", LINEMAN_LAX_OPENSSL, 1);

class Tls : public ::testing::Test {
 protected:
  static std::unique_ptr<ScriptedAcs> serve(TlsScript script) {
    return std::make_unique<ScriptedAcs>([](const Asked&) { return answer(200, "<a/>"); },
                                         std::move(script));
  }
  std::unique_ptr<ScriptedAcs> serve(const CertificateWish& wish) {
    return serve(TlsScript{.identity = make_certificate(authority_, wish)});
  }

  std::string ask_once(const std::string& url, const HttpSettings& settings) {
    const auto connection = client_.open(settings, {.url = url});
    return outcome(ask(loop_, *connection, "<b/>"));
  }
  std::string ask_once(const std::string& url) { return ask_once(url, settings_); }

  test::ScratchFolder folder_;
  Identity authority_ = make_authority("the authority");
  HttpSettings settings_{.ca_file = folder_.write("ca.pem", authority_.certificate_pem())};
  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(Tls, OneConnectionForASessionToAnAcsThatIsTheOne) {
  const auto acs = serve(CertificateWish{});
  const auto connection = client_.open(settings_, {.url = acs->url()});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_EQ(acs->connections(), 1U);
  EXPECT_EQ(connection->local_address(), "127.0.0.1");
}

TEST_F(Tls, TheNameIsAskedForAndCompared) {
  const auto acs = serve(CertificateWish{.names = "DNS:localhost"});
  EXPECT_EQ(ask_once(acs->url("/acs", "localhost")), "200");
  EXPECT_EQ(acs->asked_name(), "localhost");
  EXPECT_EQ(ask_once(acs->url()),
            "the certificate of the ACS does not match the host name 127.0.0.1");
  EXPECT_EQ(acs->asked().size(), 1U);
}

TEST_F(Tls, AlternativeNamesCountBeforeTheCommonName) {
  const auto acs = serve(CertificateWish{.names = "DNS:acs.example", .common_name = "localhost"});
  EXPECT_EQ(ask_once(acs->url("/acs", "localhost")),
            "the certificate of the ACS does not match the host name localhost");
}

TEST_F(Tls, DatesCount) {
  EXPECT_EQ(ask_once(serve(CertificateWish{.from = -7200, .until = -3600})->url()),
            "the certificate of the ACS has expired");
  EXPECT_EQ(ask_once(serve(CertificateWish{.from = 3600, .until = 7200})->url()),
            "the certificate of the ACS is not valid yet");
}

TEST_F(Tls, AnUnknownAuthorityIsRefused) {
  const std::string refusal = "the certificate of the ACS is signed by no known authority";
  const Identity stranger = make_authority("a stranger");
  const auto strange = serve(TlsScript{.identity = make_certificate(stranger)});
  EXPECT_EQ(ask_once(strange->url()), refusal);
  const auto itself = serve(TlsScript{.identity = make_authority("itself")});
  EXPECT_EQ(ask_once(itself->url()), refusal);
  // Nor does the system know our authority.
  const auto acs = serve(CertificateWish{});
  EXPECT_EQ(ask_once(acs->url(), {}), refusal);
  EXPECT_TRUE(acs->asked().empty());
}

TEST_F(Tls, AuthoritiesMayStandInAHashedFolder) {
  std::array<char, 16> name{};
  std::snprintf(name.data(), name.size(), "%08lx.0",
                X509_subject_name_hash(authority_.certificate.get()));
  folder_.write("hashed/" + std::string(name.data()), authority_.certificate_pem());
  const auto acs = serve(CertificateWish{});
  EXPECT_EQ(ask_once(acs->url(), {.ca_path = folder_.path("hashed")}), "200");
  EXPECT_EQ(ask_once(acs->url(), {.ca_path = folder_.path("empty")}),
            "the certificate of the ACS is signed by no known authority");
}

TEST_F(Tls, AChangedFileOfAuthoritiesCountsInTheNextSession) {
  const auto acs = serve(CertificateWish{});
  EXPECT_EQ(ask_once(acs->url()), "200");
  folder_.write("ca.pem", make_authority("another").certificate_pem());
  EXPECT_EQ(ask_once(acs->url()), "the certificate of the ACS is signed by no known authority");
}

TEST_F(Tls, AFileOfAuthoritiesThatCannotBeReadIsNamed) {
  const auto acs = serve(CertificateWish{});
  const std::string missing = folder_.path("missing.pem");
  EXPECT_EQ(ask_once(acs->url(), {.ca_file = missing}),
            "cannot read the certificates of authorities: " + missing);
}

TEST_F(Tls, NothingBelow12IsOffered) {
  const auto acs = serve(CertificateWish{});
  EXPECT_EQ(ask_once(acs->url()), "200");
  const auto offered = acs->offered_versions();
  EXPECT_THAT(offered, ::testing::UnorderedElementsAre(TLS1_2_VERSION, TLS1_3_VERSION));
}

TEST_F(Tls, Http11IsOfferedAlone) {
  const auto acs = serve(CertificateWish{});
  EXPECT_EQ(ask_once(acs->url()), "200");
  EXPECT_EQ(acs->offered_protocols(), "\x08http/1.1");
}

TEST_F(Tls, AnAcsWithOldTlsOnlyIsRefused) {
  const auto acs =
      serve(TlsScript{.identity = make_certificate(authority_), .highest_version = TLS1_1_VERSION});
  EXPECT_THAT(ask_once(acs->url()),
              StartsWith("no TLS with 127.0.0.1 port " + std::to_string(acs->port()) + ": "));
  const auto newer =
      serve(TlsScript{.identity = make_certificate(authority_), .highest_version = TLS1_2_VERSION});
  EXPECT_EQ(ask_once(newer->url()), "200");
}

TEST_F(Tls, AnAcsWithoutTlsIsRefused) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  const std::string url = "https" + acs.url().substr(4);
  // It waits for the end of a request line; whatever it says then is no TLS.
  EXPECT_THAT(ask_once(url, {.longest_connect = std::chrono::milliseconds{200}}),
              StartsWith("cannot connect to 127.0.0.1 port "));
}

class ClientCertificate : public Tls {
 protected:
  Identity phones_ = make_authority("of the phones");
  Identity phone_ = make_certificate(phones_, {.names = ""});
  std::unique_ptr<ScriptedAcs> acs_ =
      serve(TlsScript{.identity = make_certificate(authority_), .client_authority = phones_});
};

TEST_F(ClientCertificate, IsShownToAnAcsThatAsks) {
  settings_.client_certificate = folder_.write("phone.pem", phone_.certificate_pem());
  settings_.client_key = folder_.write("phone.key", phone_.key_pem());
  EXPECT_EQ(ask_once(acs_->url()), "200");
}

TEST_F(ClientCertificate, MayHoldItsKeyBesideIt) {
  settings_.client_certificate =
      folder_.write("phone.pem", phone_.certificate_pem() + phone_.key_pem());
  EXPECT_EQ(ask_once(acs_->url()), "200");
}

TEST_F(ClientCertificate, IsMissed) {
  EXPECT_THAT(ask_once(acs_->url()), HasSubstr("certificate required"));
  EXPECT_TRUE(acs_->asked().empty());
}

TEST_F(ClientCertificate, ThatCannotBeUsedIsNamed) {
  const std::string refusal = "cannot use the client certificate: ";
  const auto missing = folder_.path("missing.pem");
  const auto certificate = folder_.write("phone.pem", phone_.certificate_pem());
  const auto key = folder_.path("phone.key");
  const auto ask_with = [&](const std::string& key_pem) {
    settings_.client_key = folder_.write("phone.key", key_pem);
    return ask_once(acs_->url());
  };
  settings_.client_certificate = missing;
  EXPECT_EQ(ask_with(phone_.key_pem()),
            refusal + missing + " cannot be read: No such file or directory");
  settings_.client_certificate = certificate;
  EXPECT_EQ(ask_with(authority_.key_pem()), refusal + key + " is not the key of " + certificate);
  EXPECT_EQ(ask_with(phone_.key_pem("hidden")),
            refusal + key + " is protected by a pass phrase, which nobody is asked for");
  EXPECT_EQ(ask_with("nonsense"), refusal + key + " holds no private key (PEM)");
  settings_.client_certificate = folder_.write("other.pem", "nonsense");
  EXPECT_EQ(ask_with(phone_.key_pem()),
            refusal + settings_.client_certificate + " holds no certificate (PEM)");
  EXPECT_EQ(acs_->connections(), 0U);
}

TEST_F(ClientCertificate, WhoseKeyEverybodyMayReadIsNotUsed) {
  settings_.client_certificate = folder_.write("phone.pem", phone_.certificate_pem());
  settings_.client_key = folder_.write("phone.key", phone_.key_pem());
  using std::filesystem::perms;
  std::filesystem::permissions(settings_.client_key, perms(0644));
  EXPECT_EQ(ask_once(acs_->url()),
            "cannot use the client certificate: " + settings_.client_key +
                " holds a private key and may be read or written by everybody");
  std::filesystem::permissions(settings_.client_key, perms(0640));
  EXPECT_EQ(ask_once(acs_->url()), "200");
}

TEST_F(ClientCertificate, ThatHasExpiredIsTheAcsToRefuse) {
  const Identity old = make_certificate(phones_, {.from = -7200, .until = -3600});
  settings_.client_certificate = folder_.write("phone.pem", old.certificate_pem());
  settings_.client_key = folder_.write("phone.key", old.key_pem());
  EXPECT_THAT(ask_once(acs_->url()), HasSubstr("certificate expired"));
  EXPECT_TRUE(acs_->asked().empty());
}

TEST_F(ClientCertificate, OfAnotherAuthorityIsTheAcsToRefuse) {
  const Identity stranger = make_certificate(make_authority("a stranger"));
  settings_.client_certificate = folder_.write("phone.pem", stranger.certificate_pem());
  settings_.client_key = folder_.write("phone.key", stranger.key_pem());
  EXPECT_THAT(ask_once(acs_->url()), HasSubstr("unknown ca"));
  EXPECT_TRUE(acs_->asked().empty());
}

// Item 11: no clock yet.
class Item11 : public Tls {
 protected:
  Item11() { settings_.check_dates = false; }
};

TEST_F(Item11, WithoutAClockDatesDoNotCount) {
  EXPECT_EQ(ask_once(serve(CertificateWish{.from = -7200, .until = -3600})->url()), "200");
  EXPECT_EQ(ask_once(serve(CertificateWish{.from = 3600, .until = 7200})->url()), "200");
}

TEST_F(Item11, WithoutAClockNameAndChainCount) {
  const auto another = serve(CertificateWish{.names = "DNS:acs.example"});
  EXPECT_EQ(ask_once(another->url()),
            "the certificate of the ACS does not match the host name 127.0.0.1");
  const auto strange = serve(TlsScript{.identity = make_certificate(make_authority("a stranger"))});
  EXPECT_EQ(ask_once(strange->url()), "the certificate of the ACS is signed by no known authority");
}

TEST_F(Item11, OneSessionWithoutAClockLeavesNothingBehind) {
  const auto old = serve(CertificateWish{.from = -7200, .until = -3600});
  EXPECT_EQ(ask_once(old->url()), "200");
  settings_.check_dates = true;
  EXPECT_EQ(ask_once(old->url()), "the certificate of the ACS has expired");
}

TEST_F(Tls, BasicGoesOverTls) {
  ScriptedAcs acs{[](const Asked& asked) {
                    return asked.field("authorization") == test::basic("phone", "s3cret")
                               ? answer(200)
                               : answer(401, "", {"WWW-Authenticate: Basic realm=\"acs\""});
                  },
                  TlsScript{.identity = make_certificate(authority_)}};
  const auto connection =
      client_.open(settings_, {.url = acs.url(), .username = "phone", .password = "s3cret"});
  for (int i = 0; i < 2; ++i) EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  EXPECT_EQ(acs.asked().size(), 3U);
  EXPECT_EQ(acs.connections(), 1U);
}

class TlsRedirects : public Tls {
 protected:
  std::string ask_by_way_of(const std::optional<TlsScript>& tls, const std::string& target) {
    ScriptedAcs acs{[&](const Asked&) { return answer(302, "", {"Location: " + target}); }, tls};
    return ask_once(acs.url());
  }
  TlsScript good_{.identity = make_certificate(authority_)};
};

TEST_F(TlsRedirects, FromHttpToHttpsAreFollowed) {
  const auto there = serve(good_);
  EXPECT_EQ(ask_by_way_of({}, there->url()), "200");
  EXPECT_EQ(ask_by_way_of(good_, there->url()), "200");
}

TEST_F(TlsRedirects, FromHttpsToHttpAreRefused) {
  ScriptedAcs there{[](const Asked&) { return answer(200); }};
  EXPECT_EQ(ask_by_way_of(good_, there.url()), "HTTP redirect refused: from https to http");
  EXPECT_EQ(there.connections(), 0U);
}

TEST_F(TlsRedirects, TheCertificateIsCheckedAgain) {
  const auto there = serve(CertificateWish{.names = "DNS:acs.example"});
  EXPECT_EQ(ask_by_way_of(good_, there->url()),
            "the certificate of the ACS does not match the host name 127.0.0.1");
  EXPECT_TRUE(there->asked().empty());
}

}  // namespace
}  // namespace lineman::cwmp
