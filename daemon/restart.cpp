#include "daemon/restart.hpp"

#include <linux/close_range.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>

namespace lineman::daemon {
namespace {

bool begins_anew = false;

}  // namespace

void begin_anew(boost::asio::io_context& loop) {
  begins_anew = true;
  loop.stop();
}

bool wants_to_begin_anew() {
  return begins_anew;
}

void execute_again(const char* const* arguments) {
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  // execv() changes nothing of what it is given; its signature is older than const.
  execv("/proc/self/exe", const_cast<char* const*>(arguments));  // NOLINT(*-const-cast)
}

}  // namespace lineman::daemon
