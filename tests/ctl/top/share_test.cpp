#include "ctl/top/share.hpp"

#include <gmock/gmock.h>

#include <array>

namespace lineman::ctl::top {
namespace {

using testing::ElementsAre;

constexpr std::array shares = {Share{.wanted = 10, .least = 4, .importance = 1},
                               Share{.wanted = 20, .least = 6, .importance = 3},
                               Share{.wanted = 8, .least = 8, .importance = 2}};

TEST(Shared, gives_everybody_what_is_wanted_where_there_is_room) {
  EXPECT_THAT(shared(100, 2, shares), ElementsAre(10, 20, 8));
  EXPECT_THAT(shared(42, 2, shares), ElementsAre(10, 20, 8));
}

TEST(Shared, takes_from_the_less_important_first) {
  EXPECT_THAT(shared(40, 2, shares), ElementsAre(8, 20, 8));
  EXPECT_THAT(shared(30, 2, shares), ElementsAre(4, 14, 8));
}

TEST(Shared, drops_the_less_important_where_not_all_have_the_least) {
  EXPECT_THAT(shared(21, 2, shares), ElementsAre(0, 11, 8));
  EXPECT_THAT(shared(5, 2, shares), ElementsAre(5, 0, 0));  // it fits, when the others cannot
  EXPECT_THAT(shared(3, 2, shares), ElementsAre(0, 0, 0));
  EXPECT_THAT(shared(12, 2, shares), ElementsAre(4, 6, 0));
}

TEST(Shared, gives_nothing_to_who_is_not_there) {
  constexpr std::array with_nobody = {Share{.wanted = 0, .least = 0, .importance = 9}, shares[0]};
  EXPECT_THAT(shared(50, 2, with_nobody), ElementsAre(0, 10));
}

}  // namespace
}  // namespace lineman::ctl::top
