// What an ACS sends, as text, and the Codec's word on it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tr069/codec/codec.hpp"

namespace lineman::cwmp::test {

inline constexpr std::string_view usual_header =
    R"(<soap:Header><cwmp:ID soap:mustUnderstand="1">42</cwmp:ID></soap:Header>)";

// The root and the Body stand in lines 2 and 3, `body` begins in line 4.
inline std::string envelope(std::string_view body, std::string_view header = usual_header,
                            std::string_view version = "1-0") {
  std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  text += "\n";
  text += R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/")";
  text += R"( xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/")";
  text += R"( xmlns:xsd="http://www.w3.org/2001/XMLSchema")";
  text += R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")";
  text += R"( xmlns:cwmp="urn:dslforum-org:cwmp-)" + std::string(version) + "\">";
  text += header;
  text += "\n<soap:Body>\n";
  text += body;
  return text + "</soap:Body></soap:Envelope>\n";
}

inline std::string set_values(std::string_view items, std::string_view key = "k1") {
  return envelope("<cwmp:SetParameterValues><ParameterList>" + std::string(items) +
                  "</ParameterList><ParameterKey>" + std::string(key) +
                  "</ParameterKey></cwmp:SetParameterValues>");
}

// The request in it; a failure of the test and a BadRequest where there is none.
inline Request request_in(std::string_view text) {
  Codec codec;
  auto envelope = codec.decode(text);
  if (!envelope) {
    ADD_FAILURE() << envelope.error().sentence;
    return BadRequest{};
  }
  auto* const request = std::get_if<Request>(&envelope->body);
  if (request == nullptr) {
    ADD_FAILURE() << "no request";
    return BadRequest{};
  }
  return *request;
}

// What is said against it; a failure of the test where nothing is.
inline DecodeError error_in(std::string_view text) {
  Codec codec;
  auto envelope = codec.decode(text);
  if (!envelope) return envelope.error();
  ADD_FAILURE() << "it was accepted";
  return {};
}

}  // namespace lineman::cwmp::test
