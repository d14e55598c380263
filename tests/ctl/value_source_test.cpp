#include "ctl/value_source.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace lineman::ctl {
namespace {

class ValueSource : public testing::Test {
 protected:
  ValueSource() {
    auto pattern = (std::filesystem::temp_directory_path() / "lineman-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~ValueSource() override { std::filesystem::remove_all(folder_); }

  std::string file(std::string_view content) {
    const auto path = folder_ / "value";
    std::ofstream{path} << content;
    return path;
  }

  auto read(std::vector<std::string> words, const std::string& input = {}) {
    std::istringstream in{input};
    return read_changes(words, in);
  }

  std::filesystem::path folder_;
};

TEST_F(ValueSource, takes_values_from_the_command_line) {
  const auto changes = read({"account.1.label=a=b", "account.1.display_name="});
  ASSERT_TRUE(changes);
  EXPECT_EQ((*changes)[0].name, "account.1.label");
  EXPECT_EQ((*changes)[0].value, "a=b");
  EXPECT_EQ((*changes)[1].value, "");
}

TEST_F(ValueSource, takes_values_from_files_without_the_line_break_at_their_end) {
  for (const auto* content : {"secret", "secret\n", "secret\r\n"}) {
    const auto changes = read({"account.1.password=@" + file(content)});
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->front().value, "secret");
  }
}

TEST_F(ValueSource, takes_one_value_from_standard_input) {
  const auto changes = read({"account.1.password=-"}, "secret\n");
  ASSERT_TRUE(changes);
  EXPECT_EQ(changes->front().value, "secret");
  const auto twice = read({"account.1.password=-", "account.2.password=-"}, "secret\n");
  ASSERT_FALSE(twice);
  EXPECT_TRUE(twice.error().usage);
}

TEST_F(ValueSource, refuses_a_secret_on_the_command_line_by_each_of_its_names) {
  for (const auto* name : {"account.1.password", "accountPassword.1",
                           "Device.Services.VoiceService.1.SIP.Client.1.AuthPassword",
                           "static.managementserver.password"}) {
    const auto changes = read({std::string{name} + "=hunter2"});
    ASSERT_FALSE(changes) << name;
    EXPECT_TRUE(changes.error().usage);
    EXPECT_NE(changes.error().sentence.find("=@FILE"), std::string::npos);
    EXPECT_EQ(changes.error().sentence.find("hunter2"), std::string::npos);
  }
}

TEST_F(ValueSource, lets_a_secret_be_cleared_on_the_command_line) {
  EXPECT_TRUE(read({"account.1.password="}));
}

TEST_F(ValueSource, says_which_file_cannot_be_read_and_why) {
  const auto missing = read({"account.1.password=@/nonexistent/file"});
  ASSERT_FALSE(missing);
  EXPECT_FALSE(missing.error().usage);
  EXPECT_EQ(missing.error().sentence, "cannot read /nonexistent/file: No such file or directory");
  const auto folder = read({"account.1.password=@" + folder_.string()});
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().sentence, "cannot read " + folder_.string() + ": Is a directory");
}

TEST_F(ValueSource, takes_at_most_the_longest_value) {
  EXPECT_TRUE(read({"account.1.label=@" + file(std::string(longest_value, 'x'))}));
  const auto changes = read({"account.1.label=@" + file(std::string(longest_value + 1, 'x'))});
  ASSERT_FALSE(changes);
  EXPECT_NE(changes.error().sentence.find("more than 65536 octets"), std::string::npos);
}

TEST_F(ValueSource, wants_a_name_and_an_equals_sign) {
  for (const auto* word : {"account.1.label", "=x"}) {
    const auto changes = read({word});
    ASSERT_FALSE(changes);
    EXPECT_TRUE(changes.error().usage);
  }
}

}  // namespace
}  // namespace lineman::ctl
