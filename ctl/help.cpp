#include "ctl/help.hpp"

#include <algorithm>
#include <ostream>

#include "ctl/output.hpp"
#include "ctl/printers.hpp"

namespace lineman::ctl {
namespace {

constexpr unsigned help_width = 80;

Field entry(std::string label, std::string_view help) {
  return {.key = {}, .label = "  " + std::move(label), .cell = {.value = std::string{help}}};
}

Section options_section(std::string title, std::span<const Option> options) {
  Section section{.title = std::move(title)};
  for (const auto& option : options) {
    auto label = std::string{option.name};
    if (!option.value.empty()) (label += ' ') += option.value;
    section.fields.push_back(entry(std::move(label), option.help));
  }
  return section;
}

// A summary as the help of its verb begins with it: "Values of parameters."
std::string sentence(std::string_view summary) {
  std::string text{summary};
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + '.';
}

}  // namespace

void print_help(std::ostream& out) {
  out << "Usage: linemanctl [OPTION]... VERB ...\n\n"
         "Reads and changes the phone's configuration, and shows what its accounts do,\n"
         "through the management agent.\n\n";
  Section list{.title = "Verbs"};
  for (const auto& verb : verbs()) {
    auto label = std::string{verb.name};
    if (!verb.syntax.words.empty()) (label += ' ') += verb.syntax.words;
    list.fields.push_back(entry(std::move(label), verb.summary));
  }
  print_text({std::move(list), options_section("Options", common_options)}, out, false, help_width);
  out << "\nExit codes: 0 done, 1 refused or failed, 2 wrong usage.\n"
         "'linemanctl VERB --help' says more about a verb.\n";
}

int run_help(const CommandLine& line, Console& console) {
  if (line.words.empty()) {
    print_help(console.out);
    return exit_done;
  }
  const auto all = verbs();
  const auto verb = std::ranges::find(all, line.words.front(), &Verb::name);
  if (verb == all.end())
    return misuse("there is no verb '" + line.words.front() + '\'', line, console);
  print_help(*verb, console.out);
  return exit_done;
}

void print_help(const Verb& verb, std::ostream& out) {
  out << "Usage: linemanctl " << verb.name;
  if (!verb.syntax.options.empty()) out << " [OPTION]...";
  if (!verb.syntax.words.empty()) out << ' ' << verb.syntax.words;
  out << "\n\n";
  print_text({Section{.notes = {sentence(verb.summary)}}}, out, false, help_width);
  if (!verb.details.empty()) out << '\n' << verb.details << '\n';
  out << '\n';
  Document options;
  if (!verb.syntax.options.empty())
    options.push_back(options_section("Options", verb.syntax.options));
  options.push_back(options_section("Options of every verb", common_options));
  print_text(options, out, false, help_width);
}

}  // namespace lineman::ctl
