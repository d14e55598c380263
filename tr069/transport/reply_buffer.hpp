// What an ACS sends, as far as it may.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lineman::cwmp {

// The sentences about what is too large.
std::string too_large_a_head(std::string_view peer = "the ACS");
std::string too_large_a_body();

// A value type. Where a limit is exceeded, add is false and `problem` a sentence; nothing more is
// taken then.
class ReplyBuffer {
 public:
  // Header fields, counted over all answers to one post (100, 401, the last one); at most
  // maximum_reply_head.
  bool add_head(std::string_view line);
  // At most maximum_envelope. What came before a status line belongs to another answer.
  bool add_body(std::string_view octets);
  // That so much of a body has come, dropped parts included: that of a challenge which will be
  // answered is.
  bool has_come(std::uint64_t octets);

  const std::string& problem() const { return problem_; }
  std::string take_body() { return std::move(body_); }

 private:
  std::size_t head_ = 0;
  std::string body_;
  std::string problem_;
};

}  // namespace lineman::cwmp
