// Plays every file of scenarios/.
#include <gtest/gtest.h>

#include "tests/sipcore/calls/call_scenario.hpp"
#include "tests/sipcore/scenario_lines.hpp"

namespace {

class CallScenarioTest : public ::testing::TestWithParam<std::string> {};

TEST_P(CallScenarioTest, Plays) {
  lineman::test::play_call_scenario(LINEMAN_SCENARIOS "/" + GetParam() + ".txt");
}

INSTANTIATE_TEST_SUITE_P(, CallScenarioTest,
                         ::testing::ValuesIn(lineman::test::scenarios_in(LINEMAN_SCENARIOS)),
                         [](const auto& instance) { return instance.param; });

}  // namespace
