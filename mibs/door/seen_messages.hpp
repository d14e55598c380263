// Messages that were seen, so that a copy of one is known for what it is.
#pragma once

#include <array>
#include <cstdint>
#include <deque>

#include "daemon/clock.hpp"

namespace lineman::mibs {

// SHA-256 over a message as it came, cut to 16 octets.
using MessageDigest = std::array<std::uint8_t, 16>;

// Bounded in number and time (limits.hpp).
class SeenMessages {
 public:
  // Whether it is new; it is remembered from now on.
  bool is_new(const MessageDigest& digest, TimePoint now);

  std::size_t size() const { return seen_.size(); }

 private:
  struct Seen {
    MessageDigest digest;
    TimePoint until;
  };

  std::deque<Seen> seen_;  // oldest first
};

}  // namespace lineman::mibs
