// Text in the language of manual pages (mdoc(7)).
#pragma once

#include <string>
#include <string_view>

namespace lineman::manual {

// Plain text as it may stand within a line: what troff would obey is shown. Line breaks become
// blanks.
std::string escaped(std::string_view text);

// The same as one word of a macro's line: "NAME=VALUE..."
std::string word(std::string_view text);

// Running text, which may begin with anything: a line for each of its sentences.
std::string text_lines(std::string_view text);

// "values of parameters" as a sentence: "Values of parameters." An end that is there stays.
std::string sentence(std::string_view text);

// An option as it is typed, with what its value is called: macros to stand on one line.
std::string option_macros(std::string_view name, std::string_view value);

}  // namespace lineman::manual
