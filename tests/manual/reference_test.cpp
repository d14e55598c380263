#include "manual/reference.hpp"

#include <gtest/gtest.h>

#include "manual/markdown.hpp"
#include "tests/support/run.hpp"

namespace lineman::manual {
namespace {

TEST(Markdown, ShowsWhatItWouldObey) {
  EXPECT_EQ(marked_down("'*' and a_b\nof <X>"), "'\\*' and a_b of \\<X\\>");
  EXPECT_EQ(marked_down("see `a_*b` |"), "see `a_*b` \\|");
  EXPECT_EQ(code("a|b"), "`a\\|b`");
  EXPECT_EQ(table_row("left", "right"), "| left | right |\n");
}

TEST(Reference, IsThePageAboutLinemanctl) {
  EXPECT_EQ(commands_page(), test::committed("docs/linemanctl.md"))
      << "build the target regenerate";
}

TEST(Reference, IsThePageAboutSettings) {
  EXPECT_EQ(settings_page(), test::committed("docs/settings.md")) << "build the target regenerate";
}

}  // namespace
}  // namespace lineman::manual
