// Which programs listen at which ports of this machine.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineman::ctl::doctor {

struct Listener {
  bool udp = false;
  std::string address{};  // "127.0.0.1", "::"
  std::uint16_t port = 0;
  uid_t owner = 0;
  std::uint64_t inode = 0;
  pid_t pid = 0;          // 0: this user may not know
  std::string program{};  // empty likewise
};

// All of them, of both families. Programs of other users have a name for root alone.
std::vector<Listener> listeners();

// Those that a socket at `address` and `port` collides with: the same address, or one of the two
// means any.
std::vector<Listener> at(const std::vector<Listener>& all, bool udp, std::string_view address,
                         std::uint16_t port);

// Pure. The lines of /proc/net/tcp, tcp6, udp or udp6 (proc(5)) that listen.
std::vector<Listener> parse_listeners(const std::string& table, bool udp);

// "kamailio (process 123)", "a program of the user root".
std::string name_of(const Listener& listener);

}  // namespace lineman::ctl::doctor
