#include "daemon/log.hpp"

#include <gmock/gmock.h>

namespace lineman::log {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Printable, WritesControlCharactersAsTheirNumbers) {
  EXPECT_EQ(printable("plain täxt"), "plain täxt");
  EXPECT_EQ(printable("a\nb\x1b[0m\x7f"), "a\\x0ab\\x1b[0m\\x7f");
  EXPECT_EQ(printable("\xff\xfe"), "\\xff\\xfe");
}

class StandardError : public testing::Test {
 protected:
  ~StandardError() override { set_up("lineman", Level::info, Target::standard_error); }
  std::string written(Level level, std::string_view message, Fields fields = {}) {
    testing::internal::CaptureStderr();
    write(level, Event::none, message, fields);
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(StandardError, HasTimeProgramLevelSentenceAndFields) {
  set_up("lineman-agentd", Level::info, Target::standard_error);
  EXPECT_THAT(written(Level::warning, "SIP core away", {{"LINEMAN_REASON", "connect\nrefused"}}),
              AllOf(testing::ContainsRegex("^[0-9-]+T[0-9:.]+Z lineman-agentd warning: "),
                    EndsWith("SIP core away LINEMAN_REASON=connect\\x0arefused\n")));
}

TEST_F(StandardError, LeavesOutWhatIsBelowTheLevel) {
  set_up("lineman", Level::warning, Target::standard_error);
  EXPECT_THAT(written(Level::info, "quiet"), IsEmpty());
  EXPECT_THAT(written(Level::error, "loud"), HasSubstr("loud"));
  set_up("lineman", Level::off, Target::standard_error);
  EXPECT_THAT(written(Level::critical, "never"), IsEmpty());
}

TEST(LevelFrom, KnowsSpdlogsWords) {
  Level level = Level::info;
  EXPECT_TRUE(level_from("trace", level));
  EXPECT_EQ(level, Level::trace);
  EXPECT_TRUE(level_from("off", level));
  EXPECT_EQ(level, Level::off);
  EXPECT_FALSE(level_from("verbose", level));
  EXPECT_EQ(level, Level::off);
}

}  // namespace
}  // namespace lineman::log
