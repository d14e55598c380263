#include "daemon/log_event.hpp"

#include <string_view>

namespace lineman::log {
namespace {

// Drawn once (journalctl --new-id128); the event's number takes the place of the last octet.
constexpr std::string_view family = "7afd4e578e8d4792a41287eaa1bf49";

}  // namespace

std::string message_id_of(Event event) {
  if (event == Event::none) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  const auto number = static_cast<unsigned char>(event);
  std::string id{family};
  id += digits[number >> 4U];
  id += digits[number & 0xFU];
  return id;
}

}  // namespace lineman::log
