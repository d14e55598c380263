// What the files for monitoring tools are made of.
#include "datamodel/export/monitored.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "datamodel/export/alerts.hpp"
#include "datamodel/export/zabbix.hpp"

namespace lineman::datamodel::monitoring {
namespace {

TEST(Monitored, NamesWithoutAnObjectAreRefused) {
  EXPECT_EQ(object_named("accountState").rows, Rows::account);
  EXPECT_EQ(object_named("accountLabel").oid.substr(object_named("accountLabel").oid.size() - 6),
            ".3.1.3");
  EXPECT_THROW(object_named("accountStates"), std::invalid_argument);
  EXPECT_EQ(number_of(object_named("accountState"), "registered"), 5);
  EXPECT_EQ(number_of(object_named("coreConnected"), "false"), 2);
  EXPECT_THROW(number_of(object_named("accountState"), "lost"), std::invalid_argument);
}

TEST(Monitored, RowsHaveTheNamesOfAllThatTheyBelongTo) {
  EXPECT_THAT(naming_columns_of(Rows::target),
              testing::ElementsAre(testing::Field(&NamingColumn::name, "accountLabel"),
                                   testing::Field(&NamingColumn::name, "accountUserName"),
                                   testing::Field(&NamingColumn::name, "sipServerAddress"),
                                   testing::Field(&NamingColumn::name, "sipTargetAddress")));
  EXPECT_THAT(naming_columns_of(Rows::scalar), testing::IsEmpty());
}

// An operator is not told twice: a notification of something that lasts has an alert that ends.
TEST(Alerts, CoverWhatANotificationEnds) {
  for (const auto& row : notifications) {
    if (!row.ends) continue;
    EXPECT_TRUE(std::ranges::any_of(alerts, [&](const Alert& alert) {
      return alert.notification == row.ends;
    })) << row_of(*row.ends).name;
  }
}

TEST(Alerts, StandBehindOnesThatThereAre) {
  for (const auto& alert : alerts) {
    if (alert.behind.empty()) continue;
    EXPECT_TRUE(std::ranges::any_of(alerts, [&](const Alert& other) {
      return other.name == alert.behind;
    })) << alert.name;
  }
}

TEST(ZabbixUuid, HasTheShapeOfVersion4) {
  EXPECT_THAT(zabbix::uuid_of("item accountState"),
              testing::MatchesRegex("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"));
  EXPECT_EQ(zabbix::uuid_of("a"), zabbix::uuid_of("a"));
  EXPECT_NE(zabbix::uuid_of("a"), zabbix::uuid_of("b"));
}

}  // namespace
}  // namespace lineman::datamodel::monitoring
