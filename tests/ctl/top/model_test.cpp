#include "ctl/top/model.hpp"

#include <gmock/gmock.h>

#include "tests/ctl/top/sample.hpp"

namespace lineman::ctl::top {
namespace {

using testing::ElementsAre;

Model with_accounts(boost::json::array accounts) {
  Model model;
  model.take_status(status(std::move(accounts)), start);
  return model;
}

TEST(TopModel, selects_among_those_that_are_not_disabled) {
  auto model =
      with_accounts({account(1, "disabled"), registered(2, 9), registered(3, 9), registered(5, 9)});
  EXPECT_THAT(model.disabled(), ElementsAre(1));
  EXPECT_EQ(model.selected_account(), 2U);
  model.press(Key::up, 5);
  EXPECT_EQ(model.selected_account(), 2U);
  model.press(Key::down, 5);
  EXPECT_EQ(model.selected_account(), 3U);
  model.press(Key::last, 5);
  EXPECT_EQ(model.selected_account(), 5U);
  model.press(Key::page_up, 1);
  EXPECT_EQ(model.selected_account(), 3U);
  model.press(Key::first, 5);
  EXPECT_EQ(model.selected_account(), 2U);
}

TEST(TopModel, stays_with_the_selected_account_or_the_next_one) {
  auto model = with_accounts({registered(1, 9), registered(2, 9), registered(3, 9)});
  model.press(Key::down, 5);
  model.take_status(status({registered(2, 9), registered(3, 9)}), start);
  EXPECT_EQ(model.selected_account(), 2U);
  model.take_status(status({registered(1, 9), account(2, "disabled"), registered(3, 9)}), start);
  EXPECT_EQ(model.selected_account(), 3U);
  model.take_status(status({registered(1, 9)}), start);
  EXPECT_EQ(model.selected_account(), 1U);
  model.take_status(status({}), start);
  EXPECT_EQ(model.selected_account(), 0U);
}

TEST(TopModel, goes_to_an_account_and_back) {
  auto model = with_accounts({registered(1, 9), registered(2, 9)});
  model.press(Key::open, 5);
  EXPECT_EQ(model.page(), Page::account);
  model.press(Key::down, 5);
  EXPECT_EQ(model.selected_account(), 1U);
  EXPECT_EQ(model.scroll(), 1U);
  model.press(Key::last, 5);
  model.limit_scroll(7);
  model.press(Key::up, 5);
  EXPECT_EQ(model.scroll(), 6U);
  model.press(Key::back, 5);
  EXPECT_EQ(model.page(), Page::overview);
}

TEST(TopModel, opens_nothing_where_there_is_no_account) {
  auto model = with_accounts({account(1, "disabled")});
  model.press(Key::open, 5);
  EXPECT_EQ(model.page(), Page::overview);
}

TEST(TopModel, comes_back_from_help_to_where_it_was) {
  auto model = with_accounts({registered(1, 9)});
  model.press(Key::open, 5);
  model.press(Key::help, 5);
  EXPECT_EQ(model.page(), Page::help);
  model.press(Key::other, 5);
  EXPECT_EQ(model.page(), Page::account);
}

TEST(TopModel, ends_from_every_page) {
  auto model = with_accounts({registered(1, 9)});
  for (const auto key : {Key::back, Key::open, Key::help}) {
    EXPECT_TRUE(model.press(key, 5));
    EXPECT_FALSE(Model{model}.press(Key::quit, 5));
  }
}

TEST(TopModel, keeps_the_last_events) {
  Model model;
  for (std::size_t i = 0; i < Model::maximum_events + 3; ++i) {
    model.take_event(event("state", std::to_string(i)));
  }
  EXPECT_EQ(model.events().size(), Model::maximum_events);
  EXPECT_EQ(model.events().front().detail, "3");
}

TEST(TopModel, forgets_a_trouble_with_the_next_answer) {
  Model model;
  model.take_trouble("no agent is reached");
  EXPECT_EQ(model.trouble(), "no agent is reached");
  model.take_status(status({}), start);
  EXPECT_EQ(model.trouble(), "");
}

}  // namespace
}  // namespace lineman::ctl::top
