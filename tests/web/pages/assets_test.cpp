// What the browser is given: how much it is, for whom, and that a strict Content-Security-Policy
// lets it run.
#include "web/pages/assets.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <set>
#include <string>

#include "web/pages/asset_list.hpp"

namespace lineman::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::size_t most_bytes = 100'000;

TEST(Assets, AreSmall) {
  const auto bytes = std::accumulate(
      std::begin(asset_list), std::end(asset_list), std::size_t{0},
      [](std::size_t sum, const NamedAsset& one) { return sum + one.asset.bytes.size(); });
  EXPECT_LT(bytes, most_bytes);
  RecordProperty("bytes", std::to_string(bytes));
}

TEST(Assets, AreFoundByTheirPath) {
  const auto index = asset("/");
  ASSERT_TRUE(index);
  EXPECT_THAT(std::string{index->bytes}, StartsWith("<!doctype html>"));
  EXPECT_EQ(index->content_type, "text/html; charset=utf-8");
  ASSERT_TRUE(asset("/script/start.js"));
  EXPECT_EQ(asset("/script/start.js")->content_type, "text/javascript; charset=utf-8");
  EXPECT_FALSE(asset("/index.html"));
  EXPECT_FALSE(asset("/script/nothing.js"));
  EXPECT_FALSE(asset(""));
}

TEST(Assets, OfTheLoginAreForAnybodyAndAllOthersForUsers) {
  for (const auto* path : {"/", "/icon.svg", "/script/start.js", "/script/login.js"})
    EXPECT_EQ(asset(path)->whom, For::anybody) << path;
  for (const auto* path : {"/script/main.js", "/script/field.js", "/style/fields.css"})
    EXPECT_EQ(asset(path)->whom, For::users) << path;
}

TEST(Assets, HaveEachAnEtagOfItsOwn) {
  std::set<std::string_view> etags;
  for (const auto& one : asset_list) {
    EXPECT_THAT(std::string{one.asset.etag}, StartsWith("\"")) << one.path;
    EXPECT_TRUE(etags.insert(one.asset.etag).second) << one.path;
  }
}

TEST(Assets, AreThereCompressedToo) {
  for (const auto& one : asset_list) {
    EXPECT_THAT(std::string{one.asset.gzip}, StartsWith("\x1f\x8b")) << one.path;
    EXPECT_FALSE(one.asset.bytes.empty()) << one.path;
  }
}

// Scripts and styles in the page itself would not run, nor anything from elsewhere.
TEST(Assets, NeedNothingThatAStrictPolicyForbids) {
  const std::string index{asset("/")->bytes};
  EXPECT_THAT(index, Not(HasSubstr("<style")));
  EXPECT_THAT(index, Not(HasSubstr(" style=")));
  EXPECT_THAT(index, Not(HasSubstr("<script>")));
  for (const auto& one : asset_list) {
    const std::string bytes{one.asset.bytes};
    for (const auto* forbidden : {"https://", "innerHTML", "eval(", "new Function", "data:"})
      EXPECT_THAT(bytes, Not(HasSubstr(forbidden))) << one.path;
  }
}

}  // namespace
}  // namespace lineman::web
