// datamodel/released_arcs.txt: what was released keeps its arc for ever, and no other object takes
// it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "datamodel/export/artefacts.hpp"
#include "tests/support/run.hpp"

namespace lineman::datamodel {
namespace {

std::map<std::string, std::string> by_arc(const std::string& text) {
  std::map<std::string, std::string> arcs;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto space = line.find(' ');
    arcs[line.substr(0, space)] = line.substr(space + 1);
  }
  return arcs;
}

TEST(ReleasedArcs, KeepTheirObjects) {
  const auto released = by_arc(test::committed("datamodel/released_arcs.txt"));
  const auto now = by_arc(write_arcs());
  ASSERT_FALSE(released.empty());
  for (const auto& [arc, name] : released) {
    const auto found = now.find(arc);
    if (name == "retired") {
      EXPECT_EQ(found, now.end()) << arc << " was retired and may not be used again";
      continue;
    }
    ASSERT_NE(found, now.end()) << arc << ' ' << name << " was released and is gone";
    EXPECT_EQ(found->second, name) << arc << " was released with another object";
  }
}

TEST(ReleasedArcs, AreAllDifferent) {
  const auto text = write_arcs();
  const auto lines = std::count(text.begin(), text.end(), '\n');
  EXPECT_EQ(static_cast<std::size_t>(lines), by_arc(text).size());
}

}  // namespace
}  // namespace lineman::datamodel
