// Redirects of a file server.
#include "tests/tr069/transfers/mover_rig.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::ScriptedAcs;
using test::small_file;
using testing::SizeIs;

class FileRedirects : public test::MoverRig {};

TEST_F(FileRedirects, AreFollowed) {
  ScriptedAcs there{[](const Asked&) { return answer(200, small_file); }};
  for (const int status : {301, 302, 307, 308}) {
    ScriptedAcs server{[&](const Asked&) {
      return answer(status, "<p>not the file</p>", {"Location: " + there.url("/new?a=b")});
    }};
    EXPECT_EQ(move(download(server.url())), "ok");
    EXPECT_EQ(there.asked().back().method, "GET");
    EXPECT_EQ(there.asked().back().target, "/new?a=b");
  }
  EXPECT_THAT(configuration_.requests, SizeIs(4));
}

TEST_F(FileRedirects, TakeAnUploadAlong) {
  ScriptedAcs there{[](const Asked&) { return answer(201); }};
  ScriptedAcs server{[&](const Asked&) { return answer(307, "", {"Location: " + there.url()}); }};
  EXPECT_EQ(move(upload(server.url(), FileKind::log)), "ok");
  EXPECT_EQ(there.asked().at(0).method, "PUT");
  EXPECT_EQ(there.asked().at(0).body, *log_);
}

TEST_F(FileRedirects, InACircleEndAfterTheFifth) {
  ScriptedAcs server{[](const Asked& asked) {
    return answer(302, "", {asked.target == "/a" ? "Location: /b" : "Location: /a"});
  }};
  EXPECT_EQ(move(download(server.url("/a"))),
            "9016 HTTP redirect refused: more than 5 for one file");
  EXPECT_THAT(server.asked(), SizeIs(maximum_redirects + 1));
}

TEST_F(FileRedirects, ToOtherSchemesOrWithCredentialsAreRefused) {
  for (const std::string location :
       {"ftp://127.0.0.1/", "file:///etc/passwd", "http://a:hidden@127.0.0.1/"}) {
    ScriptedAcs server{[&](const Asked&) { return answer(302, "", {"Location: " + location}); }};
    const auto said = move(download(server.url()));
    EXPECT_THAT(said, testing::StartsWith("9016 HTTP redirect refused: "));
    EXPECT_THAT(said, testing::Not(testing::HasSubstr("hidden")));
  }
}

}  // namespace
}  // namespace lineman::cwmp
