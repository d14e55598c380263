#include "ctl/verbs.hpp"
#include "manual/markdown.hpp"
#include "manual/mdoc.hpp"
#include "manual/reference.hpp"

namespace lineman::manual {
namespace {

constexpr std::string_view introduction =
    "# linemanctl\n\n"
    "Every verb, as `linemanctl VERB --help` explains it on the phone. This page is written from "
    "`ctl/verbs.cpp`;\n"
    "`man linemanctl` has the same, with the files that it reads.\n\n"
    "Words in capital letters stand for something; brackets hold what may be left out. The exit "
    "code is 0 where it is done, 1\n"
    "where it was refused or failed and nothing changed, 2 for a command line that is none.\n\n"
    "## Options of every verb\n\n";

std::string options_table(std::span<const ctl::Option> options) {
  std::string table = "| option | what it does |\n| --- | --- |\n";
  for (const auto& option : options) {
    auto typed = std::string{option.name};
    if (!option.value.empty()) typed.append(" ").append(option.value);
    table += table_row(code(typed), marked_down(sentence(option.help)));
  }
  return table;
}

std::string section(const ctl::Verb& verb) {
  auto call = "linemanctl " + std::string{verb.name};
  if (!verb.syntax.options.empty()) call += " [OPTION...]";
  if (!verb.syntax.words.empty()) call.append(" ").append(verb.syntax.words);
  auto text = "\n## " + std::string{verb.name} + "\n\n" + code(call) + "\n\n" +
              marked_down(sentence(verb.summary)) + '\n';
  if (!verb.details.empty()) text += '\n' + marked_down(verb.details) + '\n';
  if (!verb.syntax.options.empty()) text += '\n' + options_table(verb.syntax.options);
  return text;
}

}  // namespace

std::string commands_page() {
  std::string page{introduction};
  page += options_table(ctl::common_options);
  for (const auto& verb : ctl::verbs()) page += section(verb);
  return page;
}

}  // namespace lineman::manual
