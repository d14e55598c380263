// Plays every file of scenarios/.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/tr069/session/scenario.hpp"

namespace {

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(LINEMAN_SCENARIOS)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class SessionScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(SessionScenario, Plays) {
  lineman::test::play_session(LINEMAN_SCENARIOS "/" + GetParam() + ".txt");
}

INSTANTIATE_TEST_SUITE_P(, SessionScenario, ::testing::ValuesIn(files()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
