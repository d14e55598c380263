// Servers that do not give the file, and how that is told.
#include "tests/tr069/transfers/mover_rig.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::closing;
using test::ScriptedAcs;
using test::small_file;
using test::Told;
using testing::IsEmpty;
using testing::StartsWith;

class Failures : public test::MoverRig {
 protected:
  Failures() {
    settings_.times.longest = std::chrono::seconds{50};
    configure();
  }
  ~Failures() override { EXPECT_THAT(configuration_.requests, IsEmpty()); }

  std::string fetch(const Told& told) {
    ScriptedAcs server{[&](const Asked&) { return told; }};
    return move(download(server.url()));
  }
};

TEST_F(Failures, Fault9016IsForWhatTheServerDoesNotGive) {
  for (const int status : {400, 403, 404, 410}) {
    EXPECT_EQ(fetch(answer(status, "<p>no</p>")),
              "9016 the file server answered " + std::to_string(status));
  }
}

TEST_F(Failures, OtherAnswersAre9010) {
  for (const int status : {204, 206, 304, 500, 503}) {
    EXPECT_EQ(fetch(answer(status)), "9010 the file server answered " + std::to_string(status));
  }
}

TEST_F(Failures, EndlessHeaderFieldsAreNotKept) {
  const std::string sentence = "9010 the file server sent more than 64 KiB of header fields";
  EXPECT_EQ(fetch({.octets = "HTTP/1.1 200 OK\r\n", .endless = "X-More: of it\r\n"}), sentence);
  EXPECT_EQ(fetch({.octets = "HTTP/1.1 200 OK\r\nX-One: ", .endless = "endless "}), sentence);
  EXPECT_EQ(fetch({.octets = "", .endless = "HTTP/1.1 100 Continue\r\n\r\n"}), sentence);
}

// libcurl before 8.1 would write into memory that it has freed.
TEST_F(Failures, TheFirstFieldOfALaterAnswerMayNotBeFolded) {
  ScriptedAcs server{[](const Asked& asked) {
    if (asked.target != "/moved") return answer(302, "", {"Location: /moved"});
    return Told{.octets = "HTTP/1.1 200 OK\r\n folded\r\nContent-Length: " +
                          std::to_string(small_file.size()) + "\r\n\r\n" + small_file};
  }};
  EXPECT_THAT(move(download(server.url())), StartsWith("9010 "));
}

TEST_F(Failures, Fault9015IsForAServerThatIsNotThere) {
  std::string gone;
  {
    const ScriptedAcs server{[](const Asked&) { return answer(200); }};
    gone = server.url();
  }
  EXPECT_THAT(move(download(gone)), StartsWith("9015 cannot connect to 127.0.0.1 port "));
  EXPECT_EQ(move(download("http://no-such-host.invalid/a")),
            "9015 cannot find the address of no-such-host.invalid");
}

TEST_F(Failures, Fault9017IsForAFileBrokenOffInTheMiddle) {
  EXPECT_EQ(
      fetch(closing({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + small_file})),
      "9017 the connection was closed before the answer was complete");
  EXPECT_EQ(fetch(closing(
                {.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n#!ver"})),
            "9017 the connection was closed before the answer was complete");
  EXPECT_EQ(fetch(closing({})), "9017 no answer: the file server closed the connection");
}

TEST_F(Failures, AChunkedFileWithoutEndIsEnded) {
  EXPECT_THAT(fetch({.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                     .endless = "1000\r\n" + std::string(0x1000, '#') + "\r\n"}),
              StartsWith("9010 the file has more than "));
}

TEST_F(Failures, AnErrorPageWithoutEndIsEnded) {
  EXPECT_EQ(fetch({.octets = "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n",
                   .endless = "1000\r\n" + std::string(0x1000, '#') + "\r\n"}),
            "9010 the file server answers without end");
}

TEST_F(Failures, AChallengeWithoutEndIsEnded) {
  ScriptedAcs server{[](const Asked&) {
    return Told{.octets =
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"a\", nonce=\"b\"\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n",
                .endless = "1000\r\n" + std::string(0x1000, '#') + "\r\n"};
  }};
  auto request = download(server.url());
  request.username = "phone";
  EXPECT_EQ(move(request), "9010 the file server answers without end");
}

TEST_F(Failures, AnAnnouncedFileThatIsTooLargeIsNotFetched) {
  EXPECT_THAT(
      fetch({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n#", .silent = true}),
      StartsWith("9010 the file has more than "));
}

TEST_F(Failures, ASlowServerIsGivenUp) {
  settings_.times.longest = std::chrono::milliseconds{300};
  configure();
  EXPECT_EQ(fetch({.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                   .endless = "1\r\n#\r\n",
                   .pause = 20}),
            "9017 no complete answer within 300 ms");
}

TEST_F(Failures, ASilentServerIsGivenUpEarlier) {
  settings_.times.longest_silence = std::chrono::seconds{1};
  configure();
  EXPECT_EQ(fetch({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n#", .silent = true}),
            "9017 nothing more came or went for 1 s");
}

TEST_F(Failures, WhatIsNoHttpIs9010) {
  EXPECT_EQ(fetch(closing({.octets = "220 ready when you are\r\n"})),
            "9010 the answer is not HTTP");
}

TEST_F(Failures, EndsWithTheMoverWithoutAWord) {
  ScriptedAcs server{[](const Asked&) { return Told{.silent = true}; }};
  bool told = false;
  mover_->begin(download(server.url()), [&](const TransferOutcome&) { told = true; });
  EXPECT_TRUE(loop_.run_until([&] { return !server.asked().empty(); }));
  mover_.reset();
  EXPECT_TRUE(loop_.run_until([&] { return server.open_connections() == 0; }));
  EXPECT_TRUE(loop_.idle());
  EXPECT_FALSE(told);
}

}  // namespace
}  // namespace lineman::cwmp
