// Session descriptions of a phone without sound (RFC 4566, RFC 3264): carried and answered, never
// acted on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

inline constexpr std::string_view sdp_type = "application/sdp";
inline constexpr std::size_t most_media_lines = 16;  // an offer with more is refused

// One side's part in the session of one call: its descriptions have the same session id and a
// version that grows with each of them (RFC 3264, 8).
class SdpSession {
 public:
  explicit SdpSession(std::int64_t id) : id_(id) {}

  // One inactive audio stream, PCMU and PCMA, at the discard port.
  std::string offer(const IpAddress& local);
  // Each media line answered in its place: audio over RTP with PCMU or PCMA inactive, all else
  // refused. Or one sentence that says why the offer cannot be accepted.
  tl::expected<std::string, std::string> answer(std::string_view offer, const IpAddress& local);

 private:
  std::string head(const IpAddress& local);

  std::int64_t id_;
  std::uint32_t version_ = 0;
};

}  // namespace lineman::sipcore
