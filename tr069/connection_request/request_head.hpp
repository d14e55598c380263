// The head of an HTTP/1.x request, from the octets of a connection (RFC 9112). Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::cwmp {

inline constexpr std::size_t maximum_request_head = 8192;  // octets

struct RequestHead {
  std::string method;
  std::string target;           // as it came
  std::string authorization{};  // the field's value; empty where there is none
  // Another request may follow on the connection: HTTP/1.1, no "Connection: close", no body.
  bool persistent = false;

  bool operator==(const RequestHead&) const = default;
};

// A head, or the status that refuses it: 400 for what is no HTTP/1.x request, 431 for a head above
// maximum_request_head, 505 for another version of HTTP.
using HeadResult = tl::expected<RequestHead, unsigned>;

// Reads one head after the other. Strict where a lenient reader could take it for something else:
// white space before a field or its colon (obsolete folding), a CR alone, NUL and other control
// characters, and a second Authorization are 400. Lenient where senders are sloppy: LF alone ends a
// line, empty lines before a request are skipped, Host is neither asked for nor looked at. Holds no
// more than a head and what was added last.
class RequestHeadReader {
 public:
  // Nothing while more octets are needed. What is behind a head is kept for the next one, which
  // add({}) asks for. After a refusal every call refuses alike.
  std::optional<HeadResult> add(std::string_view octets);

 private:
  std::optional<unsigned> take_line(std::string_view line);
  std::optional<unsigned> take_request_line(std::string_view line);
  std::optional<unsigned> take_field(std::string_view line);
  HeadResult refuse(unsigned status);
  HeadResult finish();

  std::string octets_{};      // not yet read
  std::size_t searched_ = 0;  // of them, without the end of a line
  std::size_t size_ = 0;      // of this head's lines
  std::optional<RequestHead> head_{};
  bool has_authorization_ = false;
  bool has_body_ = false;
  bool closes_ = false;
  unsigned refused_ = 0;
};

}  // namespace lineman::cwmp
