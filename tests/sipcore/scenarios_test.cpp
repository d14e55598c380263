// Plays every file of scenarios/.
#include <gtest/gtest.h>

#include "tests/sipcore/scenario.hpp"
#include "tests/sipcore/scenario_lines.hpp"

namespace {

class ScenarioTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ScenarioTest, Plays) {
  lineman::test::play_scenario(LINEMAN_SCENARIOS "/" + GetParam() + ".txt");
}

INSTANTIATE_TEST_SUITE_P(, ScenarioTest,
                         ::testing::ValuesIn(lineman::test::scenarios_in(LINEMAN_SCENARIOS)),
                         [](const auto& instance) { return instance.param; });

}  // namespace
