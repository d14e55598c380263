#include "tr069/transfers/file_types.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

TEST(FileTypes, OfDownload) {
  EXPECT_EQ(downloaded_kind("1 Firmware Upgrade Image"), FileKind::firmware);
  EXPECT_EQ(downloaded_kind("3 Vendor Configuration File"), FileKind::configuration);
  for (const auto* other : {"", "1", "2 Web Content", "3 Vendor Configuration File 1",
                            "4 Vendor Log File 1", "3 vendor configuration file", "X 00005E File"})
    EXPECT_EQ(downloaded_kind(other), std::nullopt) << other;
}

TEST(FileTypes, OfUpload) {
  for (const auto* configuration : {"1 Vendor Configuration File", "3 Vendor Configuration File",
                                    "3 Vendor Configuration File 1"})
    EXPECT_EQ(uploaded_kind(configuration), FileKind::configuration) << configuration;
  for (const auto* log : {"2 Vendor Log File", "4 Vendor Log File", "4 Vendor Log File 1"})
    EXPECT_EQ(uploaded_kind(log), FileKind::log) << log;
  for (const auto* other : {"", "1 Firmware Upgrade Image", "3 Vendor Configuration File 2",
                            "4 Vendor Log File 0", "4 Vendor Log File 1 1"})
    EXPECT_EQ(uploaded_kind(other), std::nullopt) << other;
}

}  // namespace
}  // namespace lineman::cwmp
