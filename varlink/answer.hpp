// What a client gets: a reply, or the reason why there is none.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "varlink/message.hpp"

namespace lineman::varlink {

enum class FailureKind : std::uint8_t {
  not_connected,  // nobody there, or end of file before the answer
  timed_out,
  protocol,    // what came is no reply
  overloaded,  // too many calls wait already
};

struct Failure {
  FailureKind kind = FailureKind::not_connected;
  std::string sentence;  // without a full stop
};

// A reply that carries an error of the service is a Reply, not a Failure.
using Answer = tl::expected<Reply, Failure>;

}  // namespace lineman::varlink
