// Plays every file of scenarios/.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/sipcore/scenario.hpp"

namespace {

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(LINEMAN_SCENARIOS)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class ScenarioTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ScenarioTest, Plays) {
  lineman::test::play_scenario(LINEMAN_SCENARIOS "/" + GetParam() + ".txt");
}

INSTANTIATE_TEST_SUITE_P(, ScenarioTest, ::testing::ValuesIn(files()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
