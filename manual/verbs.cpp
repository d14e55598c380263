// Verbs of linemanctl.
#include "ctl/verbs.hpp"

#include "manual/mdoc.hpp"
#include "manual/page.hpp"

namespace lineman::manual {
namespace {

// The words that a verb takes, as macros on one line each: "[ACCOUNT [SERVER]]" becomes
// "Op Ar ACCOUNT Op Ar SERVER". What is in capital letters stands for something; the rest is typed
// as it is.
std::string words_macros(std::string_view words) {
  std::string text;
  bool inside = false;  // of brackets, which go on to the end of the line
  while (!words.empty()) {
    const auto end = words.find(' ');
    auto each = words.substr(0, end);
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    const bool optional = each.starts_with('[');
    if (optional) each.remove_prefix(1);
    const bool closes = each.ends_with(']');
    while (each.ends_with(']')) each.remove_suffix(1);
    const bool literal = each.front() >= 'a' && each.front() <= 'z';
    text += inside ? " " : ".";
    text += std::string{optional ? "Op " : ""} + (literal ? "Cm " : "Ar ") + word(each);
    inside = (inside || optional) && !closes;
    if (!inside) text += '\n';
  }
  return text;
}

std::string options_macros(std::span<const ctl::Option> options) {
  std::string text;
  for (const auto& option : options) {
    text += ".Op " + option_macros(option.name, option.value) + '\n';
  }
  return text;
}

std::string options_list(std::span<const ctl::Option> options) {
  if (options.empty()) return {};
  std::string list = ".Bl -tag -width Ds\n";
  for (const auto& option : options) {
    list += ".It " + option_macros(option.name, option.value) + '\n' +
            text_lines(sentence(option.help));
  }
  return list + ".El\n";
}

}  // namespace

std::string verbs_synopsis() {
  std::string text;
  for (const auto& verb : ctl::verbs()) {
    text += ".Nm\n.Cm " + word(verb.name) + '\n' + options_macros(verb.syntax.options) +
            words_macros(verb.syntax.words);
  }
  return text;
}

std::string verbs_list() {
  std::string text;
  for (const auto& verb : ctl::verbs()) {
    text += ".It Xo\n.Cm " + word(verb.name) + '\n' + words_macros(verb.syntax.words) + ".Xc\n" +
            text_lines(sentence(verb.summary));
    if (!verb.details.empty()) text += text_lines(verb.details);
    text += options_list(verb.syntax.options);
  }
  return text;
}

}  // namespace lineman::manual
