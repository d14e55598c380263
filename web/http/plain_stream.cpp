#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "web/http/byte_stream.hpp"

namespace lineman::web {
namespace {

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(Socket socket) : socket_{std::move(socket)} {}

  void begin(Done done) override { later(std::move(done), {}); }

  void read(boost::asio::mutable_buffer into, Got got) override {
    socket_.async_read_some(into, std::move(got));
  }

  void write(boost::asio::const_buffer octets, Done done) override {
    boost::asio::async_write(socket_, octets,
                             [done = std::move(done)](Error error, std::size_t) { done(error); });
  }

  void end_writing(Done done) override {
    Error error;
    socket_.shutdown(Socket::shutdown_send, error);
    later(std::move(done), error);
  }

  Socket& socket() override { return socket_; }

 private:
  void later(Done done, Error error) {
    boost::asio::post(socket_.get_executor(), [done = std::move(done), error] { done(error); });
  }

  Socket socket_;
};

}  // namespace

std::unique_ptr<ByteStream> plain_stream(ByteStream::Socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace lineman::web
