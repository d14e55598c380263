// `1 Firmware Upgrade Image`: to a file, and to the phone's hook.
#include "tests/tr069/transfers/mover_rig.hpp"
#include "tr069/transfers/firmware_download.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::closing;
using test::ScriptedAcs;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class Firmware : public test::MoverRig {
 protected:
  std::string fetch(const test::Told& told) {
    ScriptedAcs server{[&](const Asked&) { return told; }};
    auto said = move(download(server.url("/image.bin"), FileKind::firmware));
    EXPECT_TRUE(installer_.file.empty()) << "the file is left behind";
    return said;
  }
};

std::string some_image(std::size_t size) {
  std::string octets(size, '\0');
  for (std::size_t i = 0; i < size; ++i) octets[i] = static_cast<char>(i * 7 + i / 251);
  return octets;
}

TEST_F(Firmware, IsHandedToTheHookOnceAndWhole) {
  const auto image = some_image(3'000'001);
  EXPECT_EQ(fetch(answer(200, image)), "ok");
  ASSERT_THAT(installer_.installed, SizeIs(1));
  EXPECT_TRUE(installer_.installed[0] == image);
}

TEST_F(Firmware, IsNeverWholeInMemory) {
  EXPECT_EQ(fetch(answer(200, some_image(3'000'001))), "ok");
  EXPECT_GE(installer_.appended, 3'000'001 / (2 * firmware_piece));
  EXPECT_LE(installer_.largest, firmware_piece + std::size_t{64} * 1024);
}

TEST_F(Firmware, TheHooksExitCodeIsTheOutcome) {
  const std::vector<std::pair<int, std::string>> cases{
      {0, "ok"},
      {1, "9010 cwmp.firmware_command ended with code 1"},
      {18, "9018 the firmware is corrupted or not usable"},
      {19, "9019 the firmware is not authentic"},
      {137, "9010 cwmp.firmware_command ended with code 137"}};
  for (const auto& [code, outcome] : cases) {
    installer_.said = code;
    EXPECT_EQ(fetch(answer(200, "image")), outcome);
  }
}

TEST_F(Firmware, AHookThatCannotRunIs9010) {
  installer_.said = tl::unexpected(std::string("cwmp.firmware_command: /no cannot be started"));
  EXPECT_EQ(fetch(answer(200, "image")), "9010 cwmp.firmware_command: /no cannot be started");
}

TEST_F(Firmware, ThatIsNotWholeIsNotInstalled) {
  EXPECT_THAT(fetch(closing({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nimage"})),
              StartsWith("9017 "));
  EXPECT_THAT(fetch(closing({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" +
                                       some_image(800'000)})),
              StartsWith("9017 "));
  EXPECT_THAT(fetch(answer(404, "image")), StartsWith("9016 "));
  EXPECT_EQ(fetch(answer(200)), "9018 the file is empty");
  EXPECT_THAT(installer_.installed, IsEmpty());
}

TEST_F(Firmware, BeyondTheLimitIsNotFetched) {
  settings_.firmware_limit = 500'000;
  configure();
  EXPECT_EQ(fetch(answer(200, some_image(500'000))), "ok");
  EXPECT_EQ(fetch(answer(200, some_image(500'001))),
            "9010 the file has more than 500000 octets, which is the limit");
  EXPECT_THAT(fetch({.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                     .endless = "1000\r\n" + std::string(0x1000, '#') + "\r\n"}),
              StartsWith("9010 the file has more than "));
  EXPECT_THAT(installer_.installed, SizeIs(1));
}

TEST_F(Firmware, ADiskThatIsFullIs9010) {
  installer_.why_not_kept = "No space left on device";
  EXPECT_EQ(fetch(answer(200, some_image(1'000'000))),
            "9010 the file cannot be kept: No space left on device");
  EXPECT_THAT(installer_.installed, IsEmpty());
}

}  // namespace
}  // namespace lineman::cwmp
