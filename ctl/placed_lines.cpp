#include "ctl/placed_lines.hpp"

#include "ctl/json_reading.hpp"

namespace lineman::ctl {

using boost::json::object;

std::string placed_line(const object& object, std::string_view sentence) {
  std::string line;
  if (const auto file = text_of(object, "file"); !file.empty()) {
    line = file + ':' + std::to_string(number_of(object, "line")) + ": ";
  }
  if (const auto name = text_of(object, "name"); !name.empty()) line += name + ' ';
  return line + text_of(object, sentence);
}

Section placed_section(std::string key, const boost::json::array& array,
                       std::string_view sentence) {
  Section section{.key = std::move(key)};
  unsigned count = 0;
  for_each_object(array, [&](const object& each) {
    const auto number = std::to_string(++count);
    for (const auto& member : each) {
      std::string value;
      if (member.value().is_string()) {
        value = text_of(each, member.key());
      } else if (member.value().is_number()) {
        value = std::to_string(number_of(each, member.key()));
      } else {
        continue;
      }
      section.fields.push_back({.key = number + '.' + std::string{member.key()},
                                .label = {},
                                .cell = {.value = std::move(value)},
                                .for_programs = true});
    }
    section.notes.push_back(placed_line(each, sentence));
  });
  return section;
}

}  // namespace lineman::ctl
