#include "tests/varlink/rig.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>

#include "varlink/connect_socket.hpp"

namespace lineman::varlink {
namespace {

ServerOptions with_test_interface(ServerOptions options) {
  options.information = {
      .vendor = "Example", .product = "Test", .version = "1", .url = "https://example.org"};
  options.interfaces.push_back({test_interface, test_description});
  return options;
}

}  // namespace

Scratch::Scratch() {
  std::string pattern = std::filesystem::temp_directory_path() / "lineman-varlink-XXXXXX";
  const char* made = mkdtemp(pattern.data());
  if (made == nullptr) throw std::runtime_error("cannot make a scratch folder");
  folder_ = made;
}

Scratch::~Scratch() {
  std::filesystem::remove_all(folder_);
}

bool turn_until(boost::asio::io_context& loop, const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    loop.restart();
    loop.run_one_for(std::chrono::milliseconds(1));
  }
  return true;
}

void turn(boost::asio::io_context& loop) {
  loop.restart();
  loop.poll();
}

RawPeer::RawPeer(const std::string& path) : descriptor_(connect_to(path).value_or(-1)) {
  if (descriptor_ < 0) throw std::runtime_error("cannot connect to " + path);
}

RawPeer::~RawPeer() {
  close();
}

std::size_t RawPeer::send(std::string_view octets) {
  std::size_t sent = 0;
  while (sent < octets.size()) {
    const auto went = ::send(descriptor_, octets.data() + sent, octets.size() - sent, MSG_NOSIGNAL);
    if (went < 0) break;
    sent += static_cast<std::size_t>(went);
  }
  return sent;
}

const std::string& RawPeer::received() {
  std::array<char, 65536> chunk{};
  while (true) {
    const auto got = recv(descriptor_, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) {
      received_.append(chunk.data(), static_cast<std::size_t>(got));
      continue;
    }
    at_end_ = at_end_ || got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    return received_;
  }
}

std::vector<std::string> RawPeer::messages() {
  std::vector<std::string> found;
  std::string_view rest = received();
  for (auto nul = rest.find('\0'); nul != std::string_view::npos; nul = rest.find('\0')) {
    found.emplace_back(rest.substr(0, nul));
    rest.remove_prefix(nul + 1);
  }
  return found;
}

bool RawPeer::at_end() {
  received();
  return at_end_;
}

void RawPeer::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

RawListener::~RawListener() {
  ::close(descriptor_);
}

void RawListener::accept_and_send(std::string_view octets) const {
  const int accepted = accept(descriptor_, nullptr, nullptr);
  if (accepted < 0) throw std::runtime_error("nobody connected");
  ::send(accepted, octets.data(), octets.size(), MSG_NOSIGNAL);
  ::close(accepted);
}

ServerRig::ServerRig(ServerOptions options)
    : path(scratch.path("socket")),
      server(std::in_place, loop, with_test_interface(std::move(options)), handler) {
  auto socket = ListenSocket::at(path, 0600);
  if (!socket) throw std::runtime_error(socket.error());
  server->open(std::move(*socket));
}

}  // namespace lineman::varlink
