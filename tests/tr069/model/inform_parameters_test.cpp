// The rows of Device.ManagementServer.InformParameter: what is there, what is added and deleted.
#include "tr069/model/inform_parameters.hpp"

#include "tests/tr069/model/fixture.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string table = "Device.ManagementServer.InformParameter.";

class InformParameterRows : public ModelTest {
 protected:
  void apply(const DataModel::RowPlan& plan) {
    for (const auto& change : plan.changes) {
      configuration.set(datamodel::name_of(change.parameter), change.value);
    }
  }
  unsigned add() {
    const auto row = model.add_object(table);
    if (!row) return 0;
    apply(*row);
    return row->number;
  }
  std::vector<std::string> below(const std::string& path) const {
    std::vector<std::string> names;
    const auto infos = model.names(path, true).value();
    for (const auto& info : infos) names.push_back(info.name + (info.writable ? " w" : ""));
    return names;
  }
  std::vector<std::string> matching(std::string_view pattern) const {
    std::vector<std::string> names;
    for (const auto& value : model.matching(pattern)) names.push_back(value.name);
    return names;
  }
};

TEST_F(InformParameterRows, ATableWithoutRowsIsAnEmptyList) {
  EXPECT_THAT(below(table), IsEmpty());
  EXPECT_EQ(read("Device.ManagementServer.InformParameterNumberOfEntries"), "0");
  EXPECT_FALSE(model.value(table + "1.Enable"));
  const auto values = model.values(std::vector<std::string>{table});
  ASSERT_TRUE(values);
  EXPECT_THAT(*values, IsEmpty());
}

TEST_F(InformParameterRows, ARowThatIsAddedHasItsDefaults) {
  EXPECT_EQ(add(), 1U);
  EXPECT_THAT(below(table), ElementsAre(table + "1. w"));
  EXPECT_THAT(below(table + "1."),
              ElementsAre(table + "1.Enable w", table + "1.Alias", table + "1.ParameterName w",
                          table + "1.EventList w"));
  EXPECT_EQ(read(table + "1.Enable"), "false");
  EXPECT_EQ(read(table + "1.Alias"), "cpe-1");
  EXPECT_EQ(read(table + "1.ParameterName"), "");
  EXPECT_EQ(read("Device.ManagementServer.InformParameterNumberOfEntries"), "1");
}

TEST_F(InformParameterRows, ARowThatIsDeletedIsGoneWithAllItSaid) {
  ASSERT_EQ(add(), 1U);
  configuration.set(table + "1.ParameterName", "Device.DeviceInfo.UpTime");
  configuration.set(table + "1.Enable", "1");
  const auto plan = model.delete_object(table + "1.");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->path, table + "1.");
  apply(*plan);
  EXPECT_TRUE(configuration.values().entries().empty());
  EXPECT_EQ(model.delete_object(table + "1.").error().code, FaultCode::invalid_parameter_name);
}

TEST_F(InformParameterRows, ANumberThatWasDeletedIsNotGivenAwaySoon) {
  ASSERT_EQ(add(), 1U);
  ASSERT_EQ(add(), 2U);
  apply(*model.delete_object(table + "2."));
  EXPECT_EQ(add(), 3U);
  for (unsigned number = 4; number <= 16; ++number) EXPECT_EQ(add(), number);
  EXPECT_EQ(add(), 2U) << "no other one is free";
}

TEST_F(InformParameterRows, AFullTableIs9004) {
  fill_inform_parameters();
  EXPECT_EQ(model.add_object(table).error().code, FaultCode::resources_exceeded);
}

TEST_F(InformParameterRows, AreSetInOneTransactionWithEverythingElse) {
  ASSERT_EQ(add(), 1U);
  const auto all = plan({{table + "1.Enable", "boolean", "true"},
                         {table + "1.ParameterName", "string", client(1, "Status")},
                         {table + "1.EventList", "string", "2 PERIODIC"},
                         {client(1, "Enable"), "boolean", "true"}});
  EXPECT_THAT(told(all), IsEmpty());
  EXPECT_THAT(all.changes, SizeIs(4));
}

TEST_F(InformParameterRows, AnAliasIsThePhones) {
  ASSERT_EQ(add(), 1U);
  EXPECT_THAT(told(plan({{table + "1.Alias", "string", "mine"}})),
              ElementsAre(table + "1.Alias 9008"));
  EXPECT_THAT(told(plan({{table + "2.Enable", "boolean", "1"}})),
              ElementsAre(table + "2.Enable 9005"));
}

TEST_F(InformParameterRows, APatternStandsForEveryRow) {
  EXPECT_THAT(matching(client(2, "Status")), ElementsAre(client(2, "Status")));
  EXPECT_THAT(matching(std::string{sip} + "Client.*.Status"),
              ElementsAre(client(1, "Status"), client(2, "Status")));
  EXPECT_THAT(matching(std::string{sip} + "Client.2.Contact.*.ExpireTime"),
              ElementsAre(client(2, "Contact.1.ExpireTime"), client(2, "Contact.2.ExpireTime")));
  EXPECT_THAT(matching(std::string{sip} + "Client.3.Status"), IsEmpty());
  EXPECT_THAT(matching("Device.IP.Interface.*.Name"), ElementsAre("Device.IP.Interface.1.Name"));
}

}  // namespace
}  // namespace lineman::cwmp
