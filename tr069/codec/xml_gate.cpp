#include "tr069/codec/xml_gate.hpp"

#include <expat.h>
#include <strings.h>

#include <memory>
#include <set>

#include "tr069/codec/codec.hpp"

namespace lineman::cwmp {
namespace {

constexpr char separator = '\n';  // stands in no URI that expat lets through
constexpr std::string_view next_actor = "http://schemas.xmlsoap.org/soap/actor/next";
constexpr std::string_view cwmp_stem = "urn:dslforum-org:cwmp-";

// expat says "URI\nlocal\nprefix", "URI\nlocal" or "local".
ElementName split(std::string_view name) {
  const auto end = name.find(separator);
  if (end == std::string_view::npos) return {.local = std::string(name)};
  const auto rest = name.substr(end + 1);
  return {.space = std::string(name.substr(0, end)),
          .local = std::string(rest.substr(0, rest.find(separator)))};
}

bool is_soap(const ElementName& name, std::string_view local) {
  return name.space == soap_envelope_space && name.local == local;
}

class Gate {
 public:
  Outline read(std::string_view text);

 private:
  void listen();
  void started(std::string_view name, const char** attributes);
  void ended();
  void note(ElementName name, const char** attributes);
  void begin_header_block(ElementName name, const char** attributes);
  void count_name(std::string_view name);
  void declared(const char* encoding);
  void refuse(const std::string& why);

  static Gate& self(void* data) { return *static_cast<Gate*>(data); }

  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_{
      XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree};
  Outline outline_;
  std::set<std::string, std::less<>> names_;
  unsigned depth_ = 0;
  bool in_header_ = false;  // and in the Body, of the envelope itself
  bool in_body_ = false;
};

Outline Gate::read(std::string_view text) {
  if (text.size() > maximum_envelope) {
    outline_.problem = "the message has " + std::to_string(text.size()) + " octets, more than " +
                       std::to_string(maximum_envelope);
    return std::move(outline_);
  }
  listen();
  auto* const parser = parser_.get();
  const auto status = XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1);
  if (status != XML_STATUS_OK && !outline_.problem)
    refuse(XML_ErrorString(XML_GetErrorCode(parser)));
  return std::move(outline_);
}

void Gate::listen() {
  if (!parser_) throw std::bad_alloc();
  auto* const parser = parser_.get();
  XML_SetUserData(parser, this);
  XML_SetReturnNSTriplet(parser, 1);
  XML_SetElementHandler(
      parser,
      [](void* data, const char* name, const char** attributes) {
        self(data).started(name, attributes);
      },
      [](void* data, const char*) { self(data).ended(); });
  XML_SetCharacterDataHandler(parser, [](void* data, const char* part, int length) {
    auto& gate = self(data);
    if (gate.in_header_ && gate.depth_ == 3)
      gate.outline_.headers.back().text.append(part, static_cast<std::size_t>(length));
  });
  XML_SetStartNamespaceDeclHandler(parser, [](void* data, const char* prefix, const char*) {
    if (prefix != nullptr) self(data).count_name(prefix);
  });
  XML_SetXmlDeclHandler(parser, [](void* data, const char*, const char* encoding, int) {
    if (encoding != nullptr) self(data).declared(encoding);
  });
  XML_SetStartDoctypeDeclHandler(
      parser, [](void* data, const char*, const char*, const char*, int) {
        self(data).refuse("a document type declaration is not permitted");
      });
}

void Gate::started(std::string_view name, const char** attributes) {
  ++depth_;
  if (depth_ > maximum_depth)
    return refuse("elements are nested deeper than " + std::to_string(maximum_depth));
  for (const char** attribute = attributes; *attribute != nullptr; attribute += 2)
    count_name(*attribute);
  const bool shows_space = name.substr(0, cwmp_stem.size()) == cwmp_stem;
  if (outline_.cwmp_space.empty() && shows_space)
    outline_.cwmp_space = name.substr(0, name.find(separator));
  if (depth_ <= 3 && !outline_.problem) note(split(name), attributes);
}

void Gate::note(ElementName name, const char** attributes) {
  if (depth_ == 1) {
    outline_.root = std::move(name);
  } else if (depth_ == 2) {
    in_header_ = is_soap(name, "Header") && !outline_.has_body;
    in_body_ = is_soap(name, "Body");
    if (in_body_ && outline_.has_body) refuse("a second Body");
    outline_.has_body = outline_.has_body || in_body_;
  } else if (in_header_) {
    begin_header_block(std::move(name), attributes);
  } else if (in_body_ && outline_.body.size() < 2) {
    outline_.body.push_back(std::move(name));
  }
}

void Gate::begin_header_block(ElementName name, const char** attributes) {
  if (outline_.headers.size() == maximum_header_blocks)
    return refuse("the header has more than " + std::to_string(maximum_header_blocks) +
                  " elements");
  HeaderBlock block{.name = std::move(name)};
  bool ours = true;
  for (const char** attribute = attributes; *attribute != nullptr; attribute += 2) {
    const auto what = split(*attribute);
    const std::string_view value = attribute[1];
    if (is_soap(what, "mustUnderstand")) block.must_understand = value == "1" || value == "true";
    if (is_soap(what, "actor")) ours = value.empty() || value == next_actor;
  }
  block.must_understand = block.must_understand && ours;
  outline_.headers.push_back(std::move(block));
}

void Gate::ended() {
  if (depth_ == 2) in_header_ = in_body_ = false;
  --depth_;
}

void Gate::count_name(std::string_view name) {
  if (names_.find(name) != names_.end()) return;
  if (names_.size() == maximum_names)
    return refuse("there are more than " + std::to_string(maximum_names) +
                  " different names of attributes");
  names_.emplace(name);
}

void Gate::declared(const char* encoding) {
  if (::strcasecmp(encoding, "UTF-8") != 0 && ::strcasecmp(encoding, "US-ASCII") != 0)
    refuse("the encoding is not UTF-8");
}

// The first reason stands; expat calls nothing more, except for the element that it is at.
void Gate::refuse(const std::string& why) {
  if (outline_.problem) return;
  outline_.problem = "line " + std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ": " + why;
  XML_StopParser(parser_.get(), XML_FALSE);
}

}  // namespace

Outline read_outline(std::string_view text) {
  return Gate().read(text);
}

}  // namespace lineman::cwmp
