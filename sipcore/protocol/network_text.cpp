#include "sipcore/protocol/network_text.hpp"

#include "datamodel/text_rules.hpp"

namespace lineman::sipcore {
namespace {

// Octets of the character that `text` begins with; 0: of none.
std::size_t first_character(std::string_view text) {
  constexpr std::size_t longest_character = 4;
  for (std::size_t octets = 1; octets <= longest_character && octets <= text.size(); ++octets) {
    if (datamodel::utf8_length(text.substr(0, octets)) == 1) return octets;
  }
  return 0;
}

}  // namespace

std::string network_text(std::string_view text, std::size_t longest) {
  std::string result;
  while (!text.empty()) {
    const auto octets = first_character(text);
    const auto character = octets == 0 ? std::string_view{"?"} : text.substr(0, octets);
    if (result.size() + character.size() > longest) break;
    result += character;
    text.remove_prefix(octets == 0 ? 1 : octets);
  }
  return result;
}

}  // namespace lineman::sipcore
