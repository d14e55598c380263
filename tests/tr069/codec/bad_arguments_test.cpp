// Requests that are well formed and cannot be carried out: each has a sentence that says why.
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;
using test::request_in;
using test::set_values;

// What is said of it; the request that it is where nothing is said.
std::string said_of(const std::string& text) {
  const auto request = request_in(text);
  const auto* const bad = std::get_if<BadRequest>(&request);
  return bad == nullptr ? "taken: " + std::string(name_of(request))
                        : bad->name + ": " + bad->sentence;
}

TEST(BadArguments, AbsentOnes) {
  EXPECT_EQ(said_of(envelope("<cwmp:SetParameterValues><ParameterKey/></cwmp:SetParameterValues>")),
            "SetParameterValues: ParameterList is missing");
  EXPECT_EQ(
      said_of(envelope("<cwmp:SetParameterValues><ParameterList/></cwmp:SetParameterValues>")),
      "SetParameterValues: ParameterKey is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:GetParameterValues/>")),
            "GetParameterValues: ParameterNames is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:GetParameterAttributes/>")),
            "GetParameterAttributes: ParameterNames is missing");
  EXPECT_EQ(said_of(envelope(
                "<cwmp:GetParameterNames><NextLevel>1</NextLevel></cwmp:GetParameterNames>")),
            "GetParameterNames: ParameterPath is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:GetParameterNames><ParameterPath/></cwmp:GetParameterNames>")),
            "GetParameterNames: NextLevel is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:SetParameterAttributes/>")),
            "SetParameterAttributes: ParameterList is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:AddObject><ParameterKey/></cwmp:AddObject>")),
            "AddObject: ObjectName is missing");
  EXPECT_EQ(
      said_of(envelope("<cwmp:DeleteObject><ObjectName>A.1.</ObjectName></cwmp:DeleteObject>")),
      "DeleteObject: ParameterKey is missing");
  EXPECT_EQ(said_of(envelope("<cwmp:Reboot/>")), "Reboot: CommandKey is missing");
}

TEST(BadArguments, AbsentOnesOfAnItemSayWhichItem) {
  const std::string whole =
      "<ParameterValueStruct><Name>A</Name><Value>1</Value></ParameterValueStruct>";
  EXPECT_EQ(
      said_of(set_values(whole + "<ParameterValueStruct><Name>A</Name></ParameterValueStruct>")),
      "SetParameterValues: Value of item 2 is missing");
  EXPECT_EQ(
      said_of(set_values("<ParameterValueStruct><Value>1</Value></ParameterValueStruct>" + whole)),
      "SetParameterValues: Name of item 1 is missing");
  EXPECT_EQ(said_of(set_values("<ParameterValueStruct><Name>A</Name><Value xsi:nil=\"true\"/>"
                               "</ParameterValueStruct>")),
            "SetParameterValues: Value of item 1 is missing");
}

TEST(BadArguments, ABooleanThatIsNone) {
  EXPECT_EQ(said_of(envelope("<cwmp:GetParameterNames><ParameterPath/><NextLevel>maybe</NextLevel>"
                             "</cwmp:GetParameterNames>")),
            "GetParameterNames: NextLevel is no boolean");
  EXPECT_EQ(said_of(envelope("<cwmp:GetParameterNames><ParameterPath/><NextLevel/>"
                             "</cwmp:GetParameterNames>")),
            "GetParameterNames: NextLevel is no boolean");
}

std::string attributes(const std::string& members) {
  return envelope("<cwmp:SetParameterAttributes><ParameterList><SetParameterAttributesStruct>" +
                  members +
                  "</SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>");
}

TEST(BadArguments, OfSetParameterAttributes) {
  const std::string name = "<Name>A</Name>";
  const std::string change = "<NotificationChange>1</NotificationChange>";
  const std::string keep = "<NotificationChange>0</NotificationChange>";
  const std::string no_list = "<AccessListChange>0</AccessListChange>";
  const auto said = [](const std::string& members) { return said_of(attributes(members)); };
  EXPECT_EQ(said(name + change + "<Notification>two</Notification>" + no_list),
            "SetParameterAttributes: Notification of item 1 is no number from 0 on");
  EXPECT_EQ(said(name + keep + "<Notification>-1</Notification>" + no_list),
            "SetParameterAttributes: Notification of item 1 is no number from 0 on");
  EXPECT_EQ(said(name + change + "<Notification/>" + no_list),
            "SetParameterAttributes: Notification of item 1 is missing");
  EXPECT_EQ(said(name + change + no_list),
            "SetParameterAttributes: Notification of item 1 is missing");
  EXPECT_EQ(said(name + no_list),
            "SetParameterAttributes: NotificationChange of item 1 is missing");
  EXPECT_EQ(said(name + keep), "SetParameterAttributes: AccessListChange of item 1 is missing");
  EXPECT_EQ(said(name + keep + "<AccessListChange>1</AccessListChange>"),
            "SetParameterAttributes: AccessList of item 1 is missing");
  EXPECT_EQ(said(keep + no_list), "SetParameterAttributes: Name of item 1 is missing");
  EXPECT_EQ(said(name + keep + no_list), "taken: SetParameterAttributes");
}

TEST(BadArguments, KeysOfMoreThan32Characters) {
  std::string key = "\u20ac";
  key += std::string(32, 'x');
  EXPECT_EQ(said_of(set_values("", key)),
            "SetParameterValues: ParameterKey has 33 characters, more than 32");
  EXPECT_EQ(said_of(envelope("<cwmp:Reboot><CommandKey>" + key + "</CommandKey></cwmp:Reboot>")),
            "Reboot: CommandKey has 33 characters, more than 32");
  EXPECT_EQ(said_of(envelope("<cwmp:AddObject><ObjectName>A.</ObjectName><ParameterKey>" + key +
                             "</ParameterKey></cwmp:AddObject>")),
            "AddObject: ParameterKey has 33 characters, more than 32");
}

// gSOAP would take the markup for the value.
TEST(BadArguments, ElementsWhereTextIsMeant) {
  EXPECT_EQ(said_of(set_values("\n<ParameterValueStruct><Name>A</Name><Value>a<b>c</b></Value>"
                               "</ParameterValueStruct>")),
            "SetParameterValues: line 5: <b> stands in an argument that is text");
}

// An argument that is somewhere else is not taken for an empty one.
TEST(BadArguments, References) {
  EXPECT_EQ(
      said_of(envelope("<cwmp:Reboot><CommandKey href=\"#k\"/><k id=\"k\">x</k></cwmp:Reboot>")),
      "Reboot: line 4: <CommandKey> is a reference");
  EXPECT_EQ(said_of(envelope("<cwmp:SetParameterValues><ParameterList href=\"#l\"/><ParameterKey/>"
                             "</cwmp:SetParameterValues>")),
            "SetParameterValues: line 4: <ParameterList> is a reference");
}

std::string names(std::size_t count) {
  std::string items;
  for (std::size_t i = 0; i < count; ++i) items += "<string/>";
  return envelope("<cwmp:GetParameterValues><ParameterNames>" + items +
                  "</ParameterNames></cwmp:GetParameterValues>");
}

TEST(BadArguments, MoreItemsThanAListMayHave) {
  EXPECT_EQ(said_of(names(maximum_items)), "taken: GetParameterValues");
  EXPECT_EQ(said_of(names(maximum_items + 1)),
            "GetParameterValues: a list has more than 16384 items");
}

TEST(BadArguments, NoSentenceTellsAValue) {
  const std::string secret = "s3cret-value";
  const auto said = said_of(set_values("<ParameterValueStruct><Name>A</Name><Value><x>" + secret +
                                       "</x></Value></ParameterValueStruct>"));
  EXPECT_EQ(said.find(secret), std::string::npos) << said;
}

}  // namespace
}  // namespace lineman::cwmp
