#include "sipcore/message/osip_fields.hpp"

#include <osipparser2/osip_port.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "datamodel/ascii.hpp"

namespace lineman::sipcore::osip {

namespace {

struct FreeText {
  void operator()(char* text) const { osip_free(text); }
};

void start_library() {
  static const int started = [] {
    // Its complaints about what others send would fill the log; what we drop is counted.
    osip_trace_initialize_func(TRACE_LEVEL0,
                               [](const char*, int, osip_trace_level_t, const char*, va_list) {});
    return parser_init();
  }();
  static_cast<void>(started);
}

template <typename Field, typename Write>
std::string written(const Field& field, Write write) {
  char* raw = nullptr;
  if (write(&field, &raw) != 0) return {};
  const std::unique_ptr<char, FreeText> text(raw);
  return text_of(text.get());
}

}  // namespace

Parsed parse(const std::string& text) {
  start_library();
  osip_message_t* raw = nullptr;
  if (osip_message_init(&raw) != 0) return nullptr;
  Parsed message(raw);
  if (osip_message_parse(raw, text.c_str(), text.size()) != 0) return nullptr;
  return message;
}

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::string unquoted(const char* text) {
  auto value = text_of(text);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    return value.substr(1, value.size() - 2);
  return value;
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  static_cast<void>(end);
  return error == std::errc() ? number : std::numeric_limits<std::uint32_t>::max();
}

std::optional<std::uint32_t> leading_number(std::string_view text) {
  return number_of(text.substr(0, text.find_first_of(" \t(;")));
}

std::string header(const osip_message_t& message, const char* name) {
  osip_header_t* found = nullptr;
  osip_message_header_get_byname(&message, name, 0, &found);
  return found == nullptr ? std::string() : text_of(found->hvalue);
}

std::optional<std::string> find_parameter(const osip_list_t& list, std::string_view name) {
  for (int i = 0; i < osip_list_size(&list); ++i) {
    const auto* one = element<osip_generic_param_t>(list, i);
    if (one->gname != nullptr && datamodel::same_word(one->gname, name))
      return text_of(one->gvalue);
  }
  return std::nullopt;
}

std::string parameter(const osip_list_t& list, std::string_view name) {
  return find_parameter(list, name).value_or("");
}

std::string text_of(const osip_from_t& field) {
  return written(field, osip_from_to_str);
}

std::string text_of(const osip_via_t& field) {
  return written(field, osip_via_to_str);
}

std::string text_of(const osip_uri_t& uri) {
  return written(uri, osip_uri_to_str);
}

}  // namespace lineman::sipcore::osip
