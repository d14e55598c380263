// What is refused before anything is moved.
#include "tests/tr069/transfers/mover_rig.hpp"
#include "tr069/transfers/transfer_url.hpp"

namespace lineman::cwmp {
namespace {

using testing::StartsWith;

class Objection : public test::MoverRig {};

TEST_F(Objection, HttpAndHttpsMayBegin) {
  for (const std::string url :
       {"http://files.example/a.cfg", "https://[::1]:8443/?a=b", "HTTP://x"}) {
    EXPECT_EQ(objection(download(url)), "none") << url;
    EXPECT_EQ(objection(upload(url)), "none") << url;
  }
}

TEST_F(Objection, Fault9013IsForOtherSchemes) {
  for (const std::string url : {"ftp://files.example/a", "tftp://x/a", "sftp://x/a",
                                "file:///etc/passwd", "FTP://user:hidden@x/a"}) {
    EXPECT_EQ(objection(download(url)), "9013 files are moved over http and https only") << url;
    EXPECT_EQ(objection(upload(url)), "9013 files are moved over http and https only") << url;
  }
}

TEST_F(Objection, WhatIsNoUrlIs9003) {
  for (const std::string url : {"", "phone.cfg", "http://", "://x", "http://x:0/", "http:/x"}) {
    EXPECT_THAT(objection(download(url)), StartsWith("9003 ")) << url;
  }
}

// TR-069, A.3.2.8: they have arguments of their own.
TEST_F(Objection, CredentialsInAUrlAreRefusedAndNotRepeated) {
  const auto said = objection(download("http://phone:hidden@files.example/a.cfg"));
  EXPECT_EQ(said, "9003 the URL holds a user name, which has a parameter of its own");
}

TEST_F(Objection, FirmwareWithoutAHookIs9001) {
  const auto request = download("http://x/image", FileKind::firmware);
  EXPECT_EQ(objection(request), "none");
  installer_.configured = false;
  EXPECT_EQ(objection(request), "9001 no cwmp.firmware_command is configured");
}

TEST_F(Objection, FirmwareBeyondTheLimitIs9004) {
  settings_.firmware_limit = 1000;
  configure();
  auto request = download("http://x/image", FileKind::firmware);
  request.file_size = 1000;
  EXPECT_EQ(objection(request), "none");
  request.file_size = 1001;
  EXPECT_THAT(objection(request), StartsWith("9004 "));
}

TEST_F(Objection, EachFileGoesItsWayOnly) {
  EXPECT_EQ(objection(download("http://x/", FileKind::log)), "9003 the log is uploaded only");
  EXPECT_EQ(objection(upload("http://x/", FileKind::firmware)), "9003 firmware is downloaded only");
  EXPECT_EQ(objection(upload("http://x/", FileKind::log)), "none");
}

TEST_F(Objection, HoldsAgainWhenATransferBegins) {
  EXPECT_EQ(move(download("ftp://x/")), "9013 files are moved over http and https only");
}

TEST(FileName, IsTheLastPartOfThePath) {
  EXPECT_EQ(file_name_of_url("http://x/a/b.cfg?token=hidden#f"), "b.cfg");
  EXPECT_EQ(file_name_of_url("http://x/a/"), "file");
  EXPECT_EQ(file_name_of_url("http://x"), "file");
  EXPECT_EQ(file_name_of_url("http://x/a\nb"), "a?b");
}

}  // namespace
}  // namespace lineman::cwmp
