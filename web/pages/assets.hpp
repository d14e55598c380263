// The files of the page, compiled in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lineman::web {

enum class For : std::uint8_t {
  anybody,  // the login, and what it needs
  users,    // served to whoever is logged in
};

// All of it is there as long as the program is.
struct Asset {
  std::string_view content_type{};
  std::string_view bytes{};
  std::string_view gzip{};  // the same, compressed; empty: not worth it
  std::string_view etag{};  // with its quotes (RFC 9110, 8.8.3); another one with other bytes
  For whom = For::users;
};

// `path` as it stands in a request: "/", "/app.js". Nothing: there is no such file.
std::optional<Asset> asset(std::string_view path);

}  // namespace lineman::web
