#include "agent/processes/command_output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstring>
#include <memory>

namespace lineman::agent {
namespace {

using boost::system::error_code;

// The reading end of a pipe, and the last octets that came out of it.
class Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(boost::asio::io_context& loop, int descriptor, std::size_t most)
      : pipe_{loop, descriptor}, most_{most} {
    pipe_.non_blocking(true);
  }

  void listen() {
    pipe_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const error_code& error) {
                       if (!error && self->read()) self->listen();
                     });
  }

  // All that was said before now.
  std::string take() {
    // A child of the child may go on for ever.
    for (std::size_t taken = 0; taken <= most_ && read(); taken += piece) {
    }
    error_code ignored;
    pipe_.close(ignored);
    cut();
    return std::move(text_);
  }

 private:
  static constexpr std::size_t piece = 16'384;

  // False where nothing waits, or nothing will.
  bool read() {
    std::array<char, piece> octets{};
    error_code error;
    const auto size = pipe_.read_some(boost::asio::buffer(octets), error);
    text_.append(octets.data(), size);
    if (text_.size() > 2 * most_) cut();
    return !error;
  }
  void cut() {
    if (text_.size() > most_) text_.erase(0, text_.size() - most_);
  }

  boost::asio::posix::stream_descriptor pipe_;
  std::size_t most_;
  std::string text_;
};

}  // namespace

std::string read_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                         OutputLimits limits, std::function<void(const CommandOutput&)> ended) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return std::string("no pipe can be had: ") + std::strerror(errno);
  }
  const auto listener = std::make_shared<Listener>(loop, ends[0], limits.octets);
  const auto child = start_child(words, ends[1]);
  ::close(ends[1]);
  if (!child) return child.error();
  listener->listen();
  watch_child(loop, *child, limits.longest, [listener, ended = std::move(ended)](int code) {
    ended({.code = code, .text = listener->take()});
  });
  return {};
}

}  // namespace lineman::agent
