#include "web/login/users.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/scratch_folder.hpp"

namespace lineman::web {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* good =
    "$7$AU..../....abcdefghijklmnopqrstuv$FXV3On4sqIbYADPEBGKFUk9iygJBlMW6ti162SW.xz4\n";

class UsersTest : public testing::Test {
 protected:
  void user(unsigned index, const std::string& name, const std::string& content,
            const std::string& access = "read", mode_t mode = 0600) {
    const auto path = folder_.path(name);
    std::ofstream{path} << content;
    chmod(path.c_str(), mode);
    settings_.set(daemon::SettingName{"web.user.N.name"}.row(), index, name);
    settings_.set(daemon::SettingName{"web.user.N.password_file"}.row(), index, path);
    settings_.set(daemon::SettingName{"web.user.N.access"}.row(), index, access);
  }
  test::ScratchFolder folder_;
  daemon::Settings settings_;
};

TEST_F(UsersTest, AreReadWithTheirFiles) {
  user(1, "installer", good, "write");
  user(7, "desk", good);
  const auto users = read_users(settings_);
  ASSERT_TRUE(users.has_value());
  EXPECT_TRUE(users->find("installer")->writes);
  EXPECT_FALSE(users->find("desk")->writes);
  EXPECT_EQ(users->find("desk")->hash + '\n', good);
  EXPECT_EQ(users->find("Desk"), nullptr);
}

TEST_F(UsersTest, AFileThatIsNoGoodIsNamedAndNotQuoted) {
  user(1, "installer", "my password\n");
  user(2, "desk", "$6$salt$hash\n");
  user(3, "night", good, "read", 0644);
  const auto users = read_users(settings_);
  ASSERT_FALSE(users.has_value());
  EXPECT_THAT(users.error(),
              ElementsAre("web.user.1.password_file: " + folder_.path("installer") +
                              " holds no hash of a password; lineman-web-password makes one",
                          HasSubstr("desk is a hash of another method"), HasSubstr("night")));
}

TEST_F(UsersTest, WithoutAnyThereIsAStandIn) {
  EXPECT_THAT(Users{}.stand_in(), testing::StartsWith("$7$"));
  user(1, "installer", good);
  EXPECT_EQ(read_users(settings_)->stand_in() + '\n', good);
}

}  // namespace
}  // namespace lineman::web
