// Cuts what a stream socket delivers into frames. Pure: octets in, frames out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "varlink/limits.hpp"

namespace lineman::varlink {

// Holds at most one unfinished frame and what came with it; whoever reads stops reading while it is
// full().
class FrameBuffer {
 public:
  explicit FrameBuffer(std::size_t maximum = maximum_frame) : maximum_(maximum) {}

  void append(std::string_view octets);

  // The next whole frame, without its NUL; nothing where none is whole yet, or where it is too
  // long. Good until the next call of append() or next().
  std::optional<std::string_view> next();

  // A frame is longer than the limit: nothing that follows can be understood, and next() gives
  // nothing any more.
  bool too_long() const { return too_long_; }

  // As much waits as one frame may have: read no further until next() has been called.
  bool full() const { return octets_.size() - begin_ > maximum_; }

  // Octets of an unfinished frame: something was cut off where the stream ends here.
  bool in_the_middle() const { return begin_ < octets_.size(); }

 private:
  void drop_what_is_done();

  std::size_t maximum_;
  std::string octets_;
  std::size_t begin_ = 0;    // of the first frame that was not handed out
  std::size_t scanned_ = 0;  // up to here there is no NUL after begin_
  bool too_long_ = false;
};

}  // namespace lineman::varlink
