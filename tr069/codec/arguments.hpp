// Judges the arguments of a request one after the other and remembers the first thing that is
// wrong, as the sentence of a BadRequest. No sentence repeats a value: it may be a secret.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::cwmp {

inline constexpr std::size_t longest_key = 32;  // characters of ParameterKey and CommandKey

class Arguments {
 public:
  // What follows belongs to the item with this number, from 1 on; 0: to the request itself.
  void item(std::size_t number) { item_ = number; }

  // A null pointer says that the argument is absent, which is wrong; then, and where it has not the
  // form it should have, the result is empty or false.
  std::string text(std::string_view name, const char* value);
  // Of at most `longest` characters.
  std::string text(std::string_view name, const char* value, std::size_t longest);
  std::string key(std::string_view name, const char* value);
  bool boolean(std::string_view name, const char* value);

  // A number that may be absent or empty.
  std::optional<unsigned> number(std::string_view name, const char* value);

  // Numbers that have to be there: from 0 on, and of either sign.
  unsigned needed_number(std::string_view name, const char* value);
  int integer(std::string_view name, const char* value);

  // Whether something is there that need not be text; absence is wrong.
  bool present(std::string_view name, bool there);

  // Something else is wrong with the argument: `what` follows its name.
  void refuse(std::string_view name, std::string_view what);

  const std::string& problem() const { return problem_; }  // empty: none

 private:
  std::size_t item_ = 0;
  std::string problem_;
};

}  // namespace lineman::cwmp
