// The transfer's own user and password, and where they go.
#include "tests/tr069/transfers/mover_rig.hpp"
#include "tests/tr069/transport/digest_check.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::Challenge;
using test::ScriptedAcs;
using test::small_file;
using test::Told;
using testing::SizeIs;

class Credentials : public test::MoverRig {
 protected:
  static FileRequest with_credentials(FileRequest request, const std::string& password = "s3cret") {
    request.username = "files";
    request.password = password;
    return request;
  }
  // Wants digest credentials; gives the file, or takes it.
  static Told guarded(const Asked& asked, const Challenge& challenge) {
    return test::digest_is_good(asked.field("authorization"), challenge, asked.method, asked.target,
                                "files", "s3cret")
               ? answer(200, asked.method == "GET" ? small_file : "")
               : answer(401, "<p>who?</p>", {challenge.field()});
  }
};

TEST_F(Credentials, AnswerADigestChallenge) {
  for (const std::string algorithm : {"MD5", "SHA-256"}) {
    const Challenge challenge{.algorithm = algorithm};
    ScriptedAcs server{[&](const Asked& asked) { return guarded(asked, challenge); }};
    EXPECT_EQ(move(with_credentials(download(server.url()))), "ok");
    ASSERT_THAT(server.asked(), SizeIs(2));
    EXPECT_FALSE(server.asked()[0].has("authorization"));
  }
}

TEST_F(Credentials, AnswerADigestChallengeToAnUpload) {
  const Challenge challenge;
  ScriptedAcs server{[&](const Asked& asked) { return guarded(asked, challenge); }};
  EXPECT_EQ(move(with_credentials(upload(server.url(), FileKind::log))), "ok");
  ASSERT_THAT(server.asked(), SizeIs(2));
  EXPECT_EQ(server.asked()[1].method, "PUT");
  EXPECT_EQ(server.asked()[1].body, *log_);
}

TEST_F(Credentials, Fault9012IsForThoseThatAreRefused) {
  const Challenge challenge;
  ScriptedAcs server{[&](const Asked& asked) { return guarded(asked, challenge); }};
  const std::string refused = "9012 the file server refuses the credentials";
  EXPECT_EQ(move(with_credentials(download(server.url()), "wrong")), refused);
  EXPECT_EQ(move(download(server.url())), refused);
  EXPECT_EQ(move(with_credentials(upload(server.url()), "wrong")), refused);
}

TEST_F(Credentials, GoByBasicOverPlainHttpOnlyWherePermitted) {
  ScriptedAcs server{[](const Asked& asked) {
    return asked.field("authorization") == test::basic("files", "s3cret")
               ? answer(200, small_file)
               : answer(401, "", {"WWW-Authenticate: Basic realm=\"files\""});
  }};
  const auto request = with_credentials(download(server.url()));
  EXPECT_EQ(move(request),
            "9012 the file server asks for Basic authentication, which goes over https only");
  EXPECT_THAT(server.asked(), SizeIs(1));
  settings_.http.allow_basic_over_http = true;
  configure();
  EXPECT_EQ(move(request), "ok");
}

TEST_F(Credentials, GoToAnotherOriginOnlyWhereItChallenges) {
  const Challenge challenge{.nonce = "there"};
  ScriptedAcs quiet{[](const Asked&) { return answer(200, small_file); }};
  ScriptedAcs asking{[&](const Asked& asked) { return guarded(asked, challenge); }};
  for (ScriptedAcs* there : {&quiet, &asking}) {
    const Challenge here{.nonce = "here"};
    ScriptedAcs server{[&](const Asked& asked) {
      auto told = guarded(asked, here);
      return told.octets.find(" 200 ") == std::string::npos
                 ? told
                 : answer(302, "", {"Location: " + there->url("/there")});
    }};
    EXPECT_EQ(move(with_credentials(download(server.url()))), "ok");
    EXPECT_FALSE(there->asked().at(0).has("authorization"));
  }
  EXPECT_THAT(quiet.asked(), SizeIs(1));
  EXPECT_THAT(asking.asked(), SizeIs(2));
}

TEST_F(Credentials, NeverGoByBasicOverHttpToAnotherOrigin) {
  settings_.http.allow_basic_over_http = true;
  configure();
  const std::string field = "WWW-Authenticate: Basic realm=\"x\"";
  ScriptedAcs there{[&](const Asked&) { return answer(401, "", {field}); }};
  ScriptedAcs server{[&](const Asked&) { return answer(302, "", {"Location: " + there.url()}); }};
  EXPECT_EQ(move(with_credentials(download(server.url()))),
            "9012 the file server asks for Basic authentication, which goes over https only");
  EXPECT_FALSE(there.asked().at(0).has("authorization"));
}

}  // namespace
}  // namespace lineman::cwmp
