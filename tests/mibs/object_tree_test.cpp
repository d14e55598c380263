#include "mibs/objects/object_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace lineman::mibs {
namespace {

using datamodel::GroupId;

class Phone : public Extent {
 public:
  explicit Phone(unsigned accounts) : accounts_{accounts} {}
  unsigned accounts() const override { return accounts_; }
  // Account 2 has no target at its server 1, and three at server 2; the others one at each.
  unsigned targets(unsigned account, unsigned server) const override {
    if (account == 2) return server == 1 ? 0 : 3;
    return 1;
  }
  // Events 1 to 6 are gone from the log.
  IndexRange events() const override { return {7, 9}; }
  unsigned receivers() const override { return 2; }

 private:
  unsigned accounts_;
};

std::vector<Arc> arcs_of(const Cell& cell) {
  std::array<Arc, ObjectTree::longest> arcs{};
  const auto count = ObjectTree::write(cell, arcs);
  return {arcs.begin(), arcs.begin() + static_cast<std::ptrdiff_t>(count)};
}

class Tree : public ::testing::Test {
 protected:
  std::vector<Arc> next(std::vector<Arc> after) const {
    const auto cell = tree_.next(after);
    return cell ? arcs_of(*cell) : std::vector<Arc>{};
  }

  Phone phone_{3};
  ObjectTree tree_{phone_};
};

using Name = std::vector<Arc>;

TEST_F(Tree, AWalkGoesUpAndEveryStepIsFound) {
  Name at;
  std::size_t count = 0;
  while (const auto cell = tree_.next(at)) {
    const auto arcs = arcs_of(*cell);
    ASSERT_TRUE(std::ranges::lexicographical_compare(at, arcs));
    const auto found = tree_.find(arcs);
    ASSERT_TRUE(found);
    EXPECT_EQ(arcs_of(*found), arcs);
    at = arcs;
    ++count;
  }
  EXPECT_GT(count, 500U);
}

TEST_F(Tree, NoStepSkipsAnInstance) {
  // Whatever lies between two neighbours leads to the second.
  Name at;
  while (const auto cell = tree_.next(at)) {
    auto longer = at;
    longer.push_back(0);
    EXPECT_EQ(next(longer), arcs_of(*cell));
    longer.back() = 4'294'967'295;
    if (!at.empty()) {
      EXPECT_EQ(next(longer), arcs_of(*cell));
    }
    at = arcs_of(*cell);
  }
}

TEST_F(Tree, PartsOfANameComeBeforeIt) {
  EXPECT_EQ(next({}), (Name{1, 1, 0}));
  EXPECT_EQ(next({4}), (Name{4, 1, 2, 1, 1}));
  EXPECT_EQ(next({4, 0}), (Name{4, 1, 2, 1, 1}));
  EXPECT_EQ(next({4, 1, 5}), (Name{4, 1, 5, 1, 1}));
  EXPECT_EQ(next({4, 1, 5, 1}), (Name{4, 1, 5, 1, 1}));
  EXPECT_EQ(next({4, 1, 5, 1, 0}), (Name{4, 1, 5, 1, 1}));
  EXPECT_EQ(next({4, 1, 5, 1, 1}), (Name{4, 1, 5, 1, 2}));
  EXPECT_EQ(next({4, 1, 5, 1, 2}), (Name{4, 1, 5, 2, 1}));
  EXPECT_EQ(next({4, 1, 5, 3, 2}), (Name{4, 1, 6, 1, 1}));
  EXPECT_EQ(next({4, 1, 5, 99}), (Name{4, 1, 6, 1, 1}));
  EXPECT_EQ(next({4, 2}), (Name{5, 1, 2, 1}));
}

TEST_F(Tree, OutboundProxiesHaveTheirOwnTable) {
  EXPECT_EQ(next({11, 4, 0}), (Name{12, 1, 2, 1, 1}));
  EXPECT_EQ(next({12, 1, 4, 1, 1}), (Name{12, 1, 4, 1, 2}));
  EXPECT_EQ(next({12, 1, 4, 3, 2}), (Name{12, 1, 5, 1, 1}));
  const auto cell = tree_.find(Name{12, 1, 4, 3, 2});
  ASSERT_TRUE(cell);
  EXPECT_EQ(name_of(cell->parameter()), "account.3.outbound_proxy.2.retry_counts");
  EXPECT_EQ(next({12, 2}), (Name{13, 1, 0}));
}

TEST_F(Tree, ServersWithoutTargetsAreSkipped) {
  EXPECT_EQ(next({7, 1, 2, 1, 2, 1}), (Name{7, 1, 2, 2, 2, 1}));
  EXPECT_EQ(next({7, 1, 2, 2, 1}), (Name{7, 1, 2, 2, 2, 1}));
  EXPECT_EQ(next({7, 1, 2, 2, 2, 3}), (Name{7, 1, 2, 3, 1, 1}));
}

TEST_F(Tree, TheEventLogBeginsWithItsOldestEvent) {
  EXPECT_EQ(next({14, 1, 2}), (Name{14, 1, 2, 7}));
  EXPECT_EQ(next({14, 1, 2, 3}), (Name{14, 1, 2, 7}));
  EXPECT_EQ(next({14, 1, 2, 9}), (Name{14, 1, 3, 7}));
  EXPECT_EQ(tree_.find(Name{14, 1, 2, 6}).error(), Missing::instance);
  EXPECT_TRUE(tree_.find(Name{14, 1, 2, 9}));
  EXPECT_EQ(next({15, 1, 2, 2}), (Name{15, 1, 3, 1}));
}

TEST_F(Tree, TheEndIsTheEnd) {
  EXPECT_EQ(next({17, 41, 0}), (Name{17, 42, 0}));
  EXPECT_EQ(next({17, 42, 0}), Name{});
  EXPECT_EQ(next({18}), Name{});
  EXPECT_EQ(next({4'294'967'295}), Name{});
}

TEST_F(Tree, WhatIsMissing) {
  const auto missing = [&](Name name) { return tree_.find(name).error(); };
  EXPECT_EQ(missing({}), Missing::object);
  EXPECT_EQ(missing({4, 1}), Missing::object);
  EXPECT_EQ(missing({4, 1, 1, 1, 1}), Missing::object);
  EXPECT_EQ(missing({4, 2, 5, 1, 1}), Missing::object);
  EXPECT_EQ(missing({4, 1, 5}), Missing::instance);
  EXPECT_EQ(missing({4, 1, 5, 1}), Missing::instance);
  EXPECT_EQ(missing({4, 1, 5, 1, 1, 1}), Missing::instance);
  EXPECT_EQ(missing({4, 1, 5, 4, 1}), Missing::instance);
  EXPECT_EQ(missing({4, 1, 5, 4'294'967'297, 1}), Missing::instance);
  EXPECT_EQ(missing({2, 2}), Missing::instance);
  EXPECT_EQ(missing({2, 2, 0, 0}), Missing::instance);
}

TEST(TreeOfOneAccount, HasItsRowsOnly) {
  const Phone phone{1};
  const ObjectTree tree{phone};
  EXPECT_TRUE(tree.find(Name{3, 1, 2, 1}));
  EXPECT_FALSE(tree.find(Name{3, 1, 2, 2}));
}

}  // namespace
}  // namespace lineman::mibs
