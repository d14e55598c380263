#include "tests/sipcore/scenario_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace lineman::test {

void play_lines(const std::string& file, const std::function<void(const std::string&)>& play) {
  std::ifstream lines(file);
  ASSERT_TRUE(lines) << file;
  unsigned number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    SCOPED_TRACE(::testing::Message() << file << ":" << number << ": " << line);
    play(line);
    if (::testing::Test::HasFailure()) return;  // what follows would only repeat it
  }
}

std::pair<std::string, std::string> command_of(const std::string& line) {
  std::istringstream words(line);
  std::string command;
  words >> command;
  std::string rest;
  std::getline(words >> std::ws, rest);
  return {command, rest};
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

std::pair<std::string, std::string> key_of(const std::string& word) {
  const auto equals = word.find('=');
  return {word.substr(0, equals), equals == std::string::npos ? "" : word.substr(equals + 1)};
}

Duration seconds_text_of(const std::string& text) {
  return std::chrono::microseconds(std::llround(std::stod(text) * 1e6));
}

std::pair<std::string, std::string> fields_of(const std::string& text) {
  std::string first = text;
  std::string fields;
  for (auto bar = first.find(" | "); bar != std::string::npos; bar = first.find(" | ")) {
    const auto next = first.find(" | ", bar + 3);
    fields += first.substr(bar + 3, next == std::string::npos ? next : next - bar - 3) + "\r\n";
    first.erase(bar, next == std::string::npos ? next : next - bar);
  }
  return {first, fields};
}

std::vector<std::string> scenarios_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace lineman::test
