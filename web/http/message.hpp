// An HTTP request and its answer (RFC 9110), as what is behind the door sees them: without the
// library that reads and writes them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lineman::web {

enum class Method : std::uint8_t { get, head, post, other };

// Complete, and within the limits of the door. A header that is not there is empty; one that stands
// there twice was refused before, where it may not.
struct Request {
  Method method = Method::get;
  std::string path{};   // decoded, without the query; begins with '/', has no "." and ".." segments
  std::string query{};  // as it came, without the '?'
  std::string host{};   // Host or :authority, in lower case
  std::string origin{};
  std::string cookie{};
  std::string content_type{};  // in lower case, without parameters
  std::string accept_encoding{};
  std::string if_none_match{};
  std::string body{};
  std::string peer{};  // the address that it came from, without the port
  bool encrypted = false;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// What every answer carries besides (Strict-Transport-Security, Content-Security-Policy,
// Content-Length and the like) is the door's.
struct Response {
  unsigned status = 200;
  std::string content_type{};  // empty: there is no body
  std::string body{};
  Headers headers{};
};

}  // namespace lineman::web
