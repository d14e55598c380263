// Files over TLS: whose certificate is taken, and what goes over it alone.
#include <openssl/ssl.h>

#include "tests/support/scratch_folder.hpp"
#include "tests/tr069/transfers/mover_rig.hpp"
#include "tests/tr069/transport/digest_check.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::CertificateWish;
using test::Identity;
using test::make_authority;
using test::make_certificate;
using test::ScriptedAcs;
using test::small_file;
using test::TlsScript;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class FilesOverTls : public test::MoverRig {
 protected:
  FilesOverTls() {
    settings_.http.ca_file = folder_.write("ca.pem", authority_.certificate_pem());
    configure();
  }
  std::string fetch(const TlsScript& script) {
    ScriptedAcs server{[](const Asked&) { return answer(200, small_file); }, script};
    return move(download(server.url()));
  }
  std::string fetch(const CertificateWish& wish) {
    return fetch(TlsScript{.identity = make_certificate(authority_, wish)});
  }
  std::string uploaded() {
    ScriptedAcs server{[](const Asked&) { return answer(200); },
                       TlsScript{.identity = make_certificate(authority_)}};
    EXPECT_EQ(move(upload(server.url())), "ok");
    return server.asked().at(0).body;
  }

  test::ScratchFolder folder_;
  Identity authority_ = make_authority("of the files");
};

TEST_F(FilesOverTls, ComeFromAServerThatIsTheOne) {
  EXPECT_EQ(fetch(CertificateWish{}), "ok");
}

TEST_F(FilesOverTls, Fault9015IsForACertificateThatIsNotTaken) {
  EXPECT_EQ(fetch(CertificateWish{.names = "DNS:files.example"}),
            "9015 the certificate of the file server does not match the host name 127.0.0.1");
  EXPECT_EQ(fetch(CertificateWish{.from = -7200, .until = -3600}),
            "9015 the certificate of the file server has expired");
  EXPECT_EQ(fetch(TlsScript{.identity = make_certificate(make_authority("a stranger"))}),
            "9015 the certificate of the file server is signed by no known authority");
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

// As towards the ACS (item 11): chain and name count as ever.
TEST_F(FilesOverTls, DatesCountFromTheFirstClockOn) {
  const CertificateWish expired{.from = -7200, .until = -3600};
  clock_.is_set = false;
  EXPECT_EQ(fetch(expired), "ok");
  EXPECT_THAT(fetch(TlsScript{.identity = make_certificate(make_authority("a stranger"))}),
              testing::StartsWith("9015 "));
  clock_.is_set = true;
  EXPECT_THAT(fetch(expired), testing::StartsWith("9015 "));
  clock_.is_set = false;
  EXPECT_THAT(fetch(expired), testing::StartsWith("9015 "));
}

TEST_F(FilesOverTls, AClientCertificateThatCannotBeUsedIsNamed) {
  settings_.http.client_certificate = folder_.path("missing.pem");
  configure();
  EXPECT_THAT(fetch(CertificateWish{}),
              testing::StartsWith("9015 cannot use the client certificate: "));
}

TEST_F(FilesOverTls, ShowTheClientCertificate) {
  const Identity phones = make_authority("of the phones");
  const Identity phone = make_certificate(phones, {.names = ""});
  const TlsScript script{.identity = make_certificate(authority_), .client_authority = phones};
  EXPECT_THAT(fetch(script), testing::StartsWith("901"));
  settings_.http.client_certificate = folder_.write("phone.pem", phone.certificate_pem());
  settings_.http.client_key = folder_.write("phone.key", phone.key_pem());
  configure();
  EXPECT_EQ(fetch(script), "ok");
}

TEST_F(FilesOverTls, BasicIsPermitted) {
  ScriptedAcs server{[](const Asked& asked) {
                       return asked.field("authorization") == test::basic("files", "s3cret")
                                  ? answer(200, small_file)
                                  : answer(401, "", {"WWW-Authenticate: Basic realm=\"files\""});
                     },
                     TlsScript{.identity = make_certificate(authority_)}};
  auto request = download(server.url());
  request.username = "files";
  request.password = "s3cret";
  EXPECT_EQ(move(request), "ok");
}

TEST_F(FilesOverTls, ARedirectToPlainHttpIsRefused) {
  ScriptedAcs there{[](const Asked&) { return answer(200, small_file); }};
  ScriptedAcs server{[&](const Asked&) { return answer(302, "", {"Location: " + there.url()}); },
                     TlsScript{.identity = make_certificate(authority_)}};
  EXPECT_EQ(move(download(server.url())), "9016 HTTP redirect refused: from https to http");
  EXPECT_THAT(there.asked(), IsEmpty());
}

TEST_F(FilesOverTls, AnUploadHoldsSecretsWhereASettingSaysSo) {
  configuration_.set("account.1.password", "brand-new-password");
  EXPECT_THAT(uploaded(), Not(HasSubstr("brand-new-password")));
  settings_.upload_secrets = true;
  configure();
  EXPECT_THAT(uploaded(), HasSubstr("account.1.password = brand-new-password"));
  // Never without TLS.
  ScriptedAcs plain{[](const Asked&) { return answer(200); }};
  EXPECT_EQ(move(upload(plain.url())), "ok");
  EXPECT_THAT(plain.asked().at(0).body, Not(HasSubstr("brand-new-password")));
}

}  // namespace
}  // namespace lineman::cwmp
