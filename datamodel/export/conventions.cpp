// The textual conventions of LINEMAN-SIP-MIB. They stand in the module that uses them, since
// smilint warns of types that their own module does not use.
#include <fmt/format.h>

#include "datamodel/export/smi_text.hpp"

namespace lineman::datamodel::smi {
namespace {

std::string convention(std::string_view name, std::string_view hint, std::string_view description,
                       std::string_view syntax) {
  return fmt::format(
      "{} ::= TEXTUAL-CONVENTION\n    DISPLAY-HINT \"{}\"\n    STATUS      current\n"
      "    DESCRIPTION\n        {}\n    SYNTAX      {}\n\n",
      name, hint, quoted(description, 8), syntax);
}

}  // namespace

std::string write_conventions() {
  return convention("LinemanUtf8String", "2048t",
                    "A text in UTF-8 (RFC 3629) without control characters and without white space "
                    "at either end. A limit in characters is four times as many octets here; the "
                    "agent counts characters and refuses what is longer with wrongLength.",
                    "OCTET STRING (SIZE (0..2048))") +
         convention("LinemanHost", "256a",
                    "An IPv4 address, an IPv6 address without brackets, or a domain name. Empty: "
                    "none.",
                    "OCTET STRING (SIZE (0..256))") +
         convention("LinemanNetworks", "511a",
                    "IP addresses and CIDR blocks such as 192.0.2.0/24, separated by single "
                    "spaces. Empty: none.",
                    "OCTET STRING (SIZE (0..511))") +
         convention("LinemanMilliseconds", "d",
                    "A time that the phone's files write as decimal seconds, here in "
                    "milliseconds.",
                    "Unsigned32");
}

}  // namespace lineman::datamodel::smi
