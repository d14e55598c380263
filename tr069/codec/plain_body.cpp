#include "tr069/codec/plain_body.hpp"

#include <algorithm>
#include <array>

#include "tr069/codec/xml_gate.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view declarations =
    " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    " xmlns:cwmp=\"urn:dslforum-org:cwmp-1-2\"";

// What is text in the requests that we know, and in faults.
constexpr std::array<std::string_view, 27> text_elements{"Name",
                                                         "Value",
                                                         "string",
                                                         "ParameterKey",
                                                         "CommandKey",
                                                         "ObjectName",
                                                         "NextLevel",
                                                         "ParameterPath",
                                                         "NotificationChange",
                                                         "Notification",
                                                         "AccessListChange",
                                                         "FileType",
                                                         "URL",
                                                         "Username",
                                                         "Password",
                                                         "FileSize",
                                                         "TargetFileName",
                                                         "DelaySeconds",
                                                         "WindowStart",
                                                         "WindowEnd",
                                                         "WindowMode",
                                                         "UserMessage",
                                                         "MaxRetries",
                                                         "FaultCode",
                                                         "FaultString",
                                                         "faultcode",
                                                         "faultstring"};

bool is_text(std::string_view local) {
  return std::find(text_elements.begin(), text_elements.end(), local) != text_elements.end();
}

bool is_special(char c) {
  return c == '&' || c == '<' || c == '>' || c == '"' || c == '\r';
}

std::string_view escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#13;";
  }
}

bool is_cwmp(NameView name) {
  return name.space.substr(0, cwmp_stem.size()) == cwmp_stem;
}

}  // namespace

std::string_view PlainBody::start(NameView name, const PlainAttributes& attributes) {
  ++depth_;
  if (skipped_depth_ != 0) return {};
  const bool known = name.space.empty() || is_cwmp(name) || name.space == soap_envelope_space;
  if (text_depth_ != 0 || !known) {
    skipped_depth_ = depth_;
    return text_depth_ != 0 ? "stands in an argument that is text" : "";
  }
  if (is_text(name.local)) text_depth_ = depth_;
  written_ += '<';
  write_tag(name);
  if (depth_ == 1) written_ += declarations;
  if (!attributes.type.empty()) {
    written_ += " xsi:type=\"";
    write_escaped(attributes.type);
    written_ += '"';
  }
  if (attributes.nil) written_ += " xsi:nil=\"true\"";
  written_ += '>';
  return attributes.reference ? "is a reference" : "";
}

void PlainBody::text(std::string_view part) {
  if (text_depth_ != 0 && text_depth_ == depth_) write_escaped(part);
}

void PlainBody::end(NameView name) {
  if (skipped_depth_ == 0) {
    written_ += "</";
    write_tag(name);
    written_ += '>';
  }
  if (skipped_depth_ == depth_) skipped_depth_ = 0;
  if (text_depth_ == depth_) text_depth_ = 0;
  --depth_;
}

void PlainBody::write_tag(NameView name) {
  if (depth_ == 1 && name.space == soap_envelope_space)
    written_ += "SOAP-ENV:";
  else if (depth_ == 1 || (name.local == "Fault" && is_cwmp(name)))
    written_ += "cwmp:";
  written_ += name.local;
}

void PlainBody::write_escaped(std::string_view text) {
  while (!text.empty()) {
    const auto* const end = std::find_if(text.begin(), text.end(), is_special);
    const auto plain = static_cast<std::size_t>(end - text.begin());
    written_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    written_ += escaped(text.front());
    text.remove_prefix(1);
  }
}

}  // namespace lineman::cwmp
