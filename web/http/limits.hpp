// What the door gives somebody whom nobody knows yet, and how long it waits for them.
#pragma once

#include <chrono>
#include <cstddef>

namespace lineman::web {

// Octets of a request.
inline constexpr std::size_t longest_request_line = 2048;
inline constexpr std::size_t largest_head = std::size_t{8} * 1024;     // request line and headers
inline constexpr std::size_t most_fields = 64;                         // headers
inline constexpr std::size_t largest_body = std::size_t{1024} * 1024;  // an import

// Octets that are kept in memory for a connection besides.
inline constexpr std::size_t most_ahead = std::size_t{16} * 1024;       // of requests that may wait
inline constexpr std::size_t most_unwritten = std::size_t{256} * 1024;  // of a stream

// At a time. A browser opens up to six, and several browsers may stand behind one address; it
// still cannot shut the others out.
inline constexpr std::size_t most_connections = 96;
inline constexpr std::size_t most_connections_of_source = 64;

inline constexpr std::chrono::seconds longest_handshake{5};
inline constexpr std::chrono::seconds longest_head{10};   // from the first octet on
inline constexpr std::chrono::seconds longest_body{20};   // from the head on
inline constexpr std::chrono::seconds longest_idle{60};   // between two requests
inline constexpr std::chrono::seconds longest_write{20};  // of a piece
inline constexpr std::chrono::seconds longest_answer{120};
inline constexpr std::size_t piece_of_writing = std::size_t{16} * 1024;  // octets

// After the last answer what still comes is read and thrown away, for so long and so much: closing
// at once would take the answer back (RFC 9112, 9.6).
inline constexpr std::chrono::seconds longest_farewell{2};
inline constexpr std::size_t most_thrown_away = std::size_t{64} * 1024;  // octets

inline constexpr unsigned log_lines_per_minute = 20;  // about strangers; then their number alone

}  // namespace lineman::web
