// Feeds a fuzz target its committed corpus, so that what was found once stays found. The target
// aborts where something is wrong.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lineman {
namespace {

TEST(Corpus, IsTaken) {
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(LINEMAN_CORPUS)) {
    SCOPED_TRACE(file.path().string());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::vector<char> content(std::istreambuf_iterator<char>(stream), {});
    const std::vector<std::uint8_t> octets(content.begin(), content.end());
    EXPECT_EQ(LLVMFuzzerTestOneInput(octets.data(), octets.size()), 0);
    ++files;
  }
  EXPECT_GT(files, 0U);
}

}  // namespace
}  // namespace lineman
