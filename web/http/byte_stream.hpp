// A connection's octets, encrypted or not. Internal to http/.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace lineman::web {

// One thread: the loop's. One read and one write at a time; what is given to them lives until they
// are done, and the stream too. No function is called from within the call that it was given to.
class ByteStream {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Error = boost::system::error_code;
  using Done = std::function<void(Error)>;
  using Got = std::function<void(Error, std::size_t)>;

  virtual ~ByteStream() = default;

  virtual void begin(Done done) = 0;                                    // before anything else
  virtual void read(boost::asio::mutable_buffer into, Got got) = 0;     // some
  virtual void write(boost::asio::const_buffer octets, Done done) = 0;  // all of them
  virtual void end_writing(Done done) = 0;  // tells the peer that there is nothing more
  virtual Socket& socket() = 0;             // below the encryption
};

std::unique_ptr<ByteStream> plain_stream(ByteStream::Socket socket);

// TLS, as the server; the context is kept.
std::unique_ptr<ByteStream> tls_stream(ByteStream::Socket socket,
                                       std::shared_ptr<boost::asio::ssl::context> context);

}  // namespace lineman::web
