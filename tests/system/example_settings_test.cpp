// config/lineman.conf, the example that is installed, against the table of settings.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "daemon/settings_table.hpp"

namespace lineman::daemon {
namespace {

// The settings behind a '#' without a blank, by name. A comment has a blank behind its '#'.
std::map<std::string, std::string> example() {
  std::map<std::string, std::string> settings;
  std::ifstream file{LINEMAN_EXAMPLE_SETTINGS};
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 2 || line[0] != '#' || line[1] == ' ' || line[1] == '#') continue;
    const auto equals = line.find(" = ");
    EXPECT_NE(equals, std::string::npos) << line;
    EXPECT_TRUE(settings.emplace(line.substr(1, equals - 1), line.substr(equals + 3)).second)
        << line;
  }
  return settings;
}

std::string with_number(std::string name) {
  const auto mark = name.find(".N.");
  return mark == std::string::npos ? name : name.replace(mark, 3, ".1.");
}

TEST(ExampleSettings, has_every_setting_and_no_other) {
  auto left = example();
  for (const auto& row : settings_table) {
    EXPECT_EQ(left.erase(with_number(std::string{row.name})), 1) << row.name;
  }
  for (const auto& [name, value] : left) ADD_FAILURE() << name << " is no setting";
}

TEST(ExampleSettings, shows_the_defaults) {
  const auto settings = example();
  for (const auto& row : settings_table) {
    if (row.initial.empty()) continue;
    const auto at = settings.find(with_number(std::string{row.name}));
    if (at == settings.end()) continue;  // the test above says so
    EXPECT_EQ(at->second, row.initial) << row.name;
  }
}

TEST(ExampleSettings, has_examples_that_are_good) {
  const auto settings = example();
  for (const auto& row : settings_table) {
    const auto at = settings.find(with_number(std::string{row.name}));
    if (at == settings.end()) continue;  // the test above says so
    EXPECT_EQ(problem_with_setting(row.kind, at->second), "") << row.name;
  }
}

}  // namespace
}  // namespace lineman::daemon
