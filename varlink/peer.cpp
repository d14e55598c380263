#include "varlink/peer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace lineman::varlink {
namespace {

// The kernel's own limit (NGROUPS_MAX); the first guess suffices nearly always.
constexpr std::size_t first_guess = 64;

std::vector<gid_t> groups_of(int socket) {
  std::vector<gid_t> groups(first_guess);
  while (true) {
    auto size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    const int result = getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size);
    const auto needed = size / sizeof(gid_t);
    if (result == 0) {
      groups.resize(needed);
      return groups;
    }
    if (errno != ERANGE || needed <= groups.size()) return {};
    groups.resize(needed);
  }
}

}  // namespace

bool Peer::in_group(gid_t group) const {
  return gid == group || std::ranges::find(groups, group) != groups.end();
}

std::optional<Peer> peer_of(int socket) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return std::nullopt;
  return Peer{.pid = credentials.pid,
              .uid = credentials.uid,
              .gid = credentials.gid,
              .groups = groups_of(socket)};
}

}  // namespace lineman::varlink
