#include "ctl/value_source.hpp"

#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>

#include "datamodel/parameter_ref.hpp"

namespace lineman::ctl {
namespace {

using Error = tl::unexpected<SourceError>;

bool is_secret(std::string_view name) {
  const auto ref = datamodel::find(name, datamodel::maximum_accounts);
  return ref && ref->parameter().secret;
}

// All of a stream, without the line break at its end; nothing where it is too long.
std::optional<std::string> read_value(std::istream& in) {
  std::string value(longest_value + 1, '\0');
  in.read(value.data(), static_cast<std::streamsize>(value.size()));
  value.resize(static_cast<std::size_t>(in.gcount()));
  if (value.size() > longest_value) return std::nullopt;
  if (value.ends_with('\n')) value.pop_back();
  if (value.ends_with('\r')) value.pop_back();
  return value;
}

tl::expected<std::string, SourceError> checked(std::optional<std::string> value,
                                               const std::string& where) {
  if (!value)
    return Error{{where + " holds more than " + std::to_string(longest_value) + " octets"}};
  return std::move(*value);
}

tl::expected<std::string, SourceError> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  auto value = file ? read_value(file) : std::nullopt;
  // Opening a folder works and reading it does not, and only errno tells either.
  if (!file.is_open() || file.bad()) {
    return Error{{"cannot read " + path + ": " + std::generic_category().message(errno)}};
  }
  return checked(std::move(value), path);
}

class Reader {
 public:
  explicit Reader(std::istream& in) : in_{in} {}

  tl::expected<NamedValue, SourceError> read(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{{"'" + word + "' is not NAME=VALUE", true}};
    auto name = word.substr(0, equals);
    auto text = word.substr(equals + 1);
    if (text == "-") return named(std::move(name), read_input());
    if (text.starts_with('@')) return named(std::move(name), read_file(text.substr(1)));
    if (!text.empty() && is_secret(name)) {
      return Error{{name +
                        " is a secret, which everybody on the phone could read on a command line: "
                        "give it as " +
                        name + "=@FILE, or as " + name + "=- on standard input",
                    true}};
    }
    return NamedValue{std::move(name), std::move(text)};
  }

 private:
  tl::expected<std::string, SourceError> read_input() {
    if (input_is_read_) return Error{{"standard input can only give one value", true}};
    input_is_read_ = true;
    return checked(read_value(in_), "standard input");
  }

  static tl::expected<NamedValue, SourceError> named(std::string name,
                                                     tl::expected<std::string, SourceError> value) {
    if (!value) return Error{value.error()};
    return NamedValue{std::move(name), std::move(*value)};
  }

  std::istream& in_;
  bool input_is_read_ = false;
};

}  // namespace

tl::expected<std::vector<NamedValue>, SourceError> read_changes(std::span<const std::string> words,
                                                                std::istream& in) {
  std::vector<NamedValue> changes;
  Reader reader{in};
  for (const auto& word : words) {
    auto change = reader.read(word);
    if (!change) return Error{change.error()};
    changes.push_back(std::move(*change));
  }
  return changes;
}

}  // namespace lineman::ctl
