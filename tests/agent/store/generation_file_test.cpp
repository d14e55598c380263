#include "agent/store/generation_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "datamodel/checked_text.hpp"

namespace lineman::agent {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr unsigned accounts = 4;

datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, accounts).value();
}

Generation example() {
  Generation generation{.number = 42,
                        .time = 1'767'323'045,
                        .asker = {Door::snmp, "public@127.0.0.1"},
                        .changed = {"account.1.label", "sip.timer_t1"},
                        .parameter_key = "spring",
                        .config_serial = 7};
  generation.values.set(parameter("account.1.label"), "Front desk");
  generation.values.set(parameter("sip.timer_t1"), "1");
  return generation;
}

std::string with_checksum(const std::string& body) {
  return datamodel::with_checksum(body);
}

// The generation in `text`, which has to be readable.
ReadGeneration read(const std::string& text) {
  auto parsed = parse_generation(text, accounts);
  EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().sentence);
  return parsed ? std::move(*parsed) : ReadGeneration{};
}

FileFault fault_of(const std::string& text) {
  const auto parsed = parse_generation(text, accounts);
  EXPECT_FALSE(parsed);
  EXPECT_THAT(parsed ? "" : parsed.error().sentence, Not(IsEmpty()));
  return parsed ? FileFault{} : parsed.error().fault;
}

TEST(GenerationFile, IsReadableText) {
  const std::string body =
      "lineman generation 1\n"
      "number = 42\n"
      "time = 2026-01-02T03:04:05Z\n"
      "door = snmp\n"
      "who = public@127.0.0.1\n"
      "changed = account.1.label sip.timer_t1\n"
      "parameter_key = spring\n"
      "config_serial = 7\n"
      "guard = \n"
      "\n"
      "sip.timer_t1 = 1\n"
      "account.1.label = Front desk\n";
  EXPECT_EQ(print_generation(example()), with_checksum(body));
}

TEST(GenerationFile, WhatWasPrintedIsReadBack) {
  const auto result = read(print_generation(example()));
  EXPECT_EQ(result.generation, example());
  EXPECT_THAT(result.reports, IsEmpty());
}

TEST(GenerationFile, WhatThePhonesFilesLackStandsUnderItsPath) {
  auto generation = example();
  const auto code = parameter("Device.DeviceInfo.ProvisioningCode");
  const auto time = parameter("Device.ManagementServer.PeriodicInformTime");
  generation.values.set(code, "TLCO.GRP2");
  generation.values.set(time, "2026-01-02T03:04:05+02:00");
  generation.changed = {datamodel::name_of(code), datamodel::name_of(time)};
  const auto text = print_generation(generation);
  EXPECT_THAT(text, HasSubstr("\nDevice.DeviceInfo.ProvisioningCode = TLCO.GRP2\n"));
  const auto result = read(text);
  EXPECT_EQ(result.generation, generation);
  EXPECT_THAT(result.reports, IsEmpty());
}

TEST(GenerationFile, AnyPermittedTextSurvives) {
  auto generation = example();
  for (const std::string value : {"= = =", "a = b", "\\", "\\x0a", "sha256 = 0",
                                  "ä ö 話 \xF0\x9F\x93\x9E", "#x", "[values]", "a\xC2\x85z"}) {
    ASSERT_EQ(datamodel::problem_with(parameter("account.1.label").parameter().kind, value),
              datamodel::Verdict::good);
    generation.values.set(parameter("account.1.label"), value);
    EXPECT_EQ(read(print_generation(generation)).generation, generation) << value;
  }
}

TEST(GenerationFile, TextsOfAskersAreNotTrusted) {
  auto generation = example();
  generation.asker.who = "a\nnumber = 1\n\naccount.2.label = x\x7f\\";
  generation.parameter_key = "\n\n\xFF";
  EXPECT_EQ(read(print_generation(generation)).generation, generation);
}

TEST(GenerationFile, NamesOfLaterVersionsAreKept) {
  const auto text = with_checksum(
      "lineman generation 1\nnumber = 3\ntime = 2026-01-02T03:04:05Z\ndoor = control\nwho = uid 0\n"
      "changed = account.1.ringtone\nparameter_key = \nconfig_serial = 0\nguard = \nmood = "
      "\\\\good\n\n"
      "account.1.label = a\naccount.1.ringtone = 7\naccount.9.label = above this model\n");
  const auto result = read(text);
  EXPECT_THAT(result.generation.kept_fields, ElementsAre(KeptLine{"mood", "\\good"}));
  EXPECT_THAT(result.generation.kept_values,
              ElementsAre(KeptLine{"account.1.ringtone", "7"},
                          KeptLine{"account.9.label", "above this model"}));
  EXPECT_THAT(result.reports, IsEmpty());
  EXPECT_EQ(print_generation(result.generation), text);
}

TEST(GenerationFile, AValueThatIsNoLongerPermittedGoesToItsInitialOne) {
  const auto result =
      read(with_checksum("lineman generation 1\nnumber = 3\n\naccount.1.label = "
                         "a\naccount.1.sip_server.1.expires = 7\n"));
  EXPECT_EQ(result.generation.values.get(parameter("account.1.label")), "a");
  EXPECT_EQ(result.generation.values.get(parameter("account.1.sip_server.1.expires")), "3600");
  ASSERT_THAT(result.reports, SizeIs(1));
  EXPECT_THAT(result.reports[0], HasSubstr("account.1.sip_server.1.expires"));
}

TEST(GenerationFile, ReportsNeverHoldASecret) {
  const auto result =
      read(with_checksum("lineman generation 1\nnumber = 3\n\naccount.1.password =  "
                         "geheim\naccount.1.password geheim\n"));
  ASSERT_THAT(result.reports, SizeIs(2));
  for (const auto& report : result.reports) EXPECT_THAT(report, Not(HasSubstr("geheim")));
}

TEST(GenerationFile, FieldsThatMakeNoSenseAreReportedAndTheValuesStand) {
  const auto result =
      read(with_checksum("lineman generation 1\nnumber = 3\ntime = yesterday\ndoor = "
                         "window\nconfig_serial = 2147483648\n\n"
                         "account.1.label = a\n"));
  EXPECT_THAT(result.reports, SizeIs(3));
  EXPECT_EQ(result.generation.asker.door, Door::agent);
  EXPECT_EQ(result.generation.config_serial, 0U);
  EXPECT_EQ(result.generation.values.get(parameter("account.1.label")), "a");
}

TEST(GenerationFile, EveryCutIsTorn) {
  const auto text = print_generation(example());
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(fault_of(text.substr(0, size)), FileFault::torn) << size;
  }
}

TEST(GenerationFile, EveryChangedOctetIsTorn) {
  const auto text = print_generation(example());
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto damaged = text;
    damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ 1U);
    EXPECT_EQ(fault_of(damaged), FileFault::torn) << at;
  }
  EXPECT_EQ(fault_of(text + "\n"), FileFault::torn);
}

TEST(GenerationFile, ForeignFilesAreToldApart) {
  EXPECT_EQ(fault_of(with_checksum("something else\n")), FileFault::foreign);
  EXPECT_EQ(fault_of(with_checksum("lineman generation one\nnumber = 3\n\n")), FileFault::foreign);
  EXPECT_EQ(fault_of(with_checksum("lineman generation 0\nnumber = 3\n\n")), FileFault::foreign);
  EXPECT_EQ(fault_of(with_checksum("lineman generation 1\n\naccount.1.label = a\n")),
            FileFault::foreign);
  EXPECT_EQ(fault_of(std::string(maximum_generation_size + 1, 'x')), FileFault::foreign);
}

TEST(GenerationFile, ANewerFormatSaysSo) {
  const auto text = with_checksum("lineman generation 2\nwho knows\n");
  EXPECT_EQ(fault_of(text), FileFault::newer);
  EXPECT_EQ(parse_generation(text, accounts).error().sentence,
            "has format 2; this version reads formats up to 1");
}

TEST(GenerationFile, TheLargestConfigurationFits) {
  Generation generation{.number = maximum_config_serial};
  std::string longest;
  for (int i = 0; i < 600; ++i) longest += "\xF0\x9F\x93\x9E";
  for (const auto ref : datamodel::all_of(datamodel::maximum_accounts)) {
    const auto& kind = ref.parameter().kind;
    generation.changed.push_back(datamodel::name_of(ref));
    const bool is_text = kind.type == datamodel::Type::text;
    const auto characters = static_cast<std::size_t>(is_text ? kind.maximum : 250);
    generation.values.set(
        ref, is_text ? longest.substr(0, 4 * characters) : std::string(characters, 'x'));
  }
  EXPECT_LT(print_generation(generation).size(), maximum_generation_size);
}

}  // namespace
}  // namespace lineman::agent
