#include "varlink/frame_buffer.hpp"

#include <algorithm>

namespace lineman::varlink {
namespace {

// Capacity that an idle connection may keep.
constexpr std::size_t kept_capacity = std::size_t{16} * 1024;

}  // namespace

void FrameBuffer::drop_what_is_done() {
  if (begin_ == 0) return;
  octets_.erase(0, begin_);
  scanned_ -= std::min(scanned_, begin_);
  begin_ = 0;
  if (octets_.size() < kept_capacity && octets_.capacity() > kept_capacity) octets_.shrink_to_fit();
}

void FrameBuffer::append(std::string_view octets) {
  if (too_long_) return;
  drop_what_is_done();
  octets_.append(octets);
}

std::optional<std::string_view> FrameBuffer::next() {
  if (too_long_) return std::nullopt;
  const auto nul = octets_.find('\0', std::max(begin_, scanned_));
  const auto end = nul == std::string::npos ? octets_.size() : nul;
  if (end - begin_ > maximum_) {
    too_long_ = true;
    octets_.clear();
    octets_.shrink_to_fit();
    begin_ = scanned_ = 0;
    return std::nullopt;
  }
  scanned_ = end;
  if (nul == std::string::npos) return std::nullopt;
  const auto frame = std::string_view(octets_).substr(begin_, nul - begin_);
  begin_ = scanned_ = nul + 1;
  return frame;
}

}  // namespace lineman::varlink
