// One call that waits for its answer.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "varlink/message.hpp"
#include "varlink/peer.hpp"

namespace lineman::varlink {

// Distinguishes the connections of one server; never used twice.
using ConnectionId = std::uint64_t;

enum class Queued : std::uint8_t {
  yes,
  full,    // the peer reads too slowly: not sent; Handler::drained() says when there is room again
  closed,  // there is nobody any more
};

// A handle that may be kept, copied and answered later, on the thread of the server. The first
// reply or error ends it; what comes after, or after the connection closed, is dropped. When the
// last copy goes without an answer, the caller is told MethodNotImplemented. Answers to a `oneway`
// call are dropped.
class Exchange {
 public:
  // What a connection does for its exchanges.
  class Line {
   public:
    virtual ~Line() = default;
    virtual ConnectionId id() const = 0;
    virtual const Peer& peer() const = 0;
    // A reply that does not continue ends the call, and is taken whatever else waits.
    virtual Queued send(const Reply& reply) = 0;
  };

  Exchange(std::weak_ptr<Line> line, Call call);

  const Call& call() const;
  ConnectionId connection() const;
  const Peer& peer() const;
  bool open() const;  // not answered, and the connection stands

  void reply(Object parameters = {});
  void error(const Reply& error);
  // One reply of several. The call has `more` set.
  Queued continues(Object parameters);

 private:
  struct State;
  void finish(const Reply& reply);

  std::shared_ptr<State> state_;
};

}  // namespace lineman::varlink
