// The other side of a stream: a server over TCP or TLS on a free port of an address.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "sipcore/message/target.hpp"
#include "sipcore/network/message_framer.hpp"
#include "tests/sipcore/network/certificates.hpp"

namespace lineman::test {

class StreamPeer {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                         // 0: a free one
    std::optional<CertificateFiles> certificate{};  // TLS
    std::string client_authority{};                 // whose certificates clients have to show
    int newest = 0;                                 // version of TLS; 0: any
    bool reads = true;
    std::function<std::string(const std::string&)> answer = nullptr;
  };

  StreamPeer(boost::asio::io_context& io, Options options);

  sipcore::Target target() const;
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void send(const std::string& octets);  // over the connection that was made last
  void hang_up();                        // ends all connections
  void stop_listening() { acceptor_.close(); }

  std::vector<std::string> received{};  // whole messages and line ends, of all connections
  std::vector<sipcore::Target> callers{};
  std::vector<std::string> server_names{};  // of TLS, as clients asked for them
  unsigned ended = 0;                       // connections that clients ended

 private:
  using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;
  struct Connection {
    std::unique_ptr<Stream> stream;
    sipcore::MessageFramer framer{};
    std::array<char, 4096> buffer{};
    bool open = true;
  };

  void accept();
  void begin(Connection& connection);
  void read(Connection& connection);
  void took(Connection& connection, const boost::system::error_code& error, std::size_t length);
  void write(Connection& connection, const std::string& octets);

  Options options_;
  boost::asio::ssl::context context_{boost::asio::ssl::context::tls_server};
  boost::asio::ip::tcp::acceptor acceptor_;
  std::list<Connection> connections_{};
};

}  // namespace lineman::test
