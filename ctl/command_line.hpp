// Reads the command line: which verb, with what.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace lineman::ctl {

enum class Format { text, json, keyvalue };

struct Option {
  std::string_view name;   // "--guard"
  std::string_view value;  // what its value is called in the help; empty: it takes none
  std::string_view help;
};

// What the command line holds besides the options that every verb has.
struct Syntax {
  std::string_view words;  // as the help shows them: "[ACCOUNT]"
  std::size_t minimum_words = 0;
  std::size_t maximum_words = 0;
  std::span<const Option> options{};
};

struct CommandLine {
  std::string verb{};  // empty: none was given
  std::string runtime_dir = "/run/lineman";
  Format format = Format::text;
  bool names_format = false;  // --format was given
  bool help = false;
  bool version = false;
  std::vector<std::string> words{};
  std::map<std::string, std::string, std::less<>> options{};  // of the verb, by name

  bool has(std::string_view option) const { return options.contains(option); }
};

// The options that every verb has. They may stand before and after it.
extern const std::span<const Option> common_options;

// `syntax_of` tells a verb's syntax, nothing for a word that is none. The error is a sentence
// without a full stop. With
// --help nothing else is judged.
tl::expected<CommandLine, std::string> parse_command_line(
    std::span<const std::string> arguments,
    std::optional<Syntax> (*syntax_of)(std::string_view verb));

// A whole number from 1 to `maximum`, decimal digits only.
std::optional<unsigned> to_count(std::string_view text, unsigned maximum);

}  // namespace lineman::ctl
