#include "agent/store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/store/generation_file.hpp"
#include "tests/support/fake_files.hpp"

namespace lineman::agent {
namespace {

using test::FakeFiles;
using test::Loss;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr unsigned accounts = 2;

datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, accounts).value();
}

Generation generation(std::uint64_t number, const std::string& label = {}) {
  Generation made{.number = number, .time = 1'000'000, .asker = {Door::control, "uid 0"}};
  made.values.set(parameter("account.1.label"), label);
  return made;
}

FakeFiles::Fault fails_at(std::string_view operation) {
  return [operation](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == operation) return std::errc::io_error;
    return std::nullopt;
  };
}

class StoreTest : public ::testing::Test {
 public:
  Store::Opened open() {
    auto opened = store.open({}, 0);
    EXPECT_TRUE(opened) << opened.error().sentence;
    return opened ? std::move(*opened) : Store::Opened{};
  }
  void commit(const Generation& next) {
    ASSERT_TRUE(store.stage(next));
    ASSERT_EQ(store.commit(next.number).result, CommitResult::committed);
  }
  std::vector<std::string> generations() { return files.list("generations").value(); }

  FakeFiles files;
  Store store{files, accounts, 3};
};

TEST_F(StoreTest, TheFirstStartMakesADurableGenerationOfTheFactoryValues) {
  datamodel::Values factory;
  factory.set(parameter("account.1.label"), "new");
  const auto opened = store.open(factory, 77);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->first_start);
  EXPECT_EQ(opened->current.number, 1U);
  EXPECT_EQ(opened->current.time, 77);
  EXPECT_EQ(opened->current.asker.door, Door::agent);
  EXPECT_EQ(opened->current.values, factory);
  files.lose(Loss::dropped);
  const auto again = open();
  EXPECT_FALSE(again.first_start);
  EXPECT_EQ(again.current, opened->current);
}

TEST_F(StoreTest, ACommitIsDurable) {
  open();
  commit(generation(2, "a"));
  files.lose(Loss::dropped);
  const auto opened = open();
  EXPECT_EQ(opened.current, generation(2, "a"));
  EXPECT_EQ(opened.highest, 2U);
  EXPECT_THAT(opened.history, SizeIs(2));
  EXPECT_EQ(opened.history[0].generation, 1U);
}

TEST_F(StoreTest, AStageIsNoGeneration) {
  open();
  ASSERT_TRUE(store.stage(generation(2, "a")));
  const auto opened = open();
  EXPECT_EQ(opened.current.number, 1U);
  EXPECT_EQ(opened.highest, 2U) << "the number was seen";
  EXPECT_THAT(generations(), ElementsAre("1"));
}

TEST_F(StoreTest, ADroppedStageIsGone) {
  open();
  ASSERT_TRUE(store.stage(generation(2, "a")));
  store.drop(2);
  EXPECT_THAT(generations(), ElementsAre("1"));
  EXPECT_EQ(store.commit(2).result, CommitResult::refused);
}

TEST_F(StoreTest, FailuresBeforeTheNameIsThereChangeNothing) {
  open();
  files.set_fault(fails_at("write"));
  EXPECT_FALSE(store.stage(generation(2)));
  files.set_fault(fails_at("sync"));
  const auto unsynced = store.stage(generation(2));
  ASSERT_FALSE(unsynced);
  EXPECT_EQ(unsynced.error().sentence, "generations/2.new: Input/output error");
  files.set_fault({});
  ASSERT_TRUE(store.stage(generation(2)));
  files.set_fault(fails_at("rename"));
  EXPECT_EQ(store.commit(2).result, CommitResult::refused);
  files.set_fault({});
  EXPECT_EQ(open().current.number, 1U);
}

TEST_F(StoreTest, AFailedSyncOfTheFolderIsUndecided) {
  open();
  ASSERT_TRUE(store.stage(generation(2)));
  files.set_fault(fails_at("sync_folder"));
  const auto committed = store.commit(2);
  EXPECT_EQ(committed.result, CommitResult::undecided);
  EXPECT_THAT(committed.sentence, HasSubstr("Input/output error"));
}

TEST_F(StoreTest, ARenameThatNobodyCanLookAfterIsUndecided) {
  open();
  ASSERT_TRUE(store.stage(generation(2)));
  files.set_fault([](std::uint64_t, std::string_view) { return std::errc::io_error; });
  EXPECT_EQ(store.commit(2).result, CommitResult::undecided);
}

TEST_F(StoreTest, TrimKeepsTheHistory) {
  open();
  for (std::uint64_t number = 2; number <= 6; ++number) commit(generation(number));
  EXPECT_THAT(store.trim({}), IsEmpty());
  EXPECT_THAT(generations(), ElementsAre("4", "5", "6"));
}

TEST_F(StoreTest, TrimKeepsWhatADoorHasYetToPublish) {
  open();
  for (std::uint64_t number = 2; number <= 7; ++number) commit(generation(number));
  store.trim({{"snmp", 7}, {"cwmp", 2}});
  EXPECT_THAT(generations(), ElementsAre("3", "4", "5", "6", "7"));
}

TEST_F(StoreTest, TrimKeepsNoMoreThanItsLimit) {
  open();
  const std::uint64_t last = 10 + maximum_unpublished;
  for (std::uint64_t number = 2; number <= last; ++number) commit(generation(number));
  store.trim({{"snmp", 1}});
  EXPECT_THAT(generations(), SizeIs(3 + maximum_unpublished));
}

TEST_F(StoreTest, WhatCannotBeRemovedIsReported) {
  open();
  for (std::uint64_t number = 2; number <= 5; ++number) commit(generation(number));
  files.set_fault(fails_at("remove"));
  EXPECT_THAT(store.trim({}), SizeIs(2));
  EXPECT_EQ(open().current.number, 5U);
}

TEST_F(StoreTest, ReadsOldGenerations) {
  open();
  commit(generation(2, "a"));
  commit(generation(3, "b"));
  EXPECT_EQ(store.read(2).value(), generation(2, "a"));
  EXPECT_EQ(store.read(9).error().sentence, "generations/9: No such file or directory");
}

TEST_F(StoreTest, AGenerationThatIsTooLargeIsNotStaged) {
  open();
  auto large = generation(2);
  large.kept_values.push_back({"x", std::string(maximum_generation_size, 'x')});
  EXPECT_FALSE(store.stage(large));
}

TEST_F(StoreTest, MarksAreDurable) {
  open();
  ASSERT_TRUE(store.mark_published({{"snmp", 3}, {"control", 4}}));
  files.lose(Loss::dropped);
  const auto opened = open();
  EXPECT_EQ(opened.marks, (PublishedMarks{{"snmp", 3}, {"control", 4}}));
  EXPECT_FALSE(opened.marks_lost);
  EXPECT_EQ(opened.highest, 4U) << "what was published existed";
}

TEST(PublishedMarksText, IsWholeOrNothing) {
  const auto text = print_marks({{"control", 4}, {"snmp", 3}});
  EXPECT_EQ(parse_marks(text), (PublishedMarks{{"control", 4}, {"snmp", 3}}));
  EXPECT_EQ(parse_marks(print_marks({})), PublishedMarks{});
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(parse_marks(text.substr(0, size))) << size;
  EXPECT_FALSE(parse_marks(text + "x"));
  auto damaged = text;
  damaged[text.find('4')] = '5';
  EXPECT_FALSE(parse_marks(damaged));
}

}  // namespace
}  // namespace lineman::agent
