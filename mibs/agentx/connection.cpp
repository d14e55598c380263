#include "mibs/agentx/connection.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <optional>

#include "datamodel/validation.hpp"
#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/limits.hpp"

namespace lineman::mibs::agentx {
namespace {

using Error = boost::system::error_code;
using Stream = boost::asio::generic::stream_protocol;
using Socket = Stream::socket;

constexpr std::uint16_t default_port = 705;

// "192.0.2.1", "192.0.2.1:705", "[2001:db8::1]:705"
std::optional<Stream::endpoint> ip_endpoint(std::string_view text) {
  const auto bracket = text.find(']');
  const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  auto host = text.substr(0, colon);
  if (bracket != std::string_view::npos && text.starts_with('['))
    host = text.substr(1, bracket - 1);
  auto port = std::uint64_t{default_port};
  if (colon != std::string_view::npos) {
    port = static_cast<std::uint64_t>(datamodel::to_integer(text.substr(colon + 1)).value_or(0));
  }
  Error error;
  const auto address = boost::asio::ip::make_address(std::string{host}, error);
  if (error || port == 0 || port > 65'535) return std::nullopt;
  return boost::asio::ip::tcp::endpoint{address, static_cast<std::uint16_t>(port)};
}

std::optional<Stream::endpoint> endpoint_of(std::string_view address) {
  constexpr std::size_t longest_path = 107;  // of sockaddr_un
  const auto colon = address.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = address.substr(0, colon);
  const auto rest = address.substr(colon + 1);
  if (kind == "tcp" || kind == "tcp6") return ip_endpoint(rest);
  if (kind != "unix" || rest.size() > longest_path) return std::nullopt;
  return boost::asio::local::stream_protocol::endpoint{std::string{rest}};
}

}  // namespace

class Connection::State : public std::enable_shared_from_this<State> {
 public:
  State(boost::asio::io_context& io, Listener& listener) : socket_{io}, listener_{&listener} {}

  void connect(const std::string& address);
  void send(const std::string& octets);
  void leave();

 private:
  void connected(const Error& error);
  void read();
  void read_some();
  void write();
  void fail(const std::string& why);

  Socket socket_;
  Listener* listener_;  // nothing once nothing is to be called
  FrameBuffer input_;
  std::string output_;
  bool writing_ = false;
  bool failed_ = false;
};

void Connection::State::connect(const std::string& address) {
  const auto endpoint = endpoint_of(address);
  if (!endpoint) return fail("the address is none of AgentX");
  socket_.async_connect(
      *endpoint, [self = shared_from_this()](const Error& error) { self->connected(error); });
}

void Connection::State::connected(const Error& error) {
  if (listener_ == nullptr || failed_) return;
  if (error) return fail(error.message());
  Error ignored;
  socket_.non_blocking(true, ignored);
  read();
  listener_->connected();
}

void Connection::State::read() {
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const Error& error) {
    if (self->listener_ == nullptr || self->failed_) return;
    if (error) return self->fail(error.message());
    self->read_some();
  });
}

void Connection::State::read_some() {
  std::array<char, 4096> octets{};
  Error error;
  const auto size = socket_.read_some(boost::asio::buffer(octets), error);
  if (error && error != boost::asio::error::would_block) {
    return fail(error == boost::asio::error::eof ? "it has gone" : error.message());
  }
  input_.add({octets.data(), size});
  while (listener_ != nullptr && !failed_) {
    const auto frame = input_.next();
    if (!frame) break;
    listener_->received(*frame);
  }
  if (listener_ == nullptr || failed_) return;
  if (input_.broken()) return fail("it sends what is no AgentX");
  read();
}

void Connection::State::send(const std::string& octets) {
  if (failed_) return;
  output_ += octets;
  if (output_.size() > maximum_unsent) return fail("it does not take its answers");
  if (!writing_) write();
}

void Connection::State::write() {
  Error error;
  const auto size = socket_.write_some(boost::asio::buffer(output_), error);
  if (error && error != boost::asio::error::would_block) return fail(error.message());
  output_.erase(0, size);
  writing_ = !output_.empty();
  if (!writing_) return;
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const Error& failure) {
    if (self->listener_ == nullptr || self->failed_) return;
    if (failure) return self->fail(failure.message());
    self->write();
  });
}

// Said from the loop, so that whoever sends is never told within it.
void Connection::State::fail(const std::string& why) {
  if (failed_) return;
  failed_ = true;
  boost::asio::post(socket_.get_executor(), [self = shared_from_this(), why] {
    if (self->listener_ != nullptr) self->listener_->closed(why);
  });
}

void Connection::State::leave() {
  listener_ = nullptr;
  Error ignored;
  socket_.close(ignored);
}

Connection::Connection(boost::asio::io_context& io, Listener& listener)
    : state_{std::make_shared<State>(io, listener)} {}

Connection::~Connection() {
  state_->leave();
}

void Connection::connect(const std::string& address) {
  state_->connect(address);
}

void Connection::send(const std::string& octets) {
  state_->send(octets);
}

}  // namespace lineman::mibs::agentx
