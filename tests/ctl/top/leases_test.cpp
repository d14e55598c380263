#include "ctl/top/leases.hpp"

#include <gtest/gtest.h>

#include "tests/ctl/top/sample.hpp"

namespace lineman::ctl::top {
namespace {

boost::json::object requested(std::string_view seconds) {
  return {{"values",
           {boost::json::object{{"name", "account.1.sip_server.1.expires"}, {"effective", seconds}},
            boost::json::object{{"name", "account.1.label"}, {"effective", "7"}}}}};
}

TEST(Leases, begin_with_what_was_asked_for) {
  Leases leases;
  leases.take_requested(requested("3600"));
  leases.take_status(status({registered(1, 900)}), start);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 900), start), 0.25);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 900), start + 450), 0.125);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 900), start + 901), 0);
}

TEST(Leases, are_whole_when_nothing_else_is_known) {
  Leases leases;
  leases.take_status(status({registered(1, 900)}), start);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 900), start), 1);
}

TEST(Leases, have_the_granted_length_from_a_refresh_on) {
  Leases leases;
  leases.take_requested(requested("3600"));
  leases.take_status(status({registered(1, 100)}), start);
  leases.take_status(status({registered(1, 200)}), start + 80);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 200), start + 80), 1);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 200), start + 140), 0.5);
}

TEST(Leases, do_not_begin_because_a_clock_was_rounded) {
  Leases leases;
  leases.take_status(status({registered(1, 100)}), start);
  leases.take_status(status({registered(1, 101)}), start + 51);
  EXPECT_DOUBLE_EQ(leases.part_left(registered(1, 101), start + 51), 0.5);
}

TEST(Leases, end_with_the_registration) {
  Leases leases;
  leases.take_status(status({registered(1, 100)}), start);
  leases.take_status(status({account(1, "rejected")}), start + 1);
  EXPECT_DOUBLE_EQ(leases.part_left(account(1, "rejected"), start + 1), 0);
}

}  // namespace
}  // namespace lineman::ctl::top
