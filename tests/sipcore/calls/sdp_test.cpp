#include "sipcore/calls/sdp.hpp"

#include <gtest/gtest.h>

namespace lineman::sipcore {
namespace {

const IpAddress v4 = parse_ip("192.0.2.5").value();
const IpAddress v6 = parse_ip("2001:db8::5").value();

TEST(Sdp, OffersInactiveAudio) {
  SdpSession session(7);
  EXPECT_EQ(session.offer(v4),
            "v=0\r\no=- 7 1 IN IP4 192.0.2.5\r\ns=-\r\nc=IN IP4 192.0.2.5\r\nt=0 0\r\n"
            "m=audio 9 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
            "a=inactive\r\n");
}

TEST(Sdp, CountsItsVersionsUp) {
  SdpSession session(7);
  session.offer(v6);
  const auto second = session.offer(v6);
  EXPECT_NE(second.find("o=- 7 2 IN IP6 2001:db8::5\r\n"), std::string::npos);
  EXPECT_NE(second.find("c=IN IP6 2001:db8::5\r\n"), std::string::npos);
}

TEST(Sdp, AnswersEachMediaLineInItsPlace) {
  SdpSession session(7);
  const auto answer = session.answer(
      "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nt=0 0\n"
      "m=video 4002 RTP/AVP 34\nm=audio 4000 RTP/AVP 101 8 0\nm=audio 4004 RTP/SAVP 0\n",
      v4);
  ASSERT_TRUE(answer);
  EXPECT_EQ(
      answer->substr(answer->find("m=")),
      "m=video 0 RTP/AVP 34\r\n"
      "m=audio 9 RTP/AVP 8 0\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=inactive\r\n"
      "m=audio 0 RTP/SAVP 0\r\n");
}

TEST(Sdp, LeavesAStreamClosedThatTheOfferCloses) {
  SdpSession session(7);
  const auto answer =
      session.answer("v=0\r\nm=audio 0 RTP/AVP 0\r\nm=audio 4000 RTP/AVP 0\r\n", v4);
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->find("m=audio 0 RTP/AVP 0\r\n"), std::string::npos);
}

TEST(Sdp, RefusesWhatItCannotAccept) {
  SdpSession session(7);
  EXPECT_FALSE(session.answer("", v4));
  EXPECT_FALSE(session.answer("hello", v4));
  EXPECT_FALSE(session.answer("v=0\r\n", v4)) << "no media";
  EXPECT_FALSE(session.answer("v=0\r\nm=audio\r\n", v4));
  EXPECT_FALSE(session.answer("v=0\r\nm=audio 4000 RTP/AVP 96\r\n", v4));
  EXPECT_NE(session.offer(v4).find(" 7 1 IN"), std::string::npos) << "no version was used up";
}

TEST(Sdp, BoundsTheMediaLines) {
  std::string offer = "v=0\r\n";
  for (std::size_t i = 0; i < most_media_lines; ++i) offer += "m=audio 4000 RTP/AVP 0\r\n";
  SdpSession session(7);
  EXPECT_TRUE(session.answer(offer, v4));
  EXPECT_FALSE(session.answer(offer + "m=audio 4000 RTP/AVP 0\r\n", v4));
}

}  // namespace
}  // namespace lineman::sipcore
