// HTTP towards the ACS (TR-069, 3.4): libcurl on the agent's loop.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "tr069/session/session.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

struct HttpSettings {
  std::string ca_file{};  // certificates of authorities; with either, the peer's certificate is
                          // always verified
  std::string ca_path{};
  std::string client_certificate{};
  std::string client_key{};
  bool allow_basic_over_http = false;
};

// Where and as whom. The password is a secret.
struct AcsAddress {
  std::string url;
  std::string username{};
  std::string password{};

  bool operator==(const AcsAddress&) const = default;
};

inline constexpr unsigned maximum_redirects = 5;
inline constexpr std::size_t maximum_reply_head =
    std::size_t{64} * 1024;  // octets of header fields

// Shared by all sessions of the agent: one libcurl multi handle on the loop. One thread: the
// loop's, which outlives it.
class HttpClient {
 public:
  explicit HttpClient(boost::asio::io_context& loop);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  class Connection;
  // For one session of CWMP: one connection as far as the ACS lets it stand, its cookies, its
  // credentials and redirects, all forgotten with it. The client outlives it.
  std::unique_ptr<Connection> open(const HttpSettings& settings, const AcsAddress& acs);

 private:
  friend class Connection;
  class Multi;
  std::unique_ptr<Multi> multi_;
};

// Every post() gets exactly one reply from the loop, never from within post(), and none after the
// connection was destroyed. An error is a sentence for log and status ("certificate: host name
// mismatch"), never with a secret in it. 401 with good credentials was answered by the transport;
// what gets through is a refusal. Redirects (301, 302, 307) are followed here, at most
// maximum_redirects in a session, by hand: to another origin the credentials go only where it
// challenges for them.
class HttpClient::Connection {
 public:
  using OnReply = std::function<void(tl::expected<HttpReply, std::string>)>;

  Connection(HttpClient& client, const HttpSettings& settings, const AcsAddress& acs);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // An envelope, or an empty body (then without SOAPAction and Content-Type).
  void post(std::string body, OnReply reply);

  // Our address towards the ACS, as of the last reply; empty before.
  const std::string& local_address() const;

 private:
  class Transfer;
  std::unique_ptr<Transfer> transfer_;
};

}  // namespace lineman::cwmp
