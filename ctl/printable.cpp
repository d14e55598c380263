#include "ctl/printers.hpp"

namespace lineman::ctl {
namespace {

bool is_control(char octet) {
  const auto code = static_cast<unsigned char>(octet);
  return code < 0x20 || code == 0x7F;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    // U+0080 to U+009F, the controls of ISO 6429, are C2 80 to C2 9F in UTF-8.
    const bool second_set = text[at] == '\xC2' && at + 1 < text.size() &&
                            static_cast<unsigned char>(text[at + 1]) >= 0x80 &&
                            static_cast<unsigned char>(text[at + 1]) <= 0x9F;
    if (second_set) ++at;
    shown += second_set || is_control(text[at]) ? '?' : text[at];
  }
  return shown;
}

}  // namespace lineman::ctl
