// What is to be written to a connection. Internal to http/.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"
#include "web/http/byte_stream.hpp"

namespace lineman::web {

// Writes in pieces, each of which the peer has to take within longest_write. One thread: the
// loop's. Stream and clock outlive it; `keep` holds whoever owns it while a piece is on its way.
class Outgoing {
 public:
  struct Hooks {
    std::function<std::shared_ptr<void>()> keep;
    std::function<void()> drained;  // all of it was written
    std::function<void()> failed;   // the peer is gone, or too slow; once
  };

  Outgoing(ByteStream& stream, Clock& clock, Hooks hooks);

  void add(std::string_view octets);
  std::size_t unwritten() const { return waiting_.size() + piece_.size(); }
  void stop();  // no function is called after it

 private:
  void write();
  void wrote(ByteStream::Error error);
  void fail();

  ByteStream& stream_;
  Clock& clock_;
  Hooks hooks_;
  std::string waiting_{};
  std::string piece_{};  // on its way
  std::unique_ptr<Timer> deadline_{};
  bool stopped_ = false;
};

}  // namespace lineman::web
