#include "daemon/restart.hpp"

#include <linux/close_range.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <climits>
#include <string>

#include "daemon/notify.hpp"

namespace lineman::daemon {
namespace {

bool begins_anew = false;

constexpr const char* itself = "/proc/self/exe";

// By its own name, so that `ps` shows it; one that was replaced meanwhile has none any more.
std::string own_program() {
  std::array<char, PATH_MAX> path{};
  const auto length = readlink(itself, path.data(), path.size() - 1);
  if (length <= 0 || access(path.data(), X_OK) != 0) return itself;
  return path.data();
}

}  // namespace

void begin_anew(boost::asio::io_context& loop) {
  begins_anew = !inherits_sockets();
  loop.stop();
}

bool wants_to_begin_anew() {
  return begins_anew;
}

void execute_again(const char* const* arguments) {
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  // execv() changes nothing of what it is given; its signature is older than const.
  execv(own_program().c_str(), const_cast<char* const*>(arguments));  // NOLINT(*-const-cast)
}

}  // namespace lineman::daemon
