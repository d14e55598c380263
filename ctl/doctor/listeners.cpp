#include "ctl/doctor/listeners.hpp"

#include <arpa/inet.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "ctl/doctor/owner.hpp"

namespace lineman::ctl::doctor {
namespace {

namespace fs = std::filesystem;

// States of proc(5): a TCP socket that listens, a UDP socket that is not connected.
constexpr std::string_view tcp_listens = "0A";
constexpr std::string_view udp_open = "07";

constexpr std::size_t word_digits = 8;  // hexadecimal, of 32 bits in the machine's order

// "0100007F" is 127.0.0.1 on a little-endian machine.
std::string address_text(const std::string& digits) {
  std::array<std::uint32_t, 4> words{};
  const auto count = digits.size() / word_digits;
  if (digits.size() % word_digits != 0 || (count != 1 && count != 4)) return {};
  for (std::size_t i = 0; i < count; ++i) {
    const auto* begin = digits.data() + i * word_digits;
    if (std::from_chars(begin, begin + word_digits, words[i], 16).ptr != begin + word_digits)
      return {};
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(count == 1 ? AF_INET : AF_INET6, words.data(), text.data(), text.size());
  return text.data();
}

bool is_any(std::string_view address) {
  return address == "0.0.0.0" || address == "::";
}

std::string content_of(const fs::path& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// {inode of a socket: process}, of the processes whose files this user may see.
std::map<std::uint64_t, pid_t> socket_holders() {
  std::map<std::uint64_t, pid_t> holders;
  std::error_code error;
  for (const auto& process : fs::directory_iterator{"/proc", error}) {
    const auto name = process.path().filename().string();
    pid_t pid = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc{}) continue;
    std::error_code hidden;
    for (auto file = fs::directory_iterator{process.path() / "fd", hidden};
         !hidden && file != fs::directory_iterator{}; file.increment(hidden)) {
      std::error_code gone;
      const auto target = fs::read_symlink(file->path(), gone).string();
      constexpr std::string_view mark = "socket:[";
      std::uint64_t inode = 0;
      if (!target.starts_with(mark)) continue;
      std::from_chars(target.data() + mark.size(), target.data() + target.size(), inode);
      holders.emplace(inode, pid);
    }
  }
  return holders;
}

}  // namespace

std::vector<Listener> parse_listeners(const std::string& table, bool udp) {
  std::vector<Listener> found;
  std::istringstream lines{table};
  std::string line;
  std::getline(lines, line);  // titles
  while (std::getline(lines, line)) {
    std::istringstream words{line};
    std::string slot, local, remote, state, queues, timer, retransmitted, timeout;
    Listener one{.udp = udp};
    words >> slot >> local >> remote >> state >> queues >> timer >> retransmitted >> one.owner >>
        timeout >> one.inode;
    const auto colon = local.find(':');
    if (!words || colon == std::string::npos || state != (udp ? udp_open : tcp_listens)) continue;
    one.address = address_text(local.substr(0, colon));
    std::from_chars(local.data() + colon + 1, local.data() + local.size(), one.port, 16);
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<Listener> listeners() {
  std::vector<Listener> all;
  for (const auto* name : {"tcp", "tcp6", "udp", "udp6"}) {
    auto found = parse_listeners(content_of(fs::path{"/proc/net"} / name), *name == 'u');
    all.insert(all.end(), found.begin(), found.end());
  }
  const auto holders = socket_holders();
  for (auto& one : all) {
    const auto holder = holders.find(one.inode);
    if (holder == holders.end()) continue;
    one.pid = holder->second;
    std::getline(std::ifstream{"/proc/" + std::to_string(one.pid) + "/comm"}, one.program);
  }
  return all;
}

std::vector<Listener> at(const std::vector<Listener>& all, bool udp, std::string_view address,
                         std::uint16_t port) {
  std::vector<Listener> found;
  for (const auto& one : all) {
    if (one.udp != udp || one.port != port) continue;
    if (one.address == address || is_any(one.address) || is_any(address)) found.push_back(one);
  }
  return found;
}

std::string name_of(const Listener& listener) {
  if (!listener.program.empty())
    return listener.program + " (process " + std::to_string(listener.pid) + ')';
  return "a program of the user " + user_of(listener.owner).name;
}

}  // namespace lineman::ctl::doctor
