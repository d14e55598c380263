// Who is at the other end of a local socket, as the kernel says (SO_PEERCRED, SO_PEERGROUPS;
// unix(7)).
#pragma once

#include <sys/types.h>

#include <optional>
#include <vector>

namespace lineman::varlink {

// As of the moment that the peer connected. The process may have ended since: `pid` is for logs
// only.
struct Peer {
  pid_t pid = 0;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups{};  // supplementary

  bool in_group(gid_t group) const;
};

// Nothing where the kernel does not say.
std::optional<Peer> peer_of(int socket);

}  // namespace lineman::varlink
