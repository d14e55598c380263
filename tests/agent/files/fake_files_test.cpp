// The disk of the tests forgets what it should.
#include "tests/support/fake_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace lineman::test {
namespace {

class FakeFilesTest : public ::testing::Test {
 public:
  void SetUp() override {
    ASSERT_TRUE(files.make_folder("f"));
    ASSERT_TRUE(files.sync_folder(""));
  }
  void fail_next(std::errc error) {
    files.set_fault(
        [error, done = false](std::uint64_t, std::string_view) mutable -> std::optional<std::errc> {
          if (std::exchange(done, true)) return std::nullopt;
          return error;
        });
  }
  FakeFiles files;
};

TEST_F(FakeFilesTest, ANameThatWasNotSyncedIsDropped) {
  ASSERT_TRUE(files.write("f/a", "content"));
  ASSERT_TRUE(files.sync("f/a"));
  files.lose(Loss::dropped);
  EXPECT_FALSE(files.get("f/a"));
}

TEST_F(FakeFilesTest, AContentThatWasNotSyncedIsDroppedOrHalved) {
  for (const auto& [loss, left] :
       {std::pair{Loss::dropped, ""}, {Loss::halved, "cont"}, {Loss::kept, "content!"}}) {
    ASSERT_TRUE(files.write("f/a", "content!"));
    ASSERT_TRUE(files.sync_folder("f"));
    files.lose(loss);
    EXPECT_EQ(files.get("f/a"), left);
    ASSERT_TRUE(files.remove("f/a"));
  }
}

TEST_F(FakeFilesTest, WhatWasSyncedStays) {
  ASSERT_TRUE(files.write("f/a", "content"));
  ASSERT_TRUE(files.sync("f/a"));
  ASSERT_TRUE(files.rename("f/a", "f/b"));
  ASSERT_TRUE(files.sync_folder("f"));
  files.lose(Loss::dropped);
  EXPECT_EQ(files.get("f/b"), "content");
  EXPECT_FALSE(files.get("f/a"));
}

TEST_F(FakeFilesTest, ASyncAfterAFailedOneProvesNothing) {
  ASSERT_TRUE(files.write("f/a", "content"));
  fail_next(std::errc::io_error);
  EXPECT_FALSE(files.sync("f/a"));
  EXPECT_TRUE(files.sync("f/a"));
  ASSERT_TRUE(files.sync_folder("f"));
  EXPECT_EQ(files.get("f/a"), "content");
  files.lose(Loss::dropped);
  EXPECT_EQ(files.get("f/a"), "");
}

TEST_F(FakeFilesTest, ASyncOfTheFolderAfterAFailedOneProvesNothing) {
  ASSERT_TRUE(files.write("f/a", "content"));
  ASSERT_TRUE(files.sync("f/a"));
  fail_next(std::errc::io_error);
  EXPECT_FALSE(files.sync_folder("f"));
  EXPECT_TRUE(files.sync_folder("f"));
  files.lose(Loss::dropped);
  EXPECT_FALSE(files.get("f/a"));
}

TEST_F(FakeFilesTest, AFailedWriteLeavesHalf) {
  fail_next(std::errc::no_space_on_device);
  EXPECT_EQ(files.write("f/a", "content!").error(), std::errc::no_space_on_device);
  EXPECT_EQ(files.get("f/a"), "cont");
}

TEST_F(FakeFilesTest, NothingIsDoneAfterTheCrash) {
  files.crash_after(files.operations() + 1);
  ASSERT_TRUE(files.write("f/a", "a"));
  EXPECT_TRUE(files.has_crashed());
  EXPECT_FALSE(files.write("f/a", "b"));
  EXPECT_FALSE(files.read("f/a"));
  files.lose(Loss::none);
  EXPECT_EQ(files.get("f/a"), "a");
}

}  // namespace
}  // namespace lineman::test
