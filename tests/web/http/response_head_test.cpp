#include "web/http/response_head.hpp"

#include <gmock/gmock.h>

namespace lineman::web {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const WallTime new_year{std::chrono::seconds{1'767'225'600}};

TEST(ResponseHead, BeginsWithTheStatusAndEndsWithAnEmptyLine) {
  EXPECT_THAT(print_head({.status = 404}, {.length = 0, .date = new_year}),
              AllOf(StartsWith("HTTP/1.1 404 Not Found\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"),
                    HasSubstr("\r\nContent-Length: 0\r\n"), EndsWith("\r\n\r\n")));
}

TEST(ResponseHead, KeepsStrangersOut) {
  const auto head = print_head({}, {.length = 0});
  for (const auto* line :
       {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
        "Cross-Origin-Opener-Policy: same-origin\r\n",
        "Cross-Origin-Resource-Policy: same-origin\r\n", "Permissions-Policy: camera=()",
        "Cache-Control: no-store\r\n"})
    EXPECT_THAT(head, HasSubstr(line));
  EXPECT_THAT(head, Not(HasSubstr("Server:"))) << "nobody needs to know what serves";
}

TEST(ResponseHead, SpeaksOfTransportSecurityOverTlsAlone) {
  EXPECT_THAT(print_head({}, {.encrypted = true}),
              HasSubstr("Strict-Transport-Security: max-age="));
  EXPECT_THAT(print_head({}, {}), Not(HasSubstr("Strict-Transport-Security")));
}

TEST(ResponseHead, LetsTheSiteSayWhatMayBeKept) {
  const auto head = print_head({.headers = {{"cache-control", "no-cache"}, {"ETag", "\"1\""}}}, {});
  EXPECT_THAT(head, AllOf(HasSubstr("cache-control: no-cache\r\n"), HasSubstr("ETag: \"1\"\r\n"),
                          Not(HasSubstr("no-store"))));
}

TEST(ResponseHead, CannotBeEndedByAValue) {
  const auto head = print_head({.content_type = "text/plain\r\nX: 1\r\n\r\n<script>",
                                .headers = {{"A", "b\r\nSet-Cookie: c"}, {"D\r\n\r\n", "e"}}},
                               {});
  EXPECT_THAT(head, AllOf(Not(HasSubstr("Set-Cookie")), Not(HasSubstr("script>")),
                          Not(HasSubstr("D\r\n"))));
}

TEST(ResponseHead, SaysHowTheBodyEnds) {
  EXPECT_THAT(print_head({}, {.length = 7}), HasSubstr("\r\nContent-Length: 7\r\n"));
  EXPECT_THAT(print_head({}, {.chunked = true}),
              AllOf(HasSubstr("Transfer-Encoding: chunked"), Not(HasSubstr("Content-Length"))));
  EXPECT_THAT(print_head({}, {.persistent = false}), HasSubstr("Connection: close\r\n"));
  for (const unsigned status : {204U, 304U})
    EXPECT_THAT(print_head({.status = status}, {.length = 0}), Not(HasSubstr("Content-Length")));
}

}  // namespace
}  // namespace lineman::web
