// The RPC of a message written anew, so that what reads its arguments sees nothing but plain
// elements: no comments, CDATA, references to characters, line ends of CR LF or foreign namespaces.
// (gSOAP 2.8.124 takes "&#x1F600;" for the character and a semicolon, keeps CR LF, and searches all
// attributes of a message for each.)
#pragma once

#include <string>
#include <string_view>

namespace lineman::cwmp {

// Views of what expat says; valid until it goes on.
struct NameView {
  std::string_view space;
  std::string_view local;
};

struct PlainAttributes {
  std::string_view type{};  // of xsi:type, empty where there is none
  bool nil = false;         // xsi:nil
  bool reference = false;   // href (SOAP 1.1, 5.4.1)
};

// Elements keep their order and local names; the outermost gets the prefix "cwmp", or "SOAP-ENV"
// for a fault, and so does CWMP's Fault within it. Of attributes xsi:type and xsi:nil are left, of
// text what stands in arguments that are text. Elements of foreign namespaces are left out.
class PlainBody {
 public:
  // What is wrong with this element as an argument: "is a reference"; empty where nothing is.
  std::string_view start(NameView name, const PlainAttributes& attributes);
  void text(std::string_view part);
  void end(NameView name);

  std::string take() { return std::move(written_); }

 private:
  void write_tag(NameView name);
  void write_escaped(std::string_view text);

  std::string written_;
  unsigned depth_ = 0;
  unsigned text_depth_ = 0;     // of the argument that is text and that we are in, or 0
  unsigned skipped_depth_ = 0;  // of the element that is left out and that we are in, or 0
};

}  // namespace lineman::cwmp
