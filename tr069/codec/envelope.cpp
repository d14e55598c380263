#include "tr069/codec/envelope.hpp"

#include <algorithm>
#include <array>

#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::array namespaces{Namespace::cwmp_1_0, Namespace::cwmp_1_1, Namespace::cwmp_1_2,
                                Namespace::cwmp_1_3, Namespace::cwmp_1_4};

// Headers that an ACS may send (TR-069, table 4); the others that it may mark are unknown.
constexpr std::array known_headers{"ID", "HoldRequests", "SessionTimeout", "SupportedCWMPVersions",
                                   "UseCWMPVersion"};

std::optional<Namespace> namespace_of(std::string_view space) {
  const auto* const found = std::find_if(namespaces.begin(), namespaces.end(),
                                         [&](Namespace one) { return to_string(one) == space; });
  if (found == namespaces.end()) return std::nullopt;
  return *found;
}

const HeaderBlock* find(const Outline& outline, std::string_view name) {
  const auto found =
      std::find_if(outline.headers.begin(), outline.headers.end(), [&](const HeaderBlock& block) {
        return block.name.local == name && namespace_of(block.name.space);
      });
  return found == outline.headers.end() ? nullptr : &*found;
}

// Of any version of CWMP: the answer that we do not know it should carry the ID.
std::optional<std::string> id_of(const Outline& outline) {
  for (const auto& block : outline.headers)
    if (block.name.local == "ID" && block.name.space.rfind(cwmp_stem, 0) == 0) return block.text;
  return std::nullopt;
}

bool is_fault(const ElementName& name) {
  return name.space == soap_envelope_space && name.local == "Fault";
}

bool is_known(const HeaderBlock& block) {
  return namespace_of(block.name.space) && std::find(known_headers.begin(), known_headers.end(),
                                                     block.name.local) != known_headers.end();
}

std::string quoted(const ElementName& name) {
  return '<' + printable(name.local, longest_name) + '>';
}

// What is wrong with the envelope as such; empty where nothing is.
std::string problem_of_envelope(const Outline& outline) {
  if (outline.root != ElementName{std::string(soap_envelope_space), "Envelope"})
    return quoted(outline.root) + " is no envelope of SOAP 1.1";
  if (!outline.has_body) return "the envelope has no Body";
  if (outline.body.empty()) return "the Body is empty";
  if (outline.body.size() > 1)
    return "the Body has more than one element: " + quoted(outline.body[0]) + " and " +
           quoted(outline.body[1]);
  const auto& element = outline.body.front();
  if (!is_fault(element) && !namespace_of(element.space))
    return quoted(element) + " is in the namespace \"" + printable(element.space, longest_name) +
           "\", which is none of CWMP 1.0 to 1.4";
  return {};
}

}  // namespace

bool is_response(std::string_view name) {
  constexpr std::string_view ending = "Response";
  return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
}

tl::expected<Frame, DecodeError> frame_of(const Outline& outline) {
  Frame frame;
  frame.header.id = id_of(outline);
  DecodeError error{.id = frame.header.id};
  // An empty Body asks for nothing; where it was not reached, nothing is known.
  const bool answers = !outline.body.empty() &&
                       (is_fault(outline.body.front()) || is_response(outline.body.front().local));
  error.is_request = !answers && (outline.problem || !outline.body.empty());
  const auto refuse = [&](DecodeError::Kind kind, std::string sentence) {
    error.kind = kind;
    error.sentence = std::move(sentence);
    return tl::unexpected(error);
  };
  if (outline.problem) return refuse(DecodeError::Kind::not_xml, *outline.problem);
  if (auto problem = problem_of_envelope(outline); !problem.empty())
    return refuse(DecodeError::Kind::not_cwmp, std::move(problem));
  for (const auto& block : outline.headers)
    if (block.must_understand && !is_known(block))
      return refuse(DecodeError::Kind::must_understand,
                    "the header " + quoted(block.name) + " is unknown and must be understood");
  if (const auto* hold = find(outline, "HoldRequests")) {
    const auto value = parse_boolean(hold->text);
    if (!value) return refuse(DecodeError::Kind::not_cwmp, "HoldRequests is no boolean");
    frame.header.hold_requests = *value;
  }
  if (const auto* version = find(outline, "UseCWMPVersion"))
    frame.header.use_cwmp_version = printable(version->text, longest_name);
  const auto& element = outline.body.front();
  frame.is_fault = is_fault(element);
  frame.name = element.local;
  const auto space = namespace_of(frame.is_fault ? outline.cwmp_space : element.space);
  frame.cwmp = space.value_or(Namespace::cwmp_1_2);
  return frame;
}

}  // namespace lineman::cwmp
