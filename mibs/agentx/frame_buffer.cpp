#include "mibs/agentx/frame_buffer.hpp"

#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t flags_at = 2;

}  // namespace

std::optional<Frame> FrameBuffer::next() {
  if (broken_ || octets_.size() < header_size) return std::nullopt;
  Frame frame;
  auto& header = frame.header;
  header.flags = static_cast<std::uint8_t>(octets_[flags_at]);
  PduReader reader{std::string_view{octets_}.substr(0, header_size), header.flags};
  const auto its_version = reader.octet();
  header.type = static_cast<PduType>(reader.octet());
  reader.number16();  // the flags, and what is reserved
  header.session = reader.number32();
  header.transaction = reader.number32();
  header.packet = reader.number32();
  const std::size_t length = reader.number32();
  broken_ = its_version != version || length > maximum_payload || length % 4 != 0;
  if (broken_ || octets_.size() - header_size < length) return std::nullopt;
  frame.payload = octets_.substr(header_size, length);
  octets_.erase(0, header_size + length);
  return frame;
}

}  // namespace lineman::mibs::agentx
