#include "tr069/transport/reply_buffer.hpp"

#include "tr069/codec/codec.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

bool ReplyBuffer::add_head(std::string_view line) {
  if (line.starts_with("HTTP/")) body_.clear();
  head_ += line.size();
  if (head_ <= maximum_reply_head) return true;
  problem_ = too_large_a_head();
  return false;
}

bool ReplyBuffer::add_body(std::string_view octets) {
  if (octets.size() <= maximum_envelope - body_.size()) {
    body_ += octets;
    return true;
  }
  problem_ = too_large_a_body();
  return false;
}

bool ReplyBuffer::has_come(std::uint64_t octets) {
  if (octets <= maximum_envelope) return true;
  problem_ = too_large_a_body();
  return false;
}

std::string too_large_a_head(std::string_view peer) {
  return std::string{peer} + " sent more than " + std::to_string(maximum_reply_head / 1024) +
         " KiB of header fields";
}

std::string too_large_a_body() {
  return "the ACS sent more than " + std::to_string(maximum_envelope / 1024 / 1024) + " MiB";
}

}  // namespace lineman::cwmp
