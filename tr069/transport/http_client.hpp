// HTTP towards the ACS (TR-069, 3.4): libcurl on the agent's loop.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "tr069/transport/failure_cause.hpp"
#include "tr069/transport/http_reply.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

// Until the connection stands, with name, TCP and TLS.
inline constexpr std::chrono::seconds longest_connect{30};
// Until an answer is complete, a repetition with credentials included. Whoever waits for an answer
// has a shorter time of his own; this bounds an ACS that sends one octet after the other.
inline constexpr std::chrono::seconds longest_exchange{120};

// On the way to the ACS; without a URL there is none, whatever the environment says.
struct Proxy {
  std::string url{};          // http or https, host and port
  std::string except{};       // hosts that are reached without it, with commas between them
  std::string credentials{};  // "user:password"; a secret
};

// The peer's certificate is always verified: chain, dates and host name.
struct HttpSettings {
  std::string ca_file{};  // certificates of authorities (PEM), or a hashed folder of them; with
  std::string ca_path{};  // neither, the folder of the system
  std::string client_certificate{};  // PEM; none: empty
  std::string client_key{};          // PEM without a pass phrase; empty: beside the certificate
  bool allow_basic_over_http = false;
  // False where the phone has no clock yet: then the certificate's dates are nobody's business,
  // chain and name as ever.
  bool check_dates = true;
  Proxy proxy{};
  std::chrono::milliseconds longest_connect = cwmp::longest_connect;
  std::chrono::milliseconds longest_exchange = cwmp::longest_exchange;
};

// Where, as whom and how. The password is a secret.
struct AcsAddress {
  std::string url;
  std::string username{};
  std::string password{};
  // Our messages go as gzip, and the answers may come so (TR-069, 3.4.1).
  bool compress = false;

  bool operator==(const AcsAddress&) const = default;
};

inline constexpr unsigned maximum_redirects = 5;
inline constexpr std::size_t maximum_reply_head =
    std::size_t{64} * 1024;  // octets of header fields

// Makes the connections of the agent's sessions; keeps nothing between them. One thread: the
// loop's, which outlives it. libcurl is made ready by the first one, which throws
// std::runtime_error where that fails.
class HttpClient {
 public:
  explicit HttpClient(boost::asio::io_context& loop);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  class Connection;
  // For one session of CWMP: one connection as far as the ACS lets it stand, its cookies, its
  // credentials and redirects, all forgotten with it. The client outlives it.
  std::unique_ptr<Connection> open(const HttpSettings& settings, const AcsAddress& acs) const;

 private:
  friend class Connection;
  boost::asio::io_context& loop_;
};

// Every post() gets exactly one reply from the loop, never from within post(), and none after the
// connection was destroyed, which may happen at any time, from within a reply too. One post() at a
// time. An error is a sentence for log and status without a full stop ("the certificate of the ACS
// has expired"), never with a secret or a URL in it.
//
// A challenge (401) was answered by the transport; a 401 that gets through is a refusal.
// Credentials go nowhere before a challenge; Digest is preferred to Basic, and Basic goes over
// https only, unless the settings allow it for the ACS's own URL. Redirects (301, 302, 307) are
// followed here, at most maximum_redirects in a session, which stays where they lead
// (TR-069, 3.4.5); to another origin the credentials go only where it challenges for them.
class HttpClient::Connection {
 public:
  using OnReply = std::function<void(tl::expected<HttpReply, std::string>)>;

  Connection(const HttpClient& client, const HttpSettings& settings, const AcsAddress& acs);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // An envelope, or an empty body (then without SOAPAction and Content-Type).
  void post(std::string body, OnReply reply);

  // What the last post() that ended with an error failed because of.
  FailureCause failure_cause() const;

  // Our address towards the ACS, as of the last reply; empty before.
  const std::string& local_address() const;

 private:
  class Transfer;
  std::unique_ptr<Transfer> transfer_;
};

}  // namespace lineman::cwmp
