#include "daemon/limited_log.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::daemon {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class LimitedLogTest : public testing::Test {
 protected:
  std::string written(const std::string& sentence) {
    testing::internal::CaptureStderr();
    log_.write(log::Level::info, log::Event::none, sentence);
    return testing::internal::GetCapturedStderr();
  }

  test::FakeClock clock_;
  LimitedLog log_{clock_, 2};
};

TEST_F(LimitedLogTest, WritesSoManyLinesAndThenTheirNumberAlone) {
  EXPECT_THAT(written("one"), HasSubstr("one"));
  EXPECT_THAT(written("two"), HasSubstr("two"));
  EXPECT_THAT(written("three"), IsEmpty());
  EXPECT_THAT(written("four"), IsEmpty());
  clock_.advance(std::chrono::minutes{1});
  EXPECT_THAT(written("five"), HasSubstr("five; 2 before it were not logged"));
  EXPECT_THAT(written("six"), Not(HasSubstr("before")));
}

}  // namespace
}  // namespace lineman::daemon
