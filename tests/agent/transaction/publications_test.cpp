#include "agent/transaction/publications.hpp"

#include "tests/agent/transaction/engine_fixture.hpp"

namespace lineman::agent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

class PublicationsTest : public EngineTest {
 public:
  void next_life() {
    kill();
    publisher.told.clear();
    start_ready();
  }
  PublishedMarks marks() {
    return parse_marks(files.get("published/marks").value_or("")).value_or(PublishedMarks{});
  }
};

TEST_F(PublicationsTest, ADoorThatIsNewBeginsWithWhatComes) {
  start_ready();
  EXPECT_THAT(publisher.told, IsEmpty());
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 1}}));
}

TEST_F(PublicationsTest, WhatWasPublishedIsNotPublishedAgain) {
  start_ready();
  set("account.1.label", "a");
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 2}}));
  next_life();
  EXPECT_THAT(publisher.numbers(), IsEmpty());
}

TEST_F(PublicationsTest, AStartPublishesWhatIsAboveTheMark) {
  start_ready();
  for (const auto* const label : {"a", "b", "c"}) set("account.1.label", label);
  kill();
  files.put("published/marks", print_marks({{"test", 2}}));
  next_life();
  EXPECT_THAT(publisher.numbers(), ElementsAre(3, 4));
  EXPECT_EQ(publisher.told[0].values.get(parameter("account.1.label")), "b");
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 4}}));
}

// What they have the disk write has to be there before the mark: a kill between the two would lose
// what nobody publishes again.
TEST_F(PublicationsTest, AStartMarksWhatItPublishesAfterItsDoorsHaveStored) {
  start_ready();
  set("account.1.label", "a");
  kill();
  files.put("published/marks", print_marks({{"test", 1}}));
  publisher.told.clear();
  start();
  EXPECT_THAT(publisher.numbers(), ElementsAre(2));
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 1}}));
  clock.advance(Publications::quiet + 1ms);
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 2}}));
}

TEST_F(PublicationsTest, LostMarksPublishAllThatIsKept) {
  start_ready();
  set("account.1.label", "a");
  kill();
  files.put("published/marks", "torn");
  next_life();
  EXPECT_THAT(publisher.numbers(), ElementsAre(1, 2));
}

TEST_F(PublicationsTest, MarksOfDoorsThatAreGoneAreForgotten) {
  start_ready();
  kill();
  files.put("published/marks", print_marks({{"gone", 1}, {"test", 1}}));
  next_life();
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 1}}));
}

TEST_F(PublicationsTest, AnErrorOfTheMarksAtTheStartRefusesIt) {
  auto opened = store.open({}, 0);
  ASSERT_TRUE(opened);
  life = std::make_unique<Life>(*this, std::move(*opened));
  files.set_fault([](std::uint64_t, std::string_view) { return std::errc::no_space_on_device; });
  EXPECT_FALSE(engine().start());
}

TEST_F(PublicationsTest, MarksThatAFailedSyncLeftAreWrittenAgain) {
  auto opened = store.open({}, 0);
  ASSERT_TRUE(opened);
  life = std::make_unique<Life>(*this, std::move(*opened));
  files.set_fault([](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == "sync_folder") return std::errc::io_error;
    return std::nullopt;
  });
  ASSERT_FALSE(engine().start());
  files.set_fault({});
  kill();
  ASSERT_EQ(marks(), (PublishedMarks{{"test", 1}})) << "readable, and not on the disk";
  start_ready();
  EXPECT_EQ(files.durable("published/marks"), print_marks({{"test", 1}}));
}

TEST_F(PublicationsTest, MarksThatCannotBeWrittenAreReportedAndWrittenLater) {
  start_ready();
  int folder_syncs = 0;
  files.set_fault([&](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == "sync_folder" && ++folder_syncs == 2) return std::errc::io_error;
    return std::nullopt;
  });
  EXPECT_FALSE(set("account.1.label", "a").refused()) << "the change stands all the same";
  EXPECT_THAT(reports, ElementsAre("published/marks: Input/output error"));
  set("account.1.label", "b");
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 3}}));
}

TEST_F(PublicationsTest, MarksAreWrittenOnceItIsQuiet) {
  start_ready();
  ask(request({{"account.1.label", "a"}}));
  clock.advance(Publications::quiet - 1ms);
  EXPECT_THAT(publisher.numbers(), ElementsAre(2));
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 1}}));
  clock.advance(1ms);
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 2}}));
}

TEST_F(PublicationsTest, NoMoreThanAFewAreDue) {
  start_ready();
  for (unsigned i = 0; i < Publications::most_due; ++i) {
    EXPECT_EQ(marks(), (PublishedMarks{{"test", 1}}));
    ask(request({{"account.1.label", std::to_string(i)}}));
    clock.advance(1ms);
  }
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 1 + Publications::most_due}}));
}

TEST_F(PublicationsTest, ItsEndHasTheDiskWriteWhatIsDue) {
  test::FakeDisk last_disk(clock);
  ASSERT_TRUE(store.open({}, 0));
  {
    Publications publications(store, last_disk, clock, [](const std::string&) {});
    publications.add("test", publisher);
    publications.publish({.number = 5});
  }
  clock.advance(1ms);
  EXPECT_EQ(marks(), (PublishedMarks{{"test", 5}}));
}

}  // namespace
}  // namespace lineman::agent
