#include "web/login/cookie.hpp"

#include <gtest/gtest.h>

namespace lineman::web {
namespace {

TEST(Cookie, IsForThisHostAndTlsAlone) {
  EXPECT_EQ(session_cookie("abc", true),
            "__Host-lineman=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
  EXPECT_EQ(session_cookie("abc", false), "lineman=abc; Path=/; HttpOnly; SameSite=Strict");
}

TEST(Cookie, OfASessionThatIsOverGoesAtOnce) {
  EXPECT_EQ(ended_cookie(true),
            "__Host-lineman=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

TEST(Cookie, IsFoundAmongOthers) {
  EXPECT_EQ(session_id_in("a=1; __Host-lineman=abc; b=2", true), "abc");
  EXPECT_EQ(session_id_in("__Host-lineman=abc", true), "abc");
  EXPECT_EQ(session_id_in("lineman=abc;x", false), "abc");
}

TEST(Cookie, OfTheOtherNameIsNone) {
  EXPECT_EQ(session_id_in("lineman=abc", true), "");
  EXPECT_EQ(session_id_in("__Host-lineman=abc", false), "");
  EXPECT_EQ(session_id_in("xlineman=abc", false), "");
  EXPECT_EQ(session_id_in("", false), "");
  EXPECT_EQ(session_id_in(";;=;lineman", false), "");
}

TEST(Cookie, TwiceIsNone) {
  EXPECT_EQ(session_id_in("lineman=abc; lineman=def", false), "");
}

}  // namespace
}  // namespace lineman::web
