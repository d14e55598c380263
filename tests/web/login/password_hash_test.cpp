#include "web/login/password_hash.hpp"

#include <gmock/gmock.h>

namespace lineman::web {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* yescrypt_of_pw =
    "$y$j9T$9aQqzaO.fU6EadFdvkFuw/$0123456789012345678901234567890123456789012";

TEST(PasswordHash, IsScryptWithASaltOfItsOwn) {
  const auto hash = hash_of("tall green ladder");
  EXPECT_THAT(hash, StartsWith("$7$"));
  EXPECT_EQ(objection_to_hash(hash), std::nullopt);
  EXPECT_NE(hash, hash_of("tall green ladder"));
}

TEST(PasswordHash, MatchesItsPasswordAndNoOther) {
  const auto hash = hash_of("tall green ladder");
  EXPECT_TRUE(matches("tall green ladder", hash));
  EXPECT_FALSE(matches("tall green ladde", hash));
  EXPECT_FALSE(matches("", hash));
  EXPECT_FALSE(matches(std::string{"tall green ladder\0more", 22}, hash));
  EXPECT_FALSE(matches("tall green ladder", hash.substr(0, hash.size() - 1)));
}

TEST(PasswordHash, KnowsYescryptToo) {
  EXPECT_EQ(objection_to_hash(yescrypt_of_pw), std::nullopt);
}

TEST(PasswordHash, RefusesClearTextAndWeakMethods) {
  EXPECT_THAT(*objection_to_hash("secret"), HasSubstr("holds no hash"));
  EXPECT_THAT(*objection_to_hash(""), HasSubstr("holds no hash"));
  for (const char* weak : {"$1$salt$hash", "$5$salt$hash", "$6$salt$hash", "$2b$12$salt",
                           "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"}) {
    EXPECT_THAT(*objection_to_hash(weak), HasSubstr("another method than scrypt")) << weak;
  }
}

TEST(PasswordHash, RefusesWhatIsTooCheapOrTooDear) {
  const std::string rest = "abcdefghijklmnopqrstuv$FXV3On4sqIbYADPEBGKFUk9iygJBlMW6ti162SW.xz4";
  EXPECT_EQ(objection_to_hash("$7$AU..../...." + rest), std::nullopt);           // 16 MiB
  EXPECT_EQ(objection_to_hash("$7$CU..../...." + rest), std::nullopt);           // 64 MiB
  EXPECT_THAT(*objection_to_hash("$7$9U..../...." + rest), HasSubstr("cheap"));  // 8 MiB
  EXPECT_THAT(*objection_to_hash("$7$DU..../...." + rest), HasSubstr("more than 64 MiB"));
  EXPECT_THAT(*objection_to_hash("$7$zzzzzz/...." + rest), HasSubstr("more than 64 MiB"));
  EXPECT_THAT(*objection_to_hash("$7$AU....0...." + rest), HasSubstr("unusual"));  // p = 2
  EXPECT_THAT(*objection_to_hash("$y$j75$salt$" + rest.substr(23)), HasSubstr("cheap"));
  EXPECT_THAT(*objection_to_hash("$y$jzT$salt$" + rest.substr(23)), HasSubstr("64 MiB"));
}

TEST(PasswordHash, RefusesWhatIsCutOff) {
  const auto hash = hash_of("tall green ladder");
  for (std::size_t size = 3; size < hash.size(); ++size) {
    EXPECT_NE(objection_to_hash(hash.substr(0, size)), std::nullopt) << size;
  }
  EXPECT_NE(objection_to_hash(hash + "x"), std::nullopt);
  EXPECT_NE(objection_to_hash(hash + "\n"), std::nullopt);
}

}  // namespace
}  // namespace lineman::web
