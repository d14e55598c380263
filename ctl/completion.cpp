#include "ctl/completion.hpp"

#include <algorithm>
#include <array>

#include "ctl/name_completion.hpp"
#include "ctl/verbs.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

void offer(Completion& completion, std::string_view begun, std::string_view word,
           std::string_view help) {
  if (word.starts_with(begun))
    completion.candidates.push_back({std::string{word}, std::string{help}});
}

Completion numbers(std::string_view begun, unsigned maximum) {
  Completion completion;
  for (unsigned number = 1; number <= maximum; ++number)
    offer(completion, begun, std::to_string(number), "");
  return completion;
}

// "[ACCOUNT" and "NAME..." as "ACCOUNT" and "NAME".
std::string_view bare(std::string_view placeholder) {
  while (placeholder.starts_with('[')) placeholder.remove_prefix(1);
  while (placeholder.ends_with(']') || placeholder.ends_with('.')) placeholder.remove_suffix(1);
  return placeholder;
}

bool is_literal(std::string_view placeholder) {
  return !placeholder.empty() && placeholder.front() >= 'a' && placeholder.front() <= 'z';
}

// "bash|zsh|fish"
Completion literals(std::string_view begun, std::string_view words) {
  Completion completion;
  while (!words.empty()) {
    const auto end = words.find('|');
    offer(completion, begun, words.substr(0, end), "");
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return completion;
}

struct Asked {
  std::string_view begun;
  const PhoneFacts& facts;
  const std::string& runtime_dir;

  unsigned accounts() const { return facts.accounts(runtime_dir); }
};

struct Placeholder {
  std::string_view name;
  Completion (*complete)(const Asked&);
};

Completion complete_verb(const Asked& asked) {
  Completion completion;
  for (const auto& verb : verbs()) offer(completion, asked.begun, verb.name, verb.summary);
  return completion;
}

Completion complete_candidate(const Asked& asked, const std::vector<Candidate>& candidates) {
  Completion completion;
  for (const auto& each : candidates) offer(completion, asked.begun, each.word, each.help);
  return completion;
}

Completion complete_generation(const Asked& asked) {
  return complete_candidate(asked, asked.facts.generations(asked.runtime_dir));
}

Completion complete_call(const Asked& asked) {
  return complete_candidate(asked, asked.facts.calls(asked.runtime_dir));
}

Completion complete_subscription(const Asked& asked) {
  return complete_candidate(asked, asked.facts.subscriptions(asked.runtime_dir));
}

Completion complete_file(const Asked&) {
  return {.files_after = ""};
}

Completion complete_freely(const Asked&) {
  return {};
}

// What the words in capital letters of the verbs' syntax and options stand for.
constexpr std::array placeholders = {
    Placeholder{"ACCOUNT",
                [](const Asked& asked) { return numbers(asked.begun, asked.accounts()); }},
    Placeholder{
        "SERVER",
        [](const Asked& asked) { return numbers(asked.begun, datamodel::servers_per_account); }},
    Placeholder{"NAME",
                [](const Asked& asked) {
                  return Completion{complete_name(asked.begun, asked.accounts(), "", false)};
                }},
    Placeholder{"NAME=VALUE",
                [](const Asked& asked) { return complete_change(asked.begun, asked.accounts()); }},
    Placeholder{"VERB", complete_verb},
    Placeholder{"FILE", complete_file},
    Placeholder{"DIR", complete_file},
    Placeholder{"FORMAT",
                [](const Asked& asked) { return literals(asked.begun, "text|json|keyvalue"); }},
    Placeholder{"GENERATION", complete_generation},
    Placeholder{"FROM", complete_generation},
    Placeholder{"TO", complete_generation},
    Placeholder{"CALL", complete_call},
    Placeholder{"SUBSCRIPTION", complete_subscription},
    Placeholder{"N", complete_freely},
    Placeholder{"SECONDS", complete_freely},
    Placeholder{"URI", complete_freely},
    Placeholder{"TIME", complete_freely},
};

const Placeholder* find_placeholder(std::string_view name) {
  const auto at = std::ranges::find(placeholders, name, &Placeholder::name);
  return at == placeholders.end() ? nullptr : at;
}

Completion complete_placeholder(std::string_view placeholder, const Asked& asked) {
  const auto name = bare(placeholder);
  if (is_literal(name)) return literals(asked.begun, name);
  const auto* known = find_placeholder(name);
  return known == nullptr ? Completion{} : known->complete(asked);
}

// The word of a syntax that stands at `position`, from 0; empty where there is none.
std::string_view placeholder_at(std::string_view syntax, std::size_t position) {
  while (true) {
    const auto end = syntax.find(' ');
    const auto word = syntax.substr(0, end);
    const bool repeats = word.ends_with("...") || word.ends_with("...]");
    if (position == 0 || (repeats && end == std::string_view::npos)) return word;
    if (end == std::string_view::npos) return {};
    syntax.remove_prefix(end + 1);
    --position;
  }
}

// The command line up to the word that is typed.
class Line {
 public:
  Line(std::span<const std::string> words, const PhoneFacts& facts) : facts_{facts} {
    for (const auto& word : words.first(words.size() - 1)) take(word);
  }

  Completion complete(std::string_view begun) const {
    if (waiting_ != nullptr) return value_of(*waiting_, begun);
    const bool is_option = !only_words_ && begun.starts_with('-');
    if (!is_option) return complete_word(begun);
    const auto equals = begun.find('=');
    if (equals == std::string_view::npos) return complete_option(begun);
    const auto* option = find_option(begun.substr(0, equals));
    if (option == nullptr) return {};
    auto completion = value_of(*option, begun.substr(equals + 1));
    const std::string before{begun.substr(0, equals + 1)};
    for (auto& candidate : completion.candidates) candidate.word.insert(0, before);
    if (completion.files_after) completion.files_after->insert(0, before);
    return completion;
  }

 private:
  void take(std::string_view word) {
    if (waiting_ != nullptr) {
      note(*waiting_, word);
      waiting_ = nullptr;
    } else if (word == "--" && !only_words_) {
      only_words_ = true;
    } else if (!only_words_ && word.size() > 1 && word.starts_with('-')) {
      const auto equals = word.find('=');
      const auto* option = find_option(word.substr(0, equals));
      if (option == nullptr || option->value.empty()) return;
      if (equals == std::string_view::npos)
        waiting_ = option;
      else
        note(*option, word.substr(equals + 1));
    } else if (verb_ == nullptr) {
      const auto at = std::ranges::find(verbs(), word, &Verb::name);
      if (at != verbs().end()) verb_ = &*at;
    } else {
      ++words_;
    }
  }

  void note(const Option& option, std::string_view value) {
    if (option.name == "--runtime-dir") runtime_dir_ = value;
  }

  const Option* find_option(std::string_view name) const {
    if (name == "-f") name = "--format";
    const auto in = [name](std::span<const Option> options) -> const Option* {
      const auto at = std::ranges::find(options, name, &Option::name);
      return at == options.end() ? nullptr : &*at;
    };
    const auto* common = in(common_options);
    if (common != nullptr || verb_ == nullptr) return common;
    return in(verb_->syntax.options);
  }

  Completion complete_option(std::string_view begun) const {
    Completion completion;
    if (verb_ != nullptr) {
      for (const auto& option : verb_->syntax.options)
        offer(completion, begun, option.name, option.help);
    }
    for (const auto& option : common_options) offer(completion, begun, option.name, option.help);
    return completion;
  }

  Completion complete_word(std::string_view begun) const {
    const auto placeholder =
        verb_ == nullptr ? "VERB" : placeholder_at(verb_->syntax.words, words_);
    return complete_placeholder(placeholder, {begun, facts_, runtime_dir_});
  }

  Completion value_of(const Option& option, std::string_view begun) const {
    return complete_placeholder(option.value, {begun, facts_, runtime_dir_});
  }

  const PhoneFacts& facts_;
  const Verb* verb_ = nullptr;
  const Option* waiting_ = nullptr;  // its value comes next
  std::size_t words_ = 0;            // of the verb
  bool only_words_ = false;
  std::string runtime_dir_{CommandLine{}.runtime_dir};
};

}  // namespace

Completion complete(std::span<const std::string> words, const PhoneFacts& facts) {
  if (words.empty()) return {};
  return Line{words, facts}.complete(words.back());
}

bool is_completed(std::string_view placeholder) {
  const auto name = bare(placeholder);
  return is_literal(name) || find_placeholder(name) != nullptr;
}

}  // namespace lineman::ctl
