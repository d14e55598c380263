#include "datamodel/export/document.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>

namespace lineman::datamodel::document {
namespace {

bool is_plain(std::string_view text) {
  constexpr std::string_view words[] = {"true", "false", "yes", "no", "on",
                                        "off",  "null",  "y",   "n"};
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  if (std::ranges::find(words, text) != std::end(words)) return false;
  return std::ranges::all_of(text, [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '_' || letter == '.' || letter == '-';
  });
}

// In single quotes nothing is escaped but the quote; a line break needs double ones, whose escapes
// are those of JSON.
std::string quoted(std::string_view text) {
  if (is_plain(text)) return std::string{text};
  if (text.find('\n') != std::string_view::npos) return boost::json::serialize(Value(text));
  std::string result = "'";
  for (const char letter : text) result += letter == '\'' ? std::string{"''"} : std::string{letter};
  return result + '\'';
}

// Numbers are keys too, of the labels of enumerations.
std::string key_of(std::string_view key) {
  const bool number = !key.empty() && std::ranges::all_of(key, [](unsigned char letter) {
    return std::isdigit(letter) != 0 || letter == '-';
  });
  return number ? std::string{key} : quoted(key);
}

std::string scalar(const Value& value) {
  if (value.is_string()) return quoted(value.get_string());
  return boost::json::serialize(value);
}

bool is_block(const Value& value) {
  return (value.is_object() && !value.get_object().empty()) ||
         (value.is_array() && !value.get_array().empty());
}

std::string block(const Value& value, std::size_t indent);

std::string members(const Map& object, std::size_t indent) {
  std::string text;
  for (const auto& [key, value] : object) {
    text += std::string(indent, ' ') + key_of({key.data(), key.size()}) + ':';
    text += is_block(value) ? '\n' + block(value, indent + 2) : ' ' + scalar(value) + '\n';
  }
  return text;
}

// What follows the dash stands two columns to its right, so that the dash takes the indent's place.
std::string elements(const List& array, std::size_t indent) {
  std::string text;
  for (const auto& value : array) {
    auto element = is_block(value) ? block(value, indent + 2)
                                   : std::string(indent + 2, ' ') + scalar(value) + '\n';
    element[indent] = '-';
    text += element;
  }
  return text;
}

std::string block(const Value& value, std::size_t indent) {
  if (value.is_object()) return members(value.get_object(), indent);
  return elements(value.get_array(), indent);
}

std::string json_block(const Value& value, std::size_t indent) {
  if (!is_block(value)) return boost::json::serialize(value);
  const bool object = value.is_object();
  const auto inner = std::string(indent + 2, ' ');
  std::string text = object ? "{\n" : "[\n";
  std::string_view separator;
  const auto add = [&](const std::string& line) {
    text.append(separator).append(inner).append(line);
    separator = ",\n";
  };
  if (object) {
    for (const auto& [key, member] : value.get_object()) {
      add(boost::json::serialize(Value(key)) + ": " + json_block(member, indent + 2));
    }
  } else {
    for (const auto& element : value.get_array()) add(json_block(element, indent + 2));
  }
  return text + '\n' + std::string(indent, ' ') + (object ? '}' : ']');
}

}  // namespace

std::string yaml_of(const Value& value, std::string_view comment) {
  std::string text;
  while (!comment.empty()) {
    const auto end = comment.find('\n');
    text.append("# ").append(comment.substr(0, end)) += '\n';
    comment = end == std::string_view::npos ? std::string_view{} : comment.substr(end + 1);
  }
  return text + block(value, 0);
}

std::string json_of(const Value& value) {
  return json_block(value, 0) + '\n';
}

List texts(std::initializer_list<std::string_view> all) {
  List array;
  for (const auto text : all) array.emplace_back(text);
  return array;
}

}  // namespace lineman::datamodel::document
