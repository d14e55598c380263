// The gate before the codec: nothing reads a message of the ACS before expat has found it to be
// well formed, in UTF-8, without a DTD and within the limits (codec.hpp). On the way it notes how
// the envelope is made up (SOAP 1.1, 4), so that a message whose Body is broken can still be
// answered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineman::cwmp {

inline constexpr std::string_view soap_envelope_space = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view cwmp_stem = "urn:dslforum-org:cwmp-";  // of every version
inline constexpr std::size_t maximum_header_blocks = 32;

struct ElementName {
  std::string space{};  // the URI, empty where it has none
  std::string local{};

  bool operator==(const ElementName&) const = default;
};

struct HeaderBlock {
  ElementName name{};
  std::string text{};            // as it stands there, white space too; not that of its children
  bool must_understand = false;  // and it is meant for us (SOAP 1.1, 4.2.2)
};

struct Outline {
  // Why nothing may read the message: "line 3: mismatched tag"; the rest is then what stands before
  // that place.
  std::optional<std::string> problem{};

  ElementName root{};
  std::vector<HeaderBlock> headers{};
  bool has_body = false;
  std::vector<ElementName> body{};  // what stands in the Body: the first two suffice
  std::string cwmp_space{};         // of the first element of CWMP, wherever it stands

  // The first element in the Body, as plain_body.hpp says.
  std::string plain_body{};
  // Well formed, and still not to be taken for arguments: "line 3: <Name> is a reference".
  std::optional<std::string> arguments_problem{};
};

Outline read_outline(std::string_view text);

}  // namespace lineman::cwmp
