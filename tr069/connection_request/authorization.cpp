#include "tr069/connection_request/authorization.hpp"

#include <algorithm>
#include <vector>

#include "datamodel/ascii.hpp"
#include "tr069/connection_request/words.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view scheme = "Digest";
constexpr std::string_view blanks = " \t";

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7F;
}

// Takes text from the front of what is left. Each function is nothing where the grammar is not met.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_{text} {}

  bool at_end() const { return rest_.empty(); }

  void skip(std::string_view characters) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<std::string> word() {
    const auto size = std::min(rest_.find_first_of(" \t,=\"\\"), rest_.size());
    return plain(size);
  }

  std::optional<std::string> value() {
    if (take('"')) return quoted();
    return plain(std::min(rest_.find_first_of(" \t,\"\\"), rest_.size()));
  }

 private:
  std::optional<std::string> plain(std::size_t size) {
    const auto text = rest_.substr(0, size);
    if (text.empty() || std::ranges::any_of(text, is_control)) return std::nullopt;
    rest_.remove_prefix(size);
    return std::string{text};
  }

  std::optional<std::string> quoted() {
    std::string text;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return text;
      }
      if (rest_[i] == '\\' && ++i == rest_.size()) return std::nullopt;
      if (is_control(rest_[i])) return std::nullopt;
      text += rest_[i];
    }
    return std::nullopt;
  }

  std::string_view rest_;
};

void keep(Authorization& into, std::string_view name, std::string value) {
  if (name == "username") {
    into.username = std::move(value);
  } else if (name == "realm") {
    into.realm = std::move(value);
  } else if (name == "nonce") {
    into.nonce = std::move(value);
  } else if (name == "uri") {
    into.uri = std::move(value);
  } else if (name == "response") {
    into.response = std::move(value);
  } else if (name == "cnonce") {
    into.cnonce = std::move(value);
  } else if (name == "nc") {
    into.nonce_count = std::move(value);
  } else if (name == "algorithm") {
    into.algorithm = std::move(value);
  } else if (name == "qop") {
    into.qop = std::move(value);
  }
}

}  // namespace

std::optional<Authorization> parse_authorization(std::string_view field) {
  const bool digest = field.size() > scheme.size() && field.size() <= maximum_authorization &&
                      starts_with_word(field, scheme) &&
                      blanks.find(field[scheme.size()]) != std::string_view::npos;
  if (!digest) return std::nullopt;
  Scanner scanner{field.substr(scheme.size())};
  Authorization authorization;
  std::vector<std::string> names;
  for (scanner.skip(" \t,"); !scanner.at_end(); scanner.skip(" \t,")) {
    const auto name = scanner.word();
    if (!name) return std::nullopt;
    scanner.skip(blanks);
    if (!scanner.take('=')) return std::nullopt;
    scanner.skip(blanks);
    auto value = scanner.value();
    if (!value || value->size() > maximum_authorization_parameter) return std::nullopt;
    scanner.skip(blanks);
    if (!scanner.at_end() && !scanner.take(',')) return std::nullopt;
    names.push_back(datamodel::lower_case(*name));
    keep(authorization, names.back(), std::move(*value));
  }
  std::ranges::sort(names);
  if (std::ranges::adjacent_find(names) != names.end()) return std::nullopt;
  return authorization;
}

}  // namespace lineman::cwmp
