#include "ctl/command_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lineman::ctl {
namespace {

using Error = tl::unexpected<std::string>;

constexpr std::array common = {
    Option{"--runtime-dir", "DIR", "where the agent's socket is (/run/lineman)"},
    Option{"--format", "FORMAT", "text, json or keyvalue; -f for short"},
    Option{"--help", "", "what the program or the verb does; -h for short"},
    Option{"--version", "", "the version of this program"},
};

std::string quoted(std::string_view text) {
  return '\'' + std::string{text} + '\'';
}

const Option* find_option(std::span<const Option> options, std::string_view name) {
  const auto at = std::ranges::find(options, name, &Option::name);
  return at == options.end() ? nullptr : &*at;
}

std::string_view long_name(std::string_view option) {
  if (option == "-f") return "--format";
  return option == "-h" ? "--help" : option;
}

class Parser {
 public:
  Parser(std::span<const std::string> arguments,
         std::optional<Syntax> (*syntax_of)(std::string_view))
      : rest_{arguments}, syntax_of_{syntax_of} {}

  tl::expected<CommandLine, std::string> parse() {
    while (!rest_.empty()) {
      const std::string_view argument = rest_.front();
      rest_ = rest_.subspan(1);
      const bool is_option = !only_words_ && argument.size() > 1 && argument.front() == '-';
      if (argument == "--" && !only_words_) {
        only_words_ = true;
      } else if (const auto taken = is_option ? take_option(argument) : take_word(argument);
                 !taken) {
        if (std::ranges::any_of(rest_, is_help)) return helped();
        return Error{taken.error()};
      }
    }
    return judged();
  }

 private:
  static bool is_help(const std::string& argument) {
    return argument == "--help" || argument == "-h";
  }

  CommandLine helped() {
    line_.help = true;
    return line_;
  }

  tl::expected<void, std::string> take_option(std::string_view argument) {
    const auto equals = argument.starts_with("--") ? argument.find('=') : std::string_view::npos;
    const auto name = long_name(argument.substr(0, equals));
    const auto* option = find_option(common, name);
    if (option == nullptr && syntax_) option = find_option(syntax_->options, name);
    if (option == nullptr) return Error{"there is no option " + quoted(name)};
    std::string value;
    if (option->value.empty()) {
      if (equals != std::string_view::npos) return Error{std::string{name} + " takes no value"};
    } else if (equals != std::string_view::npos) {
      value = argument.substr(equals + 1);
    } else if (rest_.empty()) {
      return Error{std::string{name} + " needs a value: " + std::string{option->value}};
    } else {
      value = rest_.front();
      rest_ = rest_.subspan(1);
    }
    return set_option(name, std::move(value));
  }

  tl::expected<void, std::string> set_option(std::string_view name, std::string value) {
    if (name == "--help")
      line_.help = true;
    else if (name == "--version")
      line_.version = true;
    else if (name == "--runtime-dir")
      line_.runtime_dir = std::move(value);
    else if (name == "--format")
      return set_format(value);
    else
      line_.options.insert_or_assign(std::string{name}, std::move(value));
    return {};
  }

  tl::expected<void, std::string> set_format(std::string_view value) {
    line_.names_format = true;
    if (value == "text")
      line_.format = Format::text;
    else if (value == "json")
      line_.format = Format::json;
    else if (value == "keyvalue")
      line_.format = Format::keyvalue;
    else
      return Error{"there is no format " + quoted(value) + ": text, json or keyvalue"};
    return {};
  }

  tl::expected<void, std::string> take_word(std::string_view argument) {
    if (line_.verb.empty()) {
      syntax_ = syntax_of_(argument);
      if (!syntax_) return Error{"there is no verb " + quoted(argument)};
      line_.verb = argument;
      return {};
    }
    line_.words.emplace_back(argument);
    return {};
  }

  tl::expected<CommandLine, std::string> judged() {
    if (line_.help || line_.version) return line_;
    if (!syntax_) return Error{"no verb given"};
    if (line_.words.size() < syntax_->minimum_words) {
      return Error{line_.verb + " needs " + std::string{syntax_->words}};
    }
    if (line_.words.size() > syntax_->maximum_words) {
      return Error{quoted(line_.words[syntax_->maximum_words]) + " is one word too many for " +
                   line_.verb};
    }
    return line_;
  }

  std::span<const std::string> rest_;
  std::optional<Syntax> (*syntax_of_)(std::string_view);
  std::optional<Syntax> syntax_{};
  bool only_words_ = false;
  CommandLine line_{};
};

}  // namespace

const std::span<const Option> common_options{common};

tl::expected<CommandLine, std::string> parse_command_line(
    std::span<const std::string> arguments, std::optional<Syntax> (*syntax_of)(std::string_view)) {
  return Parser{arguments, syntax_of}.parse();
}

std::optional<unsigned> to_count(std::string_view text, unsigned maximum) {
  unsigned number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < 1 || number > maximum) return std::nullopt;
  return number;
}

}  // namespace lineman::ctl
