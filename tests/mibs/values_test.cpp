#include <gtest/gtest.h>

#include "datamodel/parameter_ref.hpp"
#include "mibs/objects/snmp_value.hpp"

namespace lineman::mibs {
namespace {

const datamodel::Parameter& row(std::string_view name) {
  return datamodel::find_by_name(name, 1)->parameter();
}

TEST(SnmpValues, DatesAreInUtc) {
  EXPECT_EQ(date_and_time(1'767'225'661),
            std::string("\x07\xEA\x01\x01\x00\x01\x01\x00+\x00\x00", 11));
  EXPECT_EQ(date_and_time(0), std::string(8, '\0'));
  EXPECT_EQ(date_and_time(-5), std::string(8, '\0'));
}

TEST(SnmpValues, LiveTextsAreCutBetweenCharacters) {
  const auto kind = datamodel::text(0, 2);
  EXPECT_EQ(to_snmp(kind, "12345678").text, "12345678");
  EXPECT_EQ(to_snmp(kind, "1234567ü").text, "1234567");
  EXPECT_EQ(to_snmp(kind, "123456789").text, "12345678");
}

TEST(SnmpValues, GaugesLatch) {
  EXPECT_EQ(to_snmp(datamodel::gauge(), std::uint64_t{1} << 32U).number, 0xFFFF'FFFFU);
  EXPECT_EQ(to_snmp(datamodel::counter(), std::uint64_t{1} << 40U).number, std::uint64_t{1} << 40U);
}

TEST(SnmpValues, ParametersGoOutAndComeBack) {
  const auto there_and_back = [](std::string_view name, const std::string& text) {
    const auto out = to_snmp(row(name), text);
    const SentValue sent{out.syntax, static_cast<std::int64_t>(out.number), out.text};
    return from_snmp(row(name), sent).value_or("refused");
  };
  EXPECT_EQ(there_and_back("sip.timer_t1", "0.5"), "0.5");
  EXPECT_EQ(there_and_back("sip.timer_t1", "10"), "10");
  EXPECT_EQ(there_and_back("account.1.enable", "1"), "1");
  EXPECT_EQ(there_and_back("account.1.enable", "0"), "0");
  EXPECT_EQ(there_and_back("account.1.label", "Büro 1"), "Büro 1");
  EXPECT_EQ(there_and_back("account.1.sip_server.1.transport_type", "3"), "3");
  EXPECT_EQ(there_and_back("account.1.sip_server.1.expires", "2147483647"), "2147483647");
  EXPECT_EQ(there_and_back("static.managementserver.periodic_inform_interval", "4294967295"),
            "4294967295");
  EXPECT_EQ(there_and_back("account.1.register_expires_overlap", "-1"), "-1");
  EXPECT_EQ(there_and_back("account.1.register_expires_overlap", "2147483647"), "2147483647");
  EXPECT_EQ(there_and_back("account.1.outbound_proxy.1.failback_mode", "-1"), "-1");
  EXPECT_EQ(there_and_back("account.1.outbound_proxy.1.failback_mode", "3"), "3");
}

TEST(SnmpValues, ASecretGoesOutEmpty) {
  EXPECT_EQ(to_snmp(row("account.1.password"), "sesame").text, "");
}

}  // namespace
}  // namespace lineman::mibs
