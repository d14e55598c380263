#include "tr069/transport/acs_url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using ::testing::HasSubstr;

std::string problem_with(std::string_view url) {
  const auto origin = origin_of(url);
  return origin ? "" : origin.error();
}

TEST(AcsUrl, TakesHttpAndHttpsWithAHost) {
  for (const std::string_view url :
       {"http://acs.example", "https://acs.example/", "https://acs.example:9443/cwmp?x=1&y=2",
        "HTTP://192.0.2.1:7547/acs", "http://[2001:db8::1]:80/acs", "http://a?q"}) {
    EXPECT_EQ(problem_with(url), "") << url;
  }
}

TEST(AcsUrl, SaysWhatIsWrong) {
  EXPECT_EQ(problem_with(""), "the URL is empty");
  for (const std::string_view url :
       {"acs.example", "ftp://acs.example", "file:///etc/passwd", "http:/acs.example", "http:acs",
        "//acs.example", " http://a"}) {
    EXPECT_EQ(problem_with(url), "the URL begins with neither http:// nor https://") << url;
  }
  for (const std::string_view url : {"http://", "http:///acs", "https://?x", "http://:80/"}) {
    EXPECT_EQ(problem_with(url), "the URL has no host") << url;
  }
  for (const std::string_view url : {"http://a b/", "http://a:65536/", "http://a:0/", "http://a:x/",
                                     "http://[::1/", "http://a\nb/"}) {
    EXPECT_THAT(problem_with(url), HasSubstr("the URL is malformed: ")) << url;
  }
  EXPECT_EQ(problem_with(std::string_view("http://a\0.example", 17)), "the URL holds a NUL");
}

TEST(AcsUrl, TakesNoCredentialsAndDoesNotRepeatThem) {
  for (const std::string_view url :
       {"http://user:secret@acs.example/", "https://user@acs.example"}) {
    EXPECT_EQ(problem_with(url), "the URL holds a user name, which has a parameter of its own");
  }
}

TEST(AcsUrl, ComparesOriginsAsTheyCount) {
  EXPECT_EQ(origin_of("http://ACS.example/a"), origin_of("HTTP://acs.example:80/b?c"));
  EXPECT_EQ(origin_of("https://acs.example"), origin_of("https://acs.example:443/"));
  EXPECT_NE(origin_of("https://acs.example"), origin_of("http://acs.example"));
  EXPECT_NE(origin_of("http://acs.example"), origin_of("http://acs.example:8080"));
  EXPECT_NE(origin_of("http://acs.example"), origin_of("http://acs2.example"));
}

TEST(AcsUrl, ResolvesARedirect) {
  const std::string base = "http://acs.example:7547/a/b?c=d";
  EXPECT_EQ(resolve(base, "e?f=1&g=2"), "http://acs.example:7547/a/e?f=1&g=2");
  EXPECT_EQ(resolve(base, "/e"), "http://acs.example:7547/e");
  EXPECT_EQ(resolve(base, "//other.example/e"), "http://other.example/e");
  EXPECT_EQ(resolve(base, "https://other.example:8443/e#part"), "https://other.example:8443/e");
  EXPECT_EQ(resolve(base, "urn:x-nowhere").value_or("malformed").rfind("http", 0),
            std::string::npos);
}

}  // namespace
}  // namespace lineman::cwmp
