// What a start makes of what it finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/store/generation_file.hpp"
#include "agent/store/store.hpp"
#include "datamodel/checked_text.hpp"
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

class RecoveryTest : public ::testing::Test {
 public:
  void put(std::uint64_t number) { files.put(name(number), print_generation({.number = number})); }
  static std::string name(std::uint64_t number) { return "generations/" + std::to_string(number); }
  Store::Opened open() {
    auto opened = store.open({}, 0);
    EXPECT_TRUE(opened) << opened.error().sentence;
    return opened ? std::move(*opened) : Store::Opened{};
  }
  FakeFiles files;
  Store store{files, accounts, 20};
};

TEST_F(RecoveryTest, TheHighestWholeGenerationIsCurrent) {
  put(9);
  put(10);
  put(100);
  EXPECT_EQ(open().current.number, 100U);
}

TEST_F(RecoveryTest, ATornOneIsSetAsideAndTheOneBeforeIsUsed) {
  put(41);
  put(42);
  const auto whole = print_generation({.number = 43});
  files.put(name(43), whole.substr(0, whole.size() / 2));
  files.put(name(44), "");
  const auto opened = open();
  EXPECT_EQ(opened.current.number, 42U);
  EXPECT_EQ(opened.highest, 44U);
  EXPECT_FALSE(files.get(name(43)));
  EXPECT_EQ(files.get(name(43) + ".torn"), whole.substr(0, whole.size() / 2)) << "kept for people";
  EXPECT_THAT(opened.reports, SizeIs(2));
  EXPECT_THAT(opened.reports[0], HasSubstr("generations/44"));
  EXPECT_THAT(opened.reports[0], HasSubstr("generations/44.torn"));
  EXPECT_EQ(open().highest, 44U) << "also from the names set aside";
}

TEST_F(RecoveryTest, AForeignFileIsSetAsideToo) {
  put(1);
  files.put(name(2), "hello");
  files.put(name(3), print_generation({.number = 7}));
  const auto opened = open();
  EXPECT_EQ(opened.current.number, 1U);
  EXPECT_TRUE(files.get(name(2) + ".torn"));
  EXPECT_TRUE(files.get(name(3) + ".torn"));
}

TEST_F(RecoveryTest, OnlyTornOnesLeadToFactoryValuesUnderANewNumber) {
  files.put(name(5), "torn");
  const auto opened = open();
  EXPECT_TRUE(opened.first_start);
  EXPECT_EQ(opened.current.number, 6U);
}

TEST_F(RecoveryTest, NamesOfOthersAreLeftAlone) {
  put(1);
  for (const auto* const other :
       {"generations/README", "generations/007", "generations/0", "generations/-1",
        "generations/5.bak", "generations/99999999999999999999"}) {
    files.put(other, "x");
  }
  const auto opened = open();
  EXPECT_EQ(opened.current.number, 1U);
  EXPECT_EQ(opened.highest, 1U);
  EXPECT_THAT(opened.reports, SizeIs(6));
  EXPECT_TRUE(files.get("generations/README"));
}

TEST_F(RecoveryTest, AGenerationOfALaterFormatRefusesTheStartAndStays) {
  put(1);
  const std::string body = "lineman generation 2\n";
  const auto text = datamodel::with_checksum(body);
  files.put(name(2), text);
  const auto opened = store.open({}, 0);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().sentence,
            "generations/2 has format 2; this version reads formats up to 1");
  EXPECT_EQ(files.get(name(2)), text);
}

TEST_F(RecoveryTest, AGenerationThatCannotBeReadRefusesTheStart) {
  put(1);
  put(2);
  files.set_fault([](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == "read") return std::errc::io_error;
    return std::nullopt;
  });
  const auto opened = store.open({}, 0);
  ASSERT_FALSE(opened) << "the newest one may hold what somebody was promised";
  EXPECT_EQ(opened.error().sentence, "generations/2: Input/output error");
  EXPECT_TRUE(files.get(name(2)));
}

TEST_F(RecoveryTest, TheCurrentGenerationIsWrittenAgain) {
  put(1);
  ASSERT_TRUE(store.open({}, 0));
  // A generation whose sync failed: readable, and never on the disk whatever is synced.
  ASSERT_TRUE(files.write("generations/2.new", print_generation({.number = 2})));
  files.set_fault([](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == "sync" || now == "sync_folder") return std::errc::io_error;
    return std::nullopt;
  });
  EXPECT_FALSE(files.sync("generations/2.new"));
  ASSERT_TRUE(files.rename("generations/2.new", name(2)));
  EXPECT_FALSE(files.sync_folder("generations"));
  files.set_fault({});
  EXPECT_EQ(open().current.number, 2U);
  files.lose(Loss::dropped);
  EXPECT_EQ(open().current.number, 2U) << "the start has made it durable";
}

TEST_F(RecoveryTest, AnyErrorOfTheRewriteRefusesTheStart) {
  for (const std::string_view operation :
       {"make_folder", "list", "write", "sync", "rename", "sync_folder"}) {
    put(1);
    files.set_fault([operation](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
      if (now == operation) return std::errc::read_only_file_system;
      return std::nullopt;
    });
    EXPECT_FALSE(store.open({}, 0)) << operation;
    files.set_fault({});
    EXPECT_EQ(open().current.number, 1U) << operation;
  }
}

TEST_F(RecoveryTest, StagesAreDropped) {
  put(1);
  files.put("generations/2.new", print_generation({.number = 2}));
  files.put("generations/7.new", "");
  EXPECT_EQ(open().current.number, 1U);
  EXPECT_THAT(files.names(), ElementsAre("generations/1"));
}

TEST_F(RecoveryTest, WhatIsSetAsideDoesNotGrowWithoutBound) {
  put(1);
  for (std::uint64_t number = 2; number <= 20; ++number) files.put(name(number), "torn");
  open();
  EXPECT_THAT(files.names(), SizeIs(1 + maximum_set_aside));
  EXPECT_TRUE(files.get(name(20) + ".torn"));
}

TEST_F(RecoveryTest, TornMarksAreReportedAndMeanThatNobodyKnows) {
  put(1);
  files.put("published/marks", "lineman published 1\nsnmp = 1\n");
  const auto opened = open();
  EXPECT_TRUE(opened.marks_lost);
  EXPECT_THAT(opened.marks, IsEmpty());
  EXPECT_THAT(opened.reports, SizeIs(1));
}

TEST_F(RecoveryTest, ATornOneAmongTheHistoryIsReportedAndLeft) {
  put(1);
  files.put(name(2), "torn");
  put(3);
  const auto opened = open();
  EXPECT_THAT(opened.history, SizeIs(2));
  EXPECT_THAT(opened.reports, SizeIs(1));
  EXPECT_TRUE(files.get(name(2)));
}

TEST_F(RecoveryTest, AValueThatIsNoLongerPermittedIsReportedWithItsFile) {
  const std::string body = "lineman generation 1\nnumber = 1\n\naccount.1.enable = yes\n";
  files.put(name(1), datamodel::with_checksum(body));
  const auto opened = open();
  ASSERT_THAT(opened.reports, SizeIs(1));
  EXPECT_EQ(opened.reports[0],
            "generations/1: account.1.enable: the stored value is neither 0 nor 1; the initial "
            "value counts");
}

}  // namespace
}  // namespace lineman::agent
