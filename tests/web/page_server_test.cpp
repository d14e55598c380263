#include "web/page_server.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <optional>

#include "tests/fuzz/loopback.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/tr069/transport/certificates.hpp"
#include "web/http/site.hpp"

namespace lineman::web {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SilentSite : public Site {
 public:
  void handle(Request /*request*/, std::shared_ptr<Reply> reply) override { reply->send({}); }
};

class PageServerTest : public testing::Test {
 protected:
  PageServer::World world() {
    return {.loop = loop_, .clock = clock_, .site = site_, .nobody_there = [this] { ++lonely_; }};
  }
  void inherit() {
    server_.emplace(world(), PageSettings{}, std::vector{::dup(socket_.descriptor())});
  }

  void turn() {
    for (int i = 0; i < 20; ++i) loop_.restart(), loop_.run_one_for(std::chrono::milliseconds{1});
  }

  TlsFiles files(const std::string& name) {
    const auto made = test::make_certificate(test::make_authority("an authority"), {});
    return {.certificate = folder_.write(name + ".pem", made.certificate_pem()),
            .key = folder_.write(name + ".key", made.key_pem())};
  }

  boost::asio::io_context loop_{1};
  test::FakeClock clock_;
  SilentSite site_;
  test::ScratchFolder folder_;
  test::ListeningSocket socket_;
  std::optional<PageServer> server_;
  int lonely_ = 0;
};

TEST_F(PageServerTest, EndsWhereNobodyLooksForLong) {
  inherit();
  clock_.advance(longest_without_browser - std::chrono::milliseconds{1});
  EXPECT_EQ(lonely_, 0);
  clock_.advance(std::chrono::milliseconds{1});
  EXPECT_EQ(lonely_, 1);
}

TEST_F(PageServerTest, StaysWhileSomebodyIsThere) {
  inherit();
  clock_.advance(longest_without_browser / 2);
  auto browser = test::Stream::to(socket_.port());
  turn();
  clock_.advance(std::chrono::seconds{1});
  browser.close();
  turn();
  clock_.advance(longest_without_browser - std::chrono::seconds{1});
  EXPECT_EQ(lonely_, 0);
  clock_.advance(std::chrono::seconds{1});
  EXPECT_EQ(lonely_, 1);
}

TEST_F(PageServerTest, StaysWhereNobodyWouldStartItAgain) {
  server_.emplace(world(), PageSettings{.listen = {"127.0.0.1:0"}}, std::vector<int>{});
  clock_.advance(std::chrono::hours{24});
  EXPECT_EQ(lonely_, 0);
}

TEST_F(PageServerTest, DoesNotStartWhereOthersWouldReadAlong) {
  EXPECT_THROW(server_.emplace(world(), PageSettings{.listen = {"0.0.0.0:0"}}, std::vector<int>{}),
               std::runtime_error);
}

TEST_F(PageServerTest, ReadsItsCertificateAgainOrKeepsTheOldOne) {
  const PageSettings settings{.listen = {"127.0.0.1:0"}, .tls = files("one")};
  server_.emplace(world(), settings, std::vector<int>{});
  EXPECT_THAT(server_->apply(settings), IsEmpty());
  EXPECT_THAT(server_->apply({.listen = settings.listen, .tls = files("two")}), IsEmpty());
  EXPECT_THAT(
      server_->apply({.listen = settings.listen, .tls = {.certificate = "/c", .key = "/k"}}),
      ElementsAre(HasSubstr("/c cannot be read")));
  EXPECT_THAT(server_->apply({.listen = settings.listen}),
              ElementsAre(HasSubstr("at the next start")));
}

}  // namespace
}  // namespace lineman::web
