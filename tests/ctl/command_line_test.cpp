#include "ctl/command_line.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lineman::ctl {
namespace {

constexpr std::array options = {Option{"--guard", "SECONDS", ""}, Option{"--dry-run", "", ""}};

std::optional<Syntax> syntax_of(std::string_view verb) {
  if (verb == "set")
    return Syntax{
        .words = "NAME=VALUE...", .minimum_words = 1, .maximum_words = 2, .options = options};
  if (verb == "status") return Syntax{.words = "[ACCOUNT]", .maximum_words = 1};
  return std::nullopt;
}

auto parse(std::vector<std::string> arguments) {
  return parse_command_line(arguments, syntax_of);
}

TEST(CommandLine, takes_options_before_and_after_the_verb) {
  const auto before = parse({"-f", "json", "--runtime-dir", "/tmp/x", "status", "3"});
  const auto after = parse({"status", "3", "--format=json", "--runtime-dir=/tmp/x"});
  for (const auto& line : {before, after}) {
    ASSERT_TRUE(line) << line.error();
    EXPECT_EQ(line->verb, "status");
    EXPECT_EQ(line->format, Format::json);
    EXPECT_EQ(line->runtime_dir, "/tmp/x");
    EXPECT_EQ(line->words, std::vector<std::string>{"3"});
  }
}

TEST(CommandLine, has_the_documented_defaults) {
  const auto line = parse({"status"});
  ASSERT_TRUE(line);
  EXPECT_EQ(line->runtime_dir, "/run/lineman");
  EXPECT_EQ(line->format, Format::text);
}

TEST(CommandLine, knows_a_verbs_own_options) {
  const auto line = parse({"set", "--guard", "60", "--dry-run", "a=b"});
  ASSERT_TRUE(line) << line.error();
  EXPECT_EQ(line->options.at("--guard"), "60");
  EXPECT_TRUE(line->has("--dry-run"));
  EXPECT_FALSE(parse({"status", "--guard", "60"}));
}

TEST(CommandLine, takes_everything_after_two_dashes_as_words) {
  const auto line = parse({"set", "--", "--guard"});
  ASSERT_TRUE(line) << line.error();
  EXPECT_EQ(line->words, std::vector<std::string>{"--guard"});
}

struct Wrong {
  std::vector<std::string> arguments;
  std::string_view sentence;
};

TEST(CommandLine, says_what_is_wrong) {
  const Wrong cases[] = {
      {{}, "no verb given"},
      {{"frob"}, "there is no verb 'frob'"},
      {{"status", "1", "2"}, "'2' is one word too many for status"},
      {{"set"}, "set needs NAME=VALUE..."},
      {{"-f", "yaml", "status"}, "there is no format 'yaml': text, json or keyvalue"},
      {{"status", "-f"}, "--format needs a value: FORMAT"},
      {{"status", "--nonsense"}, "there is no option '--nonsense'"},
      {{"set", "--dry-run=1", "a=b"}, "--dry-run takes no value"},
  };
  for (const auto& wrong : cases) {
    const auto line = parse(wrong.arguments);
    ASSERT_FALSE(line);
    EXPECT_EQ(line.error(), wrong.sentence);
  }
}

TEST(CommandLine, lets_help_win_over_what_is_wrong) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"--help"}, {"set", "-h"}, {"frob", "--help"}, {"set", "--nonsense", "--help"}}) {
    const auto line = parse(arguments);
    ASSERT_TRUE(line) << line.error();
    EXPECT_TRUE(line->help);
  }
}

TEST(Counts, are_whole_numbers_within_their_limit) {
  EXPECT_EQ(to_count("1", 16), 1U);
  EXPECT_EQ(to_count("16", 16), 16U);
  for (const auto* text : {"0", "17", "", "1x", "-1", "+1", " 1", "99999999999999999999"}) {
    EXPECT_FALSE(to_count(text, 16)) << text;
  }
}

}  // namespace
}  // namespace lineman::ctl
