#include "varlink/listen_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "varlink/local_address.hpp"

namespace lineman::varlink {
namespace {

using Unexpected = tl::unexpected<std::string>;

// Connections that the kernel keeps until they are accepted.
constexpr int backlog = 16;

std::string sentence(const std::string& path, const char* what, int error) {
  return path + ": " + what + ": " + std::generic_category().message(error);
}

int make_socket() {
  return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

int bind_to(int descriptor, const sockaddr_un& address) {
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  return bind(descriptor, generic, sizeof address) == 0 ? 0 : errno;
}

// Whether `path` is a socket's file that nobody listens on.
bool is_left_over(const std::string& path, const sockaddr_un& address) {
  struct stat file {};
  if (lstat(path.c_str(), &file) != 0 || !S_ISSOCK(file.st_mode)) return false;
  const int probe = make_socket();
  if (probe < 0) return false;
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  const bool refused = connect(probe, generic, sizeof address) != 0 && errno == ECONNREFUSED;
  close(probe);
  return refused;
}

}  // namespace

tl::expected<ListenSocket, std::string> ListenSocket::at(const std::string& path, mode_t mode,
                                                         std::optional<gid_t> group) {
  const auto address = local_address(path);
  if (!address) return Unexpected(address.error());
  ListenSocket made(make_socket());
  if (made.descriptor_ < 0) return Unexpected(sentence(path, "cannot make a socket", errno));
  int error = bind_to(made.descriptor_, *address);
  if (error == EADDRINUSE && is_left_over(path, *address)) {
    unlink(path.c_str());
    error = bind_to(made.descriptor_, *address);
  }
  if (error != 0) return Unexpected(sentence(path, "cannot listen", error));
  made.path_ = path;
  struct stat file {};
  if (lstat(path.c_str(), &file) != 0) return Unexpected(sentence(path, "cannot listen", errno));
  made.device_ = file.st_dev;
  made.inode_ = file.st_ino;
  // Nobody can connect before listen(), so that the mode is never wider than asked for.
  if (group && chown(path.c_str(), static_cast<uid_t>(-1), *group) != 0 && errno != EPERM) {
    return Unexpected(sentence(path, "cannot give the file to its group", errno));
  }
  if (chmod(path.c_str(), mode) != 0)
    return Unexpected(sentence(path, "cannot set its mode", errno));
  if (listen(made.descriptor_, backlog) != 0) {
    return Unexpected(sentence(path, "cannot listen", errno));
  }
  return made;
}

tl::expected<ListenSocket, std::string> ListenSocket::inherited(int descriptor) {
  const auto name = "descriptor " + std::to_string(descriptor);
  int domain = 0;
  int listens = 0;
  socklen_t size = sizeof domain;
  if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0) {
    return Unexpected(sentence(name, "is no socket", errno));
  }
  size = sizeof listens;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0) {
    return Unexpected(sentence(name, "is no socket", errno));
  }
  if (domain != AF_UNIX || listens == 0) {
    return Unexpected(name + ": is no listening local socket");
  }
  return ListenSocket(descriptor);
}

ListenSocket::ListenSocket(ListenSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::exchange(other.path_, {})),
      device_(other.device_),
      inode_(other.inode_) {}

ListenSocket& ListenSocket::operator=(ListenSocket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  std::swap(device_, other.device_);
  std::swap(inode_, other.inode_);
  return *this;
}

ListenSocket::~ListenSocket() {
  remove_file();
  if (descriptor_ >= 0) close(descriptor_);
}

int ListenSocket::release() {
  return std::exchange(descriptor_, -1);
}

void ListenSocket::remove_file() {
  if (path_.empty()) return;
  struct stat file {};
  if (lstat(path_.c_str(), &file) != 0) return;
  if (file.st_dev == device_ && file.st_ino == inode_) unlink(path_.c_str());
}

}  // namespace lineman::varlink
