// What is committed is what the exporter writes (`cmake --build --preset dev --target regenerate`
// mends it).
#include "datamodel/export/artefacts.hpp"

#include <gtest/gtest.h>

#include "tests/support/run.hpp"

namespace lineman::datamodel {
namespace {

class Committed : public ::testing::TestWithParam<Artefact> {};

TEST_P(Committed, IsWhatTheExporterWrites) {
  const auto& artefact = GetParam();
  EXPECT_EQ(test::committed(std::string{artefact.file}), artefact.write())
      << artefact.file << " is not current: build the target regenerate";
}

INSTANTIATE_TEST_SUITE_P(Artefacts, Committed,
                         ::testing::ValuesIn(artefacts().begin(), artefacts().end()),
                         [](const auto& name) {
                           std::string text{name.param.name};
                           for (auto& letter : text) letter = letter == '-' ? '_' : letter;
                           return text;
                         });

}  // namespace
}  // namespace lineman::datamodel
