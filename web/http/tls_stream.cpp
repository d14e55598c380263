#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "web/http/byte_stream.hpp"

namespace lineman::web {
namespace {

class TlsStream final : public ByteStream {
 public:
  TlsStream(Socket socket, std::shared_ptr<boost::asio::ssl::context> context)
      : context_{std::move(context)}, stream_{std::move(socket), *context_} {}

  void begin(Done done) override {
    stream_.async_handshake(boost::asio::ssl::stream_base::server, std::move(done));
  }

  void read(boost::asio::mutable_buffer into, Got got) override {
    stream_.async_read_some(into, std::move(got));
  }

  void write(boost::asio::const_buffer octets, Done done) override {
    boost::asio::async_write(stream_, octets,
                             [done = std::move(done)](Error error, std::size_t) { done(error); });
  }

  // Whether the peer says the same is of no interest: the end of its octets is.
  void end_writing(Done done) override {
    stream_.async_shutdown([this, done = std::move(done)](Error) {
      Error error;
      socket().shutdown(Socket::shutdown_send, error);
      done(error);
    });
  }

  Socket& socket() override { return stream_.next_layer(); }

 private:
  std::shared_ptr<boost::asio::ssl::context> context_;
  boost::asio::ssl::stream<Socket> stream_;
};

}  // namespace

std::unique_ptr<ByteStream> tls_stream(ByteStream::Socket socket,
                                       std::shared_ptr<boost::asio::ssl::context> context) {
  return std::make_unique<TlsStream>(std::move(socket), std::move(context));
}

}  // namespace lineman::web
