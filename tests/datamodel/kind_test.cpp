#include "datamodel/kind.hpp"

#include <gmock/gmock.h>

#include "datamodel/labels.hpp"

namespace lineman::datamodel {
namespace {

struct Case {
  Kind kind;
  std::string value;
  Verdict verdict;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << '"' << each.value << '"';
}

class ProblemWith : public testing::TestWithParam<Case> {};

TEST_P(ProblemWith, JudgesTheValue) {
  const auto& [kind, value, verdict] = GetParam();
  EXPECT_EQ(problem_with(kind, value), verdict) << '"' << value << '"';
}

const Kind expires = unsigned_integer(30, 2'147'483'647, "seconds");
const Kind overlap = integer_or_minus_one(1, 2'147'483'647, "seconds");
const Kind guard = unsigned_integer_or_zero(10, 86'400, "seconds");
const Kind timer = seconds(500, 10'000);
const Kind label = text(0, 3);
const Kind transport = enumeration(transport_type_labels);

INSTANTIATE_TEST_SUITE_P(
    Numbers, ProblemWith,
    testing::Values(
        Case{expires, "30", Verdict::good}, Case{expires, "0030", Verdict::good},
        Case{expires, "29", Verdict::out_of_range}, Case{expires, "2147483647", Verdict::good},
        Case{expires, "2147483648", Verdict::out_of_range},
        Case{expires, "99999999999999999999999", Verdict::out_of_range},
        Case{expires, "-30", Verdict::out_of_range}, Case{expires, "", Verdict::not_a_number},
        Case{expires, " 30", Verdict::not_a_number}, Case{expires, "+30", Verdict::not_a_number},
        Case{expires, "0x30", Verdict::not_a_number}, Case{expires, "3e2", Verdict::not_a_number},
        Case{expires, "-", Verdict::not_a_number}, Case{overlap, "-1", Verdict::good},
        Case{overlap, "0", Verdict::out_of_range}, Case{overlap, "-2", Verdict::out_of_range},
        Case{overlap, "1", Verdict::good}, Case{guard, "0", Verdict::good},
        Case{guard, "00", Verdict::good}, Case{guard, "1", Verdict::out_of_range},
        Case{guard, "9", Verdict::out_of_range}, Case{guard, "10", Verdict::good},
        Case{guard, "86400", Verdict::good}, Case{guard, "86401", Verdict::out_of_range},
        Case{guard, "-1", Verdict::out_of_range}, Case{guard, "", Verdict::not_a_number}));

INSTANTIATE_TEST_SUITE_P(Seconds, ProblemWith,
                         testing::Values(Case{timer, "0.5", Verdict::good},
                                         Case{timer, "0.500", Verdict::good},
                                         Case{timer, "10", Verdict::good},
                                         Case{timer, "10.001", Verdict::out_of_range},
                                         Case{timer, "0.499", Verdict::out_of_range},
                                         Case{timer, "0.4999", Verdict::not_a_number},
                                         Case{timer, "-1", Verdict::out_of_range},
                                         Case{timer, ".5", Verdict::not_a_number},
                                         Case{timer, "1.", Verdict::not_a_number},
                                         Case{timer, "1.-5", Verdict::not_a_number},
                                         Case{timer, "99999999999999999999", Verdict::out_of_range},
                                         Case{timer, "1,5", Verdict::not_a_number}));

INSTANTIATE_TEST_SUITE_P(Choices, ProblemWith,
                         testing::Values(Case{boolean(), "0", Verdict::good},
                                         Case{boolean(), "1", Verdict::good},
                                         Case{boolean(), "2", Verdict::out_of_range},
                                         Case{boolean(), "true", Verdict::not_a_boolean},
                                         Case{transport, "3", Verdict::good},
                                         Case{transport, "4", Verdict::not_a_label},
                                         Case{transport, "UDP", Verdict::not_a_number}));

INSTANTIATE_TEST_SUITE_P(
    Texts, ProblemWith,
    testing::Values(Case{label, "", Verdict::good}, Case{label, "äöü", Verdict::good},
                    Case{label, "abcd", Verdict::too_long},
                    Case{label, "a\tb", Verdict::control_character},
                    Case{label, std::string{"a\0b", 3}, Verdict::control_character},
                    Case{label, "a\x7f", Verdict::control_character},
                    Case{label, " a", Verdict::white_space_at_an_end},
                    Case{label, "a ", Verdict::white_space_at_an_end},
                    Case{label, "\xff", Verdict::not_utf8},
                    Case{label, "\xc0\x80", Verdict::not_utf8},          // overlong
                    Case{label, "\xed\xa0\x80", Verdict::not_utf8},      // a surrogate
                    Case{label, "\xf4\x90\x80\x80", Verdict::not_utf8},  // above U+10FFFF
                    Case{label, "\xe2\x82", Verdict::not_utf8},          // cut off
                    Case{text(0, 99), "%NULL%", Verdict::reserved_word},
                    Case{text(0, 99), "%EMPTY%", Verdict::reserved_word},
                    Case{text(0, 99), "********", Verdict::reserved_word},
                    Case{text(1, 3), "", Verdict::too_short}));

INSTANTIATE_TEST_SUITE_P(
    Hosts, ProblemWith,
    testing::Values(
        Case{host(), "", Verdict::good}, Case{host(), "192.0.2.1", Verdict::good},
        Case{host(), "192.0.2.256", Verdict::not_a_host},
        Case{host(), "192.0.2", Verdict::not_a_host}, Case{host(), "01.2.3.4", Verdict::not_a_host},
        Case{host(), "2001:db8::1", Verdict::good}, Case{host(), "::", Verdict::good},
        Case{host(), "::ffff:192.0.2.1", Verdict::good},
        Case{host(), "1:2:3:4:5:6:7:8", Verdict::good},
        Case{host(), "1:2:3:4:5:6:7::", Verdict::good},
        Case{host(), "1:2:3:4:5:6:7", Verdict::not_a_host},
        Case{host(), "1:2:3:4:5:6:7:8:9", Verdict::not_a_host},
        Case{host(), "1::2::3", Verdict::not_a_host}, Case{host(), "12345::", Verdict::not_a_host},
        Case{host(), "[2001:db8::1]", Verdict::not_a_host},
        Case{host(), "sip.example.com", Verdict::good},
        Case{host(), "sip.example.com.", Verdict::good},
        Case{host(), "_sip._udp.example.com", Verdict::good},
        Case{host(), "-a.example", Verdict::not_a_host}, Case{host(), "a..b", Verdict::not_a_host},
        Case{host(), "a b", Verdict::not_a_host},
        Case{host(), std::string(64, 'a') + ".example", Verdict::not_a_host},
        Case{host(), std::string(257, 'a'), Verdict::too_long}));

INSTANTIATE_TEST_SUITE_P(
    Networks, ProblemWith,
    testing::Values(Case{networks(), "", Verdict::good},
                    Case{networks(), "192.0.2.1 198.51.100.0/24 2001:db8::/32", Verdict::good},
                    Case{networks(), "192.0.2.0/33", Verdict::not_networks},
                    Case{networks(), "2001:db8::/129", Verdict::not_networks},
                    Case{networks(), "192.0.2.1  192.0.2.2", Verdict::not_networks},
                    Case{networks(), "192.0.2.1,192.0.2.2", Verdict::not_networks},
                    Case{networks(), "example.com", Verdict::not_networks}));

INSTANTIATE_TEST_SUITE_P(
    Times, ProblemWith,
    testing::Values(Case{date_time(), std::string{unknown_time}, Verdict::good},
                    Case{date_time(), "2026-01-02T03:04:05Z", Verdict::good},
                    Case{date_time(), "2026-01-02T03:04:05.25-09:30", Verdict::good},
                    Case{date_time(), "2024-02-29T23:59:59", Verdict::good},
                    Case{date_time(), "2023-02-29T23:59:59Z", Verdict::not_a_time},
                    Case{date_time(), "2026-04-31T00:00:00Z", Verdict::not_a_time},
                    Case{date_time(), "2026-01-02T03:04Z", Verdict::not_a_time},
                    Case{date_time(), "2026-01-02", Verdict::not_a_time},
                    Case{date_time(), "2026-01-02T03:04:05+9:30", Verdict::not_a_time},
                    Case{date_time(), "2026-01-02T03:04:05 Z", Verdict::not_a_time},
                    Case{date_time(), "", Verdict::not_a_time}));

TEST(EpochOf, IsTheTimeInUtc) {
  EXPECT_EQ(epoch_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(epoch_of("1970-01-01T02:00:00+02:00"), 0);
  EXPECT_EQ(epoch_of("1969-12-31T23:59:59Z"), -1);
  EXPECT_EQ(epoch_of("2026-01-02T03:04:05.999Z"), 1'767'323'045);
  EXPECT_EQ(epoch_of("2100-03-01T00:00:00Z"), 4'107'542'400);
  EXPECT_EQ(epoch_of("soon"), std::nullopt);
}

TEST(Explain, SaysWhatWouldBeRight) {
  EXPECT_EQ(explain(Verdict::out_of_range, expires), "is not between 30 and 2147483647 seconds");
  EXPECT_EQ(explain(Verdict::out_of_range, timer), "is not between 0.5 and 10 seconds");
  EXPECT_EQ(explain(Verdict::out_of_range, overlap),
            "is not between 1 and 2147483647 seconds, and not -1");
  EXPECT_EQ(explain(Verdict::out_of_range, guard),
            "is not between 10 and 86400 seconds, and not 0");
  EXPECT_EQ(explain(Verdict::not_a_label, transport),
            "is none of 0 UDP, 1 TCP, 2 TLS, 3 DNS-NAPTR");
  EXPECT_EQ(explain(Verdict::too_long, label), "has more than 3 characters");
}

TEST(Permitted, NamesTheValueBesidesTheRange) {
  EXPECT_EQ(permitted(guard), "0, 10-86400");
  EXPECT_EQ(permitted(overlap), "-1, 1-2147483647");
  EXPECT_EQ(permitted(enumeration(inherited_switch_labels)), "-1 Inherit, 0 Disabled, 1 Enabled");
}

TEST(CodeOf, TellsTypeLengthAndValueApart) {
  EXPECT_EQ(code_of(Verdict::not_a_number), ProblemCode::wrong_type);
  EXPECT_EQ(code_of(Verdict::too_long), ProblemCode::wrong_length);
  EXPECT_EQ(code_of(Verdict::out_of_range), ProblemCode::wrong_value);
  EXPECT_EQ(code_of(Verdict::not_utf8), ProblemCode::wrong_value);
}

TEST(Canonical, HasOneFormForEachValue) {
  EXPECT_EQ(canonical(expires, "0030"), "30");
  EXPECT_EQ(canonical(timer, "0.500"), "0.5");
  EXPECT_EQ(canonical(timer, "2.05"), "2.05");
  EXPECT_EQ(canonical(timer, "4.000"), "4");
  EXPECT_EQ(canonical(host(), "SIP.Example.COM"), "sip.example.com");
  EXPECT_EQ(canonical(text(0, 9), "MiXed"), "MiXed");
}

}  // namespace
}  // namespace lineman::datamodel
