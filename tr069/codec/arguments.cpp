#include "tr069/codec/arguments.hpp"

#include "tr069/codec/text.hpp"

namespace lineman::cwmp {

void Arguments::refuse(std::string_view name, std::string_view what) {
  if (!problem_.empty()) return;
  problem_ = name;
  if (item_ != 0) problem_ += " of item " + std::to_string(item_);
  problem_ += ' ';
  problem_ += what;
}

bool Arguments::present(std::string_view name, bool there) {
  if (!there) refuse(name, "is missing");
  return there;
}

std::string Arguments::text(std::string_view name, const char* value) {
  return present(name, value != nullptr) ? std::string(value) : std::string();
}

std::string Arguments::text(std::string_view name, const char* value, std::size_t longest) {
  auto result = text(name, value);
  if (const auto characters = count_characters(result); characters > longest)
    refuse(name, "has " + std::to_string(characters) + " characters, more than " +
                     std::to_string(longest));
  return result;
}

std::string Arguments::key(std::string_view name, const char* value) {
  return text(name, value, longest_key);
}

bool Arguments::boolean(std::string_view name, const char* value) {
  if (!present(name, value != nullptr)) return false;
  const auto result = parse_boolean(value);
  if (!result) refuse(name, "is no boolean");
  return result.value_or(false);
}

std::optional<unsigned> Arguments::number(std::string_view name, const char* value) {
  if (value == nullptr || is_blank(value)) return std::nullopt;
  const auto result = parse_unsigned(value);
  if (!result) refuse(name, "is no number from 0 on");
  return result;
}

unsigned Arguments::needed_number(std::string_view name, const char* value) {
  if (!present(name, value != nullptr)) return 0;
  const auto result = parse_unsigned(value);
  if (!result) refuse(name, "is no number from 0 on");
  return result.value_or(0);
}

int Arguments::integer(std::string_view name, const char* value) {
  if (!present(name, value != nullptr)) return 0;
  const auto result = parse_integer(value);
  if (!result) refuse(name, "is no whole number");
  return result.value_or(0);
}

}  // namespace lineman::cwmp
