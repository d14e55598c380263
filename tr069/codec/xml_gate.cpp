#include "tr069/codec/xml_gate.hpp"

#include <expat.h>
#include <strings.h>

#include <memory>
#include <new>

#include "tr069/codec/codec.hpp"
#include "tr069/codec/plain_body.hpp"
#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

constexpr char separator = '\n';  // stands in no URI that expat lets through
constexpr std::string_view next_actor = "http://schemas.xmlsoap.org/soap/actor/next";

// expat says "URI\nlocal" or "local".
NameView split(std::string_view name) {
  const auto end = name.find(separator);
  if (end == std::string_view::npos) return {.space = {}, .local = name};
  return {.space = name.substr(0, end), .local = name.substr(end + 1)};
}

bool is_soap(NameView name, std::string_view local) {
  return name.space == soap_envelope_space && name.local == local;
}

// Of XML Schema, whatever its year.
bool is_instance(NameView name, std::string_view local) {
  constexpr std::string_view before = "http://www.w3.org/";
  constexpr std::string_view after = "/XMLSchema-instance";
  const auto& space = name.space;
  return name.local == local && space.size() > before.size() + after.size() &&
         space.substr(0, before.size()) == before &&
         space.substr(space.size() - after.size()) == after;
}

bool is_true(std::string_view value) {
  return value == "1" || value == "true";
}

PlainAttributes plain(const char** attributes) {
  PlainAttributes result;
  for (const char** attribute = attributes; *attribute != nullptr; attribute += 2) {
    const auto name = split(*attribute);
    if (is_instance(name, "type")) result.type = attribute[1];
    if (is_instance(name, "nil")) result.nil = is_true(attribute[1]);
    if (name.space.empty() && name.local == "href") result.reference = true;
  }
  return result;
}

// expat reads these too, whatever it is told: by their mark, or by the half of a '<'.
bool is_utf16(std::string_view text) {
  const auto start = text.substr(0, 2);
  return start == "\xFE\xFF" || start == "\xFF\xFE" || start.find('\0') != start.npos;
}

class Gate {
 public:
  Outline read(std::string_view text);

 private:
  void listen();
  void started(NameView name, const char** attributes);
  void ended(NameView name);
  void read_text(std::string_view part);
  void declared(const char* encoding);

  void begin_part(NameView name);
  void begin_header_block(NameView name, const char** attributes);
  void begin_argument(NameView name, const char** attributes);
  bool in_rpc() const { return in_body_ && outline_.body.size() == 1; }

  void refuse(const std::string& why);
  std::string at_line(const std::string& what) const;

  static Gate& self(void* data) { return *static_cast<Gate*>(data); }

  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_{
      XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree};
  Outline outline_;
  PlainBody plain_body_;
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
  if (!parser_) throw std::bad_alloc();
  if (is_utf16(text)) {
    declared("UTF-16");
    return std::move(outline_);
  }
  listen();
  const auto status =
      XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
  if (status != XML_STATUS_OK) refuse(XML_ErrorString(XML_GetErrorCode(parser_.get())));
  outline_.plain_body = plain_body_.take();
  return std::move(outline_);
}

void Gate::listen() {
  auto* const parser = parser_.get();
  XML_SetUserData(parser, this);
  XML_SetElementHandler(
      parser,
      [](void* data, const char* name, const char** attributes) {
        self(data).started(split(name), attributes);
      },
      [](void* data, const char* name) { self(data).ended(split(name)); });
  XML_SetCharacterDataHandler(parser, [](void* data, const char* part, int length) {
    self(data).read_text({part, static_cast<std::size_t>(length)});
  });
  XML_SetXmlDeclHandler(parser, [](void* data, const char*, const char* encoding, int) {
    if (encoding != nullptr) self(data).declared(encoding);
  });
  XML_SetStartDoctypeDeclHandler(
      parser, [](void* data, const char*, const char*, const char*, int) {
        self(data).refuse("a document type declaration is not permitted");
      });
}

void Gate::started(NameView name, const char** attributes) {
  ++depth_;
  if (depth_ > maximum_depth)
    return refuse("elements are nested deeper than " + std::to_string(maximum_depth));
  if (outline_.cwmp_space.empty() && name.space.substr(0, cwmp_stem.size()) == cwmp_stem)
    outline_.cwmp_space = name.space;
  if (depth_ == 1) outline_.root = {std::string(name.space), std::string(name.local)};
  if (depth_ == 2) return begin_part(name);
  if (depth_ == 3 && in_header_) return begin_header_block(name, attributes);
  if (depth_ == 3 && in_body_ && outline_.body.size() < 2)
    outline_.body.push_back({std::string(name.space), std::string(name.local)});
  if (depth_ >= 3 && in_rpc()) begin_argument(name, attributes);
}

void Gate::begin_part(NameView name) {
  in_header_ = is_soap(name, "Header") && !outline_.has_body;
  in_body_ = is_soap(name, "Body");
  if (in_body_ && outline_.has_body) refuse("there is a second Body");
  outline_.has_body = outline_.has_body || in_body_;
}

void Gate::begin_header_block(NameView name, const char** attributes) {
  if (outline_.headers.size() == maximum_header_blocks)
    return refuse("the header has more than " + std::to_string(maximum_header_blocks) +
                  " elements");
  HeaderBlock block{.name = {std::string(name.space), std::string(name.local)}};
  bool ours = true;
  for (const char** attribute = attributes; *attribute != nullptr; attribute += 2) {
    const auto what = split(*attribute);
    const std::string_view value = attribute[1];
    if (is_soap(what, "mustUnderstand")) block.must_understand = is_true(value);
    if (is_soap(what, "actor")) ours = value.empty() || value == next_actor;
  }
  block.must_understand = block.must_understand && ours;
  outline_.headers.push_back(std::move(block));
}

void Gate::begin_argument(NameView name, const char** attributes) {
  const auto wrong = plain_body_.start(name, plain(attributes));
  if (wrong.empty() || outline_.arguments_problem) return;
  outline_.arguments_problem =
      at_line('<' + printable(name.local, longest_name) + "> " + std::string(wrong));
}

void Gate::read_text(std::string_view part) {
  if (in_header_ && depth_ == 3) outline_.headers.back().text += part;
  if (in_rpc()) plain_body_.text(part);
}

void Gate::ended(NameView name) {
  if (depth_ >= 3 && in_rpc()) plain_body_.end(name);
  if (depth_ == 2) in_header_ = in_body_ = false;
  --depth_;
}

void Gate::declared(const char* encoding) {
  if (::strcasecmp(encoding, "UTF-8") != 0 && ::strcasecmp(encoding, "US-ASCII") != 0)
    refuse("the encoding is not UTF-8");
}

// The first reason stands. expat calls nothing more but the end of an element that it is at.
void Gate::refuse(const std::string& why) {
  if (outline_.problem) return;
  outline_.problem = at_line(why);
  XML_StopParser(parser_.get(), XML_FALSE);
}

std::string Gate::at_line(const std::string& what) const {
  return "line " + std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ": " + what;
}

}  // namespace

Outline read_outline(std::string_view text) {
  return Gate().read(text);
}

}  // namespace lineman::cwmp
