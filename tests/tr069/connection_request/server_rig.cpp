#include "tests/tr069/connection_request/server_rig.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <chrono>

#include "daemon/log.hpp"

namespace lineman::cwmp {

RawClient::RawClient(const std::string& host, unsigned short port, const std::string& source) {
  const boost::asio::ip::tcp::endpoint peer{boost::asio::ip::make_address(host), port};
  descriptor_ = ::socket(peer.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (!source.empty()) {
    const boost::asio::ip::tcp::endpoint own{boost::asio::ip::make_address(source), 0};
    if (::bind(descriptor_, own.data(), static_cast<socklen_t>(own.size())) != 0) {
      throw std::runtime_error("cannot call from " + source);
    }
  }
  if (::connect(descriptor_, peer.data(), static_cast<socklen_t>(peer.size())) != 0) {
    throw std::runtime_error("cannot connect to " + host);
  }
}

RawClient::~RawClient() {
  close();
}

void RawClient::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

std::size_t RawClient::send(std::string_view octets) const {
  const auto sent = ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

const std::string& RawClient::received() {
  std::array<char, 4096> chunk{};
  while (!at_end_) {
    const auto got = ::recv(descriptor_, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) {
      received_.append(chunk.data(), static_cast<std::size_t>(got));
      continue;
    }
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    at_end_ = true;
  }
  return received_;
}

bool RawClient::at_end() {
  received();
  return at_end_;
}

ServerRig::ServerRig(std::vector<std::string> listen, std::vector<int> inherited)
    : server{loop,
             clock,
             std::move(listen),
             {.credentials = [this] { return credentials; },
              .path = [] { return std::string{"path"}; },
              .requested =
                  [this] {
                    ++requests;
                    return requested();
                  },
              .counted = [this](RequestOutcome outcome) { outcomes.push_back(outcome); }},
             std::move(inherited)} {
  log::set_up("lineman", log::Level::info, log::Target::standard_error);
  server.open();
}

bool ServerRig::until(const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    loop.restart();
    loop.run_one_for(std::chrono::milliseconds(1));
  }
  return true;
}

void ServerRig::turn() {
  loop.restart();
  loop.poll();
}

unsigned short ServerRig::port() const {
  const auto url = server.url({});
  const auto colon = url.rfind(':');
  return colon == std::string::npos
             ? 0
             : static_cast<unsigned short>(std::stoul(url.substr(colon + 1)));
}

std::string ServerRig::ask(const std::string& request) {
  RawClient client{"127.0.0.1", port()};
  client.send(request);
  EXPECT_TRUE(until([&] { return client.received().find("\r\n\r\n") != std::string::npos; }));
  return client.received();
}

std::string ServerRig::get(const std::string& authorization, const std::string& target) {
  auto request = "GET " + target + " HTTP/1.1\r\nHost: phone\r\n";
  if (!authorization.empty()) request += "Authorization: " + authorization + "\r\n";
  return ask(request + "\r\n");
}

std::string ServerRig::logged(const std::function<void()>& action) {
  testing::internal::CaptureStderr();
  action();
  return testing::internal::GetCapturedStderr();
}

}  // namespace lineman::cwmp
