// What may come next on a command line of linemanctl: the shell asks, the tables answer.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lineman::ctl {

struct Candidate {
  std::string word;
  std::string help{};  // a few words; empty: none

  bool operator==(const Candidate&) const = default;
};

struct Completion {
  std::vector<Candidate> candidates{};  // whole words, as they would stand on the command line
  // Names of files as well; what stands before the name in the word: "" or "NAME=@".
  std::optional<std::string> files_after{};
};

// What only a running agent knows. Each may be slow, and is asked where it is needed alone.
struct PhoneFacts {
  std::function<unsigned(const std::string& runtime_dir)> accounts;
  std::function<std::vector<Candidate>(const std::string& runtime_dir)> generations;
  std::function<std::vector<Candidate>(const std::string& runtime_dir)> calls;
  std::function<std::vector<Candidate>(const std::string& runtime_dir)> subscriptions;
};

// `words` are those after the program's name up to the cursor; the last one is being typed, and may
// be empty. A command line that is wrong has no completion.
Completion complete(std::span<const std::string> words, const PhoneFacts& facts);

// Whether complete() knows what may stand for this word of a verb's syntax ("NAME...",
// "[ACCOUNT").
bool is_completed(std::string_view placeholder);

}  // namespace lineman::ctl
