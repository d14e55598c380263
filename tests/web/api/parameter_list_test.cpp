#include "web/api/parameter_list.hpp"

#include <gmock/gmock.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "datamodel/parameters.hpp"

namespace lineman::web {
namespace {

namespace json = boost::json;

json::array rows() {
  return parameter_list(16).at("parameters").as_array();
}

std::vector<std::string> labels_of(std::string_view page) {
  std::vector<std::string> labels;
  for (const auto& row : rows()) {
    if (row.at("page").as_string() == page) labels.emplace_back(row.at("label").as_string());
  }
  return labels;
}

TEST(ParameterList, SaysWhatThePageNeedsOfEach) {
  const auto list = parameter_list(3);
  EXPECT_EQ(list.at("version"), 1);
  EXPECT_EQ(list.at("accounts"), 3);
  EXPECT_EQ(list.at("servers"), 2);
  const auto all = rows();
  const auto* const found = std::ranges::find_if(
      all, [](const auto& row) { return row.at("name") == "account.X.sip_server.Y.expires"; });
  EXPECT_EQ(*found, json::parse(R"({"name":"account.X.sip_server.Y.expires","table":"sip_server",
      "page":"register","label":"Server Expires","type":"unsigned","minimum":30,
      "maximum":2147483647,"besides":null,"unit":"seconds","choices":[],
      "permitted":"30-2147483647","default":"3600","access":"readWrite","secret":false,
      "applies":"live","help":"Requested lifetime of a registration; what the server grants counts",
      "precondition":""})"));
}

TEST(ParameterList, HasTheRegisterPageInTheOrderOfTheGuide) {
  EXPECT_THAT(
      labels_of("register"),
      testing::ElementsAre("Line Active", "Label", "Display Name", "Register Name", "User Name",
                           "Password", "Server Host", "Port", "Transport", "Server Expires",
                           "Server Retry Counts", "Enable Outbound Proxy Server",
                           "Outbound Proxy Server", "Port", "Proxy Fallback Interval"));
}

TEST(ParameterList, HasEveryRowThatIsNotTheAcsAlone) {
  const auto wanted = std::ranges::count_if(datamodel::parameters, [](const auto& row) {
    return row.table != datamodel::Table::inform_parameter;
  });
  EXPECT_EQ(rows().size(), static_cast<std::size_t>(wanted));
}

TEST(ParameterList, ANewRowAppearsOnAdvancedUnderANameOfItsOwn) {
  EXPECT_EQ(label_of({.name = "account.X.sip_server.Y.failback_subscribe.enable"}),
            "Failback subscribe enable");
  EXPECT_EQ(label_of({.name = "sip.new_thing"}), "Sip new thing");
  EXPECT_EQ(label_of({.tr069 = {datamodel::Object::management_server, "ProvisioningCode"}}),
            "Provisioning code");
  EXPECT_EQ(label_of({.tr069 = {datamodel::Object::management_server, "CWMPRetryMinimumWait"}}),
            "CWMP retry minimum wait");
  EXPECT_EQ(datamodel::Parameter{}.field.page, datamodel::Page::advanced);
}

TEST(ParameterList, NoLabelStandsTwiceOnAPageButForServersAndProxies) {
  for (const char* page : {"advanced", "management"}) {
    std::vector<std::string> seen;
    for (const auto& row : rows()) {
      if (row.at("page").as_string() != page) continue;
      seen.push_back(std::string{row.at("table").as_string()} + ' ' +
                     std::string{row.at("label").as_string()});
    }
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end()) << page;
  }
}

TEST(ParameterList, NumbersAreInTheUnitThatIsShown) {
  for (const auto& row : rows()) {
    if (row.at("name") == "sip.timer_t1") {
      EXPECT_EQ(row.at("minimum"), 0.5);
      EXPECT_EQ(row.at("maximum"), 10.0);
    }
    if (row.at("name") == "account.X.sip_server.Y.transport_type") {
      EXPECT_EQ(row.at("choices").at(0), json::parse(R"({"value":"0","label":"UDP"})"));
      EXPECT_TRUE(row.at("minimum").is_null());
    }
    if (row.at("name") == "account.X.outbound_proxy.Y.retry_counts") {
      EXPECT_EQ(row.at("besides"), -1);
    }
  }
}

}  // namespace
}  // namespace lineman::web
