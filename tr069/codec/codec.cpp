#include "tr069/codec/codec.hpp"

#include <new>

#include "tr069/codec/envelope.hpp"
#include "tr069/codec/gsoap_context.hpp"
#include "tr069/codec/message_writer.hpp"
#include "tr069/codec/request_reader.hpp"

namespace lineman::cwmp {

Codec::Codec() : context_(std::make_unique<GsoapContext>()) {}
Codec::~Codec() = default;

tl::expected<Envelope, DecodeError> Codec::decode(std::string_view text) {
  const auto outline = read_outline(text);
  auto frame = frame_of(outline);
  if (!frame) return tl::unexpected(std::move(frame.error()));
  auto body = read_body(*context_, outline, *frame);
  return Envelope{.header = std::move(frame->header), .cwmp = frame->cwmp, .body = std::move(body)};
}

template <typename Body>
std::string Codec::envelope(const std::optional<std::string>& id, Namespace cwmp, bool announces,
                            const Body& body) {
  std::string text;
  const auto table = writing_table(cwmp);
  auto& soap = context_->ready_to_write(table.data(), text);
  MessageWriter(soap).envelope(id, announces, body);
  const bool written = soap.error == SOAP_OK;
  context_->finished();
  if (!written) throw std::bad_alloc();  // nothing else can go wrong in memory
  return text;
}

std::string Codec::encode(const Inform& inform, std::string_view id, Namespace cwmp) {
  return envelope(std::string(id), cwmp, cwmp == Namespace::cwmp_1_4,
                  [&](MessageWriter& writer) { writer.write(inform); });
}

std::string Codec::encode(const OwnRequest& request, std::string_view id, Namespace cwmp) {
  return envelope(std::string(id), cwmp, false, [&](MessageWriter& writer) {
    std::visit([&](const auto& one) { writer.write(one); }, request);
  });
}

std::string Codec::encode(const Response& response, const std::optional<std::string>& id,
                          Namespace cwmp) {
  return envelope(id, cwmp, false, [&](MessageWriter& writer) {
    std::visit([&](const auto& one) { writer.write(one); }, response);
  });
}

std::string Codec::encode_must_understand(const std::optional<std::string>& id, Namespace cwmp) {
  return envelope(id, cwmp, false, [&](MessageWriter& writer) {
    writer.write_fault("SOAP-ENV:MustUnderstand", "a header that must be understood is unknown",
                       nullptr);
  });
}

void Codec::release() {
  context_->release();
}

}  // namespace lineman::cwmp
