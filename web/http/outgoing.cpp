#include "web/http/outgoing.hpp"

#include <utility>

#include "web/http/limits.hpp"

namespace lineman::web {

Outgoing::Outgoing(ByteStream& stream, Clock& clock, Hooks hooks)
    : stream_{stream}, clock_{clock}, hooks_{std::move(hooks)} {}

void Outgoing::add(std::string_view octets) {
  if (stopped_) return;
  waiting_ += octets;
  if (piece_.empty()) write();
}

void Outgoing::stop() {
  stopped_ = true;
  deadline_.reset();
}

void Outgoing::write() {
  piece_ = waiting_.substr(0, piece_of_writing);
  waiting_.erase(0, piece_.size());
  if (piece_.empty()) return;
  deadline_ = clock_.after(longest_write, [this] { fail(); });
  stream_.write(boost::asio::buffer(piece_),
                [this, kept = hooks_.keep()](ByteStream::Error error) { wrote(error); });
}

void Outgoing::wrote(ByteStream::Error error) {
  if (stopped_) return;
  deadline_.reset();
  if (error) return fail();
  piece_.clear();
  if (waiting_.empty()) return hooks_.drained();
  write();
}

void Outgoing::fail() {
  stop();
  hooks_.failed();
}

}  // namespace lineman::web
