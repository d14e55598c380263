#include "tr069/model/wire_value.hpp"

#include <gmock/gmock.h>

#include "datamodel/labels.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Kind;

std::string taken(const Kind& kind, std::string value, std::string type = {}, bool view = false) {
  const auto text =
      from_wire(kind, view, {.name = "N", .type = std::move(type), .value = std::move(value)});
  if (text) return *text;
  return "fault " + std::to_string(static_cast<unsigned>(text.error().code));
}

TEST(WireValue, TakesBooleansInAllFourForms) {
  const auto kind = datamodel::boolean();
  EXPECT_EQ(taken(kind, "1"), "1");
  EXPECT_EQ(taken(kind, "true"), "1");
  EXPECT_EQ(taken(kind, "0"), "0");
  EXPECT_EQ(taken(kind, " false\n"), "0");
  for (const auto* text : {"", "TRUE", "yes", "2", "-1", "00", "t", "true false"}) {
    EXPECT_EQ(taken(kind, text), "fault 9007") << text;
  }
}

TEST(WireValue, TakesNumbersAsXmlSchemaWritesThem) {
  const auto kind = datamodel::unsigned_integer(30, 4'294'967'295);
  EXPECT_EQ(taken(kind, "30"), "30");
  EXPECT_EQ(taken(kind, "+30"), "30");
  EXPECT_EQ(taken(kind, "0030"), "30");
  EXPECT_EQ(taken(kind, "\t 30 \r\n"), "30");
  EXPECT_EQ(taken(kind, "4294967295"), "4294967295");
  for (const auto* text : {"", " ", "+", "29", "4294967296", "-30", "+-30", "++30", "30.0", "3 0",
                           "0x1E", "30s", "1e2", "99999999999999999999999999"}) {
    EXPECT_EQ(taken(kind, text), "fault 9007") << text;
  }
}

TEST(WireValue, TakesMinusOneWhereItIsPermitted) {
  const auto kind = datamodel::integer_or_minus_one(1, 100);
  EXPECT_EQ(taken(kind, "-1"), "-1");
  EXPECT_EQ(taken(kind, "-01"), "-1");
  EXPECT_EQ(taken(kind, "-2"), "fault 9007");
}

TEST(WireValue, TakesMillisecondsForDecimalSeconds) {
  const auto kind = datamodel::seconds(500, 10'000);
  EXPECT_EQ(taken(kind, "500"), "0.5");
  EXPECT_EQ(taken(kind, "1005"), "1.005");
  EXPECT_EQ(taken(kind, "10000"), "10");
  EXPECT_EQ(to_wire(kind, false, "1.005"), "1005");
  EXPECT_EQ(to_wire(kind, false, "10"), "10000");
  for (const auto* text : {"0.5", "499", "10001", "-500", ""}) {
    EXPECT_EQ(taken(kind, text), "fault 9007") << text;
  }
}

TEST(WireValue, TakesTheTextsOfAnEnumeration) {
  const auto kind = datamodel::enumeration(datamodel::transport_type_labels);
  EXPECT_EQ(taken(kind, "TLS"), "2");
  EXPECT_EQ(taken(kind, "DNS-NAPTR"), "3");
  EXPECT_EQ(taken(kind, "DNS-NAPTR", {}, true), "fault 9007");
  EXPECT_EQ(taken(kind, "UDP", {}, true), "0");
  for (const auto* text : {"", "0", "udp", "SCTP", " UDP"}) {
    EXPECT_EQ(taken(kind, text), "fault 9007") << text;
  }
}

TEST(WireValue, KeepsWhiteSpaceOfStrings) {
  EXPECT_EQ(taken(datamodel::text(0, 10), "a  b"), "a  b");
  EXPECT_EQ(taken(datamodel::text(0, 10), " a"), "fault 9007");
  EXPECT_EQ(taken(datamodel::text(0, 3), "abcd"), "fault 9007");
  EXPECT_EQ(taken(datamodel::text(0, 3), "\xC3\xA4\xC3\xA4\xC3\xA4"), "\xC3\xA4\xC3\xA4\xC3\xA4");
  EXPECT_EQ(taken(datamodel::text(0, 3), "\x01"), "fault 9007");
  EXPECT_EQ(taken(datamodel::host(), "SIP.Example"), "sip.example");
  EXPECT_EQ(taken(datamodel::host(), "a b"), "fault 9007");
}

TEST(WireValue, TakesDateTimes) {
  const auto kind = datamodel::date_time();
  for (const auto* text :
       {"0001-01-01T00:00:00Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05",
        "2026-01-02T03:04:05.123Z", "2026-01-02T03:04:05+02:00", "2024-02-29T00:00:00-14:00"}) {
    EXPECT_EQ(taken(kind, text, "dateTime"), text);
  }
  EXPECT_EQ(taken(kind, " 2026-01-02T03:04:05Z "), "2026-01-02T03:04:05Z");
  for (const auto* text :
       {"", "0", "2026-01-02", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-02 03:04:05Z", "2026-01-02T24:00:00Z", "2026-01-02T03:04:60Z",
        "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05+15:00", "26-01-02T03:04:05Z",
        "0000-01-01T00:00:00Z", "2026-01-02T03:04:05Zx", "-2026-01-02T03:04:05Z"}) {
    EXPECT_EQ(taken(kind, text), "fault 9007") << text;
  }
}

TEST(WireValue, HasToHaveItsOwnTypeOrNone) {
  const auto number = datamodel::unsigned_integer(0, 10);
  EXPECT_EQ(taken(number, "1", "unsignedInt"), "1");
  EXPECT_EQ(taken(number, "1", ""), "1");
  for (const auto* type :
       {"int", "string", "unsignedLong", "boolean", "UnsignedInt", "anySimpleType"}) {
    EXPECT_EQ(taken(number, "1", type), "fault 9006") << type;
  }
  EXPECT_EQ(taken(number, "x", "string"), "fault 9006");
  EXPECT_EQ(taken(datamodel::boolean(), "1", "boolean"), "1");
  EXPECT_EQ(taken(datamodel::boolean(), "1", "string"), "fault 9006");
  EXPECT_EQ(taken(datamodel::text(0, 5), "1", "string"), "1");
  EXPECT_EQ(taken(datamodel::text(0, 5), "1", "unsignedInt"), "fault 9006");
  EXPECT_EQ(taken(datamodel::seconds(500, 1000), "500", "unsignedInt"), "0.5");
  EXPECT_EQ(taken(datamodel::enumeration(datamodel::transport_type_labels), "UDP", "string"), "0");
}

TEST(WireValue, SaysWhatWouldBeRight) {
  const auto sentence = [](const Kind& kind, std::string value, std::string type = {}) {
    return from_wire(kind, false, {.name = "N", .type = std::move(type), .value = std::move(value)})
        .error()
        .sentence;
  };
  EXPECT_EQ(sentence(datamodel::unsigned_integer(30, 60, "seconds"), "7"),
            "the value is not between 30 and 60 seconds");
  EXPECT_EQ(sentence(datamodel::seconds(500, 1000), "7"),
            "the value is not between 500 and 1000 milliseconds");
  EXPECT_EQ(sentence(datamodel::enumeration(datamodel::transport_type_labels), "SCTP"),
            "the value is none of UDP, TCP, TLS, DNS-NAPTR");
  EXPECT_EQ(sentence(datamodel::boolean(), "x", "string"),
            "the type is string and has to be boolean");
}

TEST(WireValue, OfTheCoreFitsItsType) {
  EXPECT_EQ(to_wire(datamodel::gauge(), Reading{std::uint64_t{1} << 40U}), "4294967295");
  EXPECT_EQ(to_wire(datamodel::counter(), Reading{std::uint64_t{1} << 40U}), "1099511627776");
  EXPECT_EQ(to_wire(datamodel::timestamp(), Reading{std::uint64_t{0}}), "0001-01-01T00:00:00Z");
  // As a clock says that runs from 1970 on.
  EXPECT_EQ(to_wire(datamodel::timestamp(), Reading{std::uint64_t{300}}), "0001-01-01T00:00:00Z");
  EXPECT_EQ(to_wire(datamodel::timestamp(), Reading{std::uint64_t{1'767'225'599}}),
            "0001-01-01T00:00:00Z");
  EXPECT_EQ(to_wire(datamodel::timestamp(), Reading{std::uint64_t{1'767'225'600}}),
            "2026-01-01T00:00:00Z");
  EXPECT_EQ(to_wire(datamodel::boolean(), Reading{std::uint64_t{1}}), "true");
  EXPECT_EQ(to_wire(datamodel::text(0, 2), Reading{std::string{"\xC3\xA4\xC3\xB6\xC3\xBC"}}),
            "\xC3\xA4\xC3\xB6");
  EXPECT_EQ(to_wire(datamodel::text(0, 2), Reading{std::string{"ab"}}), "ab");
}

}  // namespace
}  // namespace lineman::cwmp
