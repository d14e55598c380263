// What the outline of an envelope says by itself: whether it is one of CWMP, what its header means,
// and what stands in its Body (SOAP 1.1, 4; TR-069, 3.5).
#pragma once

#include <tl/expected.hpp>

#include "tr069/codec/codec.hpp"
#include "tr069/codec/messages.hpp"
#include "tr069/codec/xml_gate.hpp"

namespace lineman::cwmp {

struct Frame {
  Header header{};
  Namespace cwmp = Namespace::cwmp_1_2;
  bool is_fault = false;
  std::string name{};  // of the RPC: "Reboot", "InformResponse"
};

tl::expected<Frame, DecodeError> frame_of(const Outline& outline);

// "InformResponse", and any other that ends so.
bool is_response(std::string_view name);

}  // namespace lineman::cwmp
