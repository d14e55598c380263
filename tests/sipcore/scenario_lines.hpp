// What all scenario files have in common: lines of commands, '#' begins a comment.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/clock.hpp"

namespace lineman::test {

// Gives each line that has a command to `play`, and stops at the first that fails; failures name
// file and line.
void play_lines(const std::string& file, const std::function<void(const std::string&)>& play);

// The first word, and what stands behind it.
std::pair<std::string, std::string> command_of(const std::string& line);
std::vector<std::string> split(const std::string& text);
// "KEY=VALUE", or a key alone.
std::pair<std::string, std::string> key_of(const std::string& word);
// "0.5"
Duration seconds_text_of(const std::string& text);

// "200 OK | Field: value | ..." : what stands before the first bar, and the rest as lines.
std::pair<std::string, std::string> fields_of(const std::string& text);

// Every file of a folder that ends in .txt, without that, ordered.
std::vector<std::string> scenarios_in(const std::string& folder);

}  // namespace lineman::test
