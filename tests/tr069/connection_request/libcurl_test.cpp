// A real client of digest authentication: libcurl. It answers the first challenge that it is given,
// so that a relay between it and the server leaves one algorithm at a time.
#include <curl/curl.h>
#include <gmock/gmock.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "tests/tr069/connection_request/server_rig.hpp"

namespace lineman::cwmp {
namespace {

using boost::system::error_code;
using Tcp = boost::asio::ip::tcp;

// Copies what comes from the client; of what comes from the server, heads without challenges of
// other algorithms.
class RelayedConnection : public std::enable_shared_from_this<RelayedConnection> {
 public:
  RelayedConnection(Tcp::socket client, Tcp::socket server, std::string algorithm)
      : client_{std::move(client)}, server_{std::move(server)}, algorithm_{std::move(algorithm)} {}

  void start() {
    copy(client_, server_, from_client_, false);
    copy(server_, client_, from_server_, true);
  }

 private:
  void copy(Tcp::socket& from, Tcp::socket& to, std::array<char, 4096>& chunk, bool filters) {
    from.async_read_some(boost::asio::buffer(chunk), [self = shared_from_this(), &from, &to, &chunk,
                                                      filters](error_code error, std::size_t got) {
      if (error) {
        error_code ignored;
        to.shutdown(Tcp::socket::shutdown_send, ignored);
        return;
      }
      const std::string text{chunk.data(), got};
      boost::asio::write(to, boost::asio::buffer(filters ? self->filtered(text) : text), error);
      self->copy(from, to, chunk, filters);
    });
  }

  // A head comes in one piece: the server writes it so, over loopback.
  std::string filtered(const std::string& head) const {
    std::string kept;
    for (std::size_t at = 0; at < head.size();) {
      const auto end = head.find("\r\n", at) + 2;
      const auto line = head.substr(at, end - at);
      const bool challenge = line.starts_with("WWW-Authenticate");
      if (!challenge || line.find("algorithm=" + algorithm_ + "\r") != std::string::npos)
        kept += line;
      at = end;
    }
    return kept;
  }

  Tcp::socket client_;
  Tcp::socket server_;
  std::string algorithm_;
  std::array<char, 4096> from_client_{};
  std::array<char, 4096> from_server_{};
};

class Libcurl : public ServerRig {
 protected:
  struct Got {
    long status = 0;
    long connections = 0;
    std::string sent{};  // the head of the last request
  };

  // Takes one connection after the other, for `algorithm` alone; its port.
  unsigned short relay(const std::string& algorithm) {
    acceptor_.emplace(loop, Tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0});
    accept(algorithm);
    return acceptor_->local_endpoint().port();
  }

  Got get(unsigned short at, const std::string& user, const std::string& password) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy{curl_easy_init(),
                                                                   curl_easy_cleanup};
    const std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi{curl_multi_init(),
                                                                      curl_multi_cleanup};
    Got got;
    const auto url = "http://127.0.0.1:" + std::to_string(at) + "/path";
    curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_HTTPAUTH, CURLAUTH_DIGEST);
    curl_easy_setopt(easy.get(), CURLOPT_USERNAME, user.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, password.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(easy.get(), CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_DEBUGFUNCTION, keep_what_is_sent);
    curl_easy_setopt(easy.get(), CURLOPT_DEBUGDATA, &got.sent);
    curl_multi_add_handle(multi.get(), easy.get());
    EXPECT_TRUE(until([&] {
      int running = 0;
      curl_multi_perform(multi.get(), &running);
      return running == 0;
    }));
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &got.status);
    curl_easy_getinfo(easy.get(), CURLINFO_NUM_CONNECTS, &got.connections);
    curl_multi_remove_handle(multi.get(), easy.get());
    return got;
  }

 private:
  static int keep_what_is_sent(CURL* /*easy*/, curl_infotype type, char* text, std::size_t size,
                               void* into) {
    if (type == CURLINFO_HEADER_OUT) static_cast<std::string*>(into)->assign(text, size);
    return 0;
  }

  void accept(const std::string& algorithm) {
    acceptor_->async_accept([this, algorithm](error_code error, Tcp::socket client) {
      if (error) return;
      Tcp::socket onward{loop};
      onward.connect({boost::asio::ip::address_v4::loopback(), port()}, error);
      std::make_shared<RelayedConnection>(std::move(client), std::move(onward), algorithm)->start();
      accept(algorithm);
    });
  }

  std::optional<Tcp::acceptor> acceptor_;
};

TEST_F(Libcurl, IsAdmittedOnOneConnection) {
  const auto got = get(port(), "acs", "secret word");
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.connections, 1);
  EXPECT_THAT(got.sent, testing::HasSubstr("algorithm=SHA-256")) << "the first one it is given";
  EXPECT_EQ(requests, 1U);
}

TEST_F(Libcurl, IsAdmittedWithEachAlgorithm) {
  for (const std::string algorithm : {"MD5", "MD5-sess", "SHA-256"}) {
    const auto got = get(relay(algorithm), "acs", "secret word");
    EXPECT_EQ(got.status, 200) << algorithm;
    EXPECT_THAT(got.sent, testing::HasSubstr("algorithm=" + algorithm));
  }
  EXPECT_EQ(requests, 3U);
}

TEST_F(Libcurl, WritesNamesThatNeedQuoting) {
  credentials = {.username = "a \"b\", \\c", .password = ":\"\\"};
  EXPECT_EQ(get(port(), credentials.username, credentials.password).status, 200);
}

TEST_F(Libcurl, IsRefusedWithAWrongNameOrPassword) {
  for (const std::string algorithm : {"MD5", "MD5-sess", "SHA-256"}) {
    EXPECT_EQ(get(relay(algorithm), "acs", "secret wort").status, 401) << algorithm;
    EXPECT_EQ(get(relay(algorithm), "acz", "secret word").status, 401) << algorithm;
  }
  EXPECT_EQ(requests, 0U);
}

}  // namespace
}  // namespace lineman::cwmp
