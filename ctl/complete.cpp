#include <algorithm>
#include <ostream>

#include "ctl/bash_completion.hpp"
#include "ctl/completion.hpp"
#include "ctl/fish_completion.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/zsh_completion.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

// Whoever pressed the tab key waits.
constexpr std::chrono::milliseconds patience{500};

// Each account has one such row; without an agent the accounts are those of the build.
unsigned accounts_of(const std::string& runtime_dir) {
  const auto reply = Agent{runtime_dir}.call("Get", {{"patterns", {"account.*.enable"}}}, patience);
  if (!reply) return datamodel::maximum_accounts;
  unsigned accounts = 0;
  for_each_object(array_of(*reply, "values"), [&](const object& value) {
    const auto name = text_of(value, "name");  // '*' also stands for more than one part
    if (std::ranges::count(name, '.') == 2) ++accounts;
  });
  return accounts;
}

// The numbers of the objects of `list`, which `method` answers, with what `help` says of each.
template <typename Help>
std::vector<Candidate> numbers_of(const std::string& runtime_dir, std::string_view method,
                                  std::string_view list, std::string_view member, Help help) {
  std::vector<Candidate> numbers;
  const auto reply = Agent{runtime_dir}.call(method, {}, patience);
  if (!reply) return numbers;
  for_each_object(array_of(*reply, list), [&](const object& each) {
    numbers.push_back({std::to_string(number_of(each, member)), help(each)});
  });
  return numbers;
}

std::vector<Candidate> generations_of(const std::string& runtime_dir) {
  return numbers_of(runtime_dir, "History", "generations", "generation", [](const object& each) {
    return text_of(each, "time") + ' ' + text_of(object_of(each, "asker"), "door");
  });
}

std::vector<Candidate> calls_of(const std::string& runtime_dir) {
  return numbers_of(runtime_dir, "Calls", "calls", "call", [](const object& call) {
    return text_of(call, "peer") + ' ' + text_of(call, "state");
  });
}

std::vector<Candidate> subscriptions_of(const std::string& runtime_dir) {
  return numbers_of(runtime_dir, "Subscriptions", "subscriptions", "subscription",
                    [](const object& subscription) {
                      return text_of(subscription, "event") + ' ' + text_of(subscription, "uri");
                    });
}

// A candidate a line, with its help after a tab; ":files" and what stands before the name asks the
// shell for names of files.
int print_words(std::span<const std::string> words, Console& console) {
  const auto completion = complete(words, {.accounts = accounts_of,
                                           .generations = generations_of,
                                           .calls = calls_of,
                                           .subscriptions = subscriptions_of});
  for (const auto& candidate : completion.candidates) {
    console.out << candidate.word;
    if (!candidate.help.empty()) console.out << '\t' << candidate.help;
    console.out << '\n';
  }
  if (completion.files_after) console.out << ":files\t" << *completion.files_after << '\n';
  return exit_done;
}

std::string_view script_for(std::string_view shell) {
  if (shell == "bash") return bash_completion;
  if (shell == "zsh") return zsh_completion;
  return shell == "fish" ? fish_completion : std::string_view{};
}

}  // namespace

int run_complete(const CommandLine& line, Console& console) {
  if (line.words.front() == "words") return print_words(std::span{line.words}.subspan(1), console);
  const auto script = script_for(line.words.front());
  if (script.empty() || line.words.size() > 1)
    return misuse("complete takes one of bash, zsh and fish", line, console);
  console.out << script;
  return exit_done;
}

}  // namespace lineman::ctl
