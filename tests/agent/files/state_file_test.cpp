#include "agent/files/state_file.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/support/fake_files.hpp"

namespace lineman::agent {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class StateFileTest : public testing::Test {
 protected:
  std::string store(const std::string& content) {
    std::string said = "nothing";
    file_.store(content, [&](const std::string& why_not) { said = why_not; });
    clock_.advance(std::chrono::seconds{1});
    return said;
  }

  test::FakeClock clock_;
  test::FakeDisk disk_{clock_};
  test::FakeFiles files_;
  StateFile file_{files_, disk_, "cwmp", "state"};
};

TEST_F(StateFileTest, HoldsWhatWasStoredLast) {
  EXPECT_FALSE(file_.load().value().has_value());
  EXPECT_EQ(store("one"), "");
  EXPECT_EQ(store("two"), "");
  EXPECT_EQ(file_.load().value(), "two");
  EXPECT_EQ(files_.durable("cwmp/state"), "two");
}

TEST_F(StateFileTest, KeepsTheOldOrTheNewContentWhereverItEnds) {
  ASSERT_TRUE(file_.load());
  ASSERT_EQ(store("old"), "");
  const auto before = files_.operations();
  ASSERT_EQ(store("new"), "");
  const auto operations = files_.operations() - before;
  for (std::uint64_t at = 0; at <= operations; ++at) {
    for (const auto loss : {test::Loss::dropped, test::Loss::halved, test::Loss::kept}) {
      test::FakeFiles files;
      test::FakeDisk disk{clock_};
      StateFile file{files, disk, "cwmp", "state"};
      ASSERT_TRUE(file.load());
      file.store("old", [](const std::string&) {});
      clock_.advance(std::chrono::seconds{1});
      files.crash_after(files.operations() + at);
      file.store("new", [](const std::string&) {});
      clock_.advance(std::chrono::seconds{1});
      files.lose(loss);
      files.crash_never();
      EXPECT_THAT(file.load().value(), testing::AnyOf("old", "new")) << at;
      if (at == operations) {
        EXPECT_EQ(file.load().value(), "new");
      }
    }
  }
}

TEST_F(StateFileTest, SaysWhatCouldNotBeWrittenAndWhy) {
  ASSERT_TRUE(file_.load());
  files_.set_fault([](std::uint64_t, std::string_view operation) -> std::optional<std::errc> {
    if (operation == "write") return std::errc::no_space_on_device;
    return std::nullopt;
  });
  EXPECT_EQ(store("new"), "cwmp/state.new: No space left on device");
}

}  // namespace
}  // namespace lineman::agent
