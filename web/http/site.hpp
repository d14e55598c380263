// What is served: the seam between the HTTP door and what stands behind it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "web/http/message.hpp"

namespace lineman::web {

enum class Written : std::uint8_t {
  yes,
  full,    // the browser reads too slowly: not written, and the stream was ended
  closed,  // there is nobody any more
};

// The way back to whoever asked. May be kept, and answered later on the loop's thread: by send()
// once, or by begin() once and then any number of write(). What comes after the end is dropped.
// When the last reference goes without an answer, the browser is told 500.
class Reply {
 public:
  virtual ~Reply() = default;

  virtual void send(Response response) = 0;

  // A body without an end, as server-sent events are (HTML, 9.2). `closed` is called once, when the
  // browser is gone or reads too slowly; not from within write().
  virtual void begin(Response head, std::function<void()> closed) = 0;
  virtual Written write(std::string text) = 0;
  virtual void end() = 0;
};

// One thread: the loop's, which outlives it.
class Site {
 public:
  virtual ~Site() = default;

  virtual void handle(Request request, std::shared_ptr<Reply> reply) = 0;
};

}  // namespace lineman::web
