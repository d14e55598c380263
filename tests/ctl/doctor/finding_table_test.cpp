// The table of findings: every one has its advice, and the page has them all.
#include "ctl/doctor/finding_table.hpp"

#include <gmock/gmock.h>

#include <set>

#include "ctl/doctor/finding_page.hpp"
#include "tests/support/run.hpp"

namespace lineman::ctl::doctor {
namespace {

TEST(FindingTable, SaysOfEachFindingWhatToDo) {
  std::set<std::string_view> names;
  for (const auto& row : finding_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos);
    EXPECT_FALSE(row.title.ends_with('.')) << row.name;
    EXPECT_LE(row.title.size(), 74U) << row.name;
    EXPECT_GT(row.advice.size(), 20U) << row.name;
    EXPECT_TRUE(row.advice.ends_with('.')) << row.name;
  }
}

TEST(FindingTable, FindsTheRowOfEachIdentifier) {
  for (const auto& row : finding_table()) EXPECT_EQ(&row_of(row.id), &row);
}

// Scripts know them.
TEST(FindingTable, KeepsItsNames) {
  EXPECT_EQ(row_of(FindingId::agent_not_running).name, "agent-not-running");
  EXPECT_EQ(row_of(FindingId::dns_silent).name, "dns-silent");
  EXPECT_EQ(row_of(FindingId::account_password).name, "account-password");
  EXPECT_EQ(row_of(FindingId::acs_certificate).name, "acs-certificate");
  EXPECT_EQ(row_of(FindingId::clock_not_set).name, "clock-not-set");
  EXPECT_EQ(row_of(FindingId::port_taken).name, "port-taken");
  EXPECT_EQ(row_of(FindingId::state_not_ours).name, "state-not-ours");
}

TEST(FindingTable, IsThePageOfFindings) {
  EXPECT_EQ(finding_page(), test::committed("docs/doctor.md")) << "build the target regenerate";
}

}  // namespace
}  // namespace lineman::ctl::doctor
