#include "tr069/session/quotation.hpp"

#include <algorithm>

namespace lineman::cwmp {

std::string quotation(std::string_view text) {
  auto size = std::min(text.size(), longest_quotation);
  const auto is_within_character = [&] {
    return size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80;
  };
  while (size > 0 && is_within_character()) --size;
  std::string cut{text.substr(0, size)};
  std::replace_if(
      cut.begin(), cut.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  if (size < text.size()) cut += "...";
  return cut;
}

}  // namespace lineman::cwmp
