#include "tr069/transfers/queue_text.hpp"

#include <gmock/gmock.h>

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines whole(const std::string& number = "7") {
  const auto name = [&](const std::string& field) { return "transfer " + number + " " + field; };
  return {{name("kind"), "scheduled_download"},
          {name("file"), "firmware"},
          {name("url"), "http://h/image"},
          {name("key"), "k"},
          {name("file_type"), "1 Firmware Upgrade Image"},
          {name("state"), "waiting"},
          {name("window"), "2, 1767225600000 10, 1767225600000 20"},
          {name("window"), "1, 1767225600000 30"}};
}

TransferQueue read(const Lines& lines) {
  QueueReader reader;
  for (const auto& [name, value] : lines) EXPECT_TRUE(reader.line(name, value)) << name;
  return reader.result();
}

Lines with(Lines lines, const std::string& name, const std::string& value) {
  for (auto& line : lines)
    if (line.first == name) line.second = value;
  return lines;
}

TEST(QueueText, IsReadAsItIsWritten) {
  const auto queue = read(whole());
  ASSERT_THAT(queue.transfers(), SizeIs(1));
  const auto& transfer = queue.transfers()[0];
  EXPECT_EQ(transfer.number, 7U);
  EXPECT_EQ(transfer.request.kind, TransferKind::scheduled_download);
  EXPECT_EQ(transfer.request.file, FileKind::firmware);
  ASSERT_THAT(transfer.windows, SizeIs(2));
  EXPECT_EQ(transfer.windows[0].tries, 2U);
  EXPECT_EQ(transfer.windows[0].end->delay, std::chrono::seconds{20});
  EXPECT_FALSE(transfer.windows[1].end);
}

TEST(QueueText, ThePasswordIsEscapedAsOtherValues) {
  TransferQueue queue;
  queue.add({.request = {.url = "http://h/", .password = "a\nb\\c = d"},
             .file_type = "3 Vendor Configuration File",
             .windows = {{}}});
  EXPECT_THAT(lines_of(queue), HasSubstr("\ntransfer 1 password = a\\x0ab\\\\c = d\n"));
}

TEST(QueueText, OtherLinesAreNotItsOwn) {
  QueueReader reader;
  for (const auto* name : {"published", "transfers", "transfer", "event 1 BOOT"})
    EXPECT_FALSE(reader.line(name, "x")) << name;
}

TEST(QueueText, BadLinesAreLeftOut) {
  for (const auto* name : {"transfer x url", "transfer 7", "transfer  url", "transfer -1 url",
                           "transfer 99999999999999999999 url", "transfer 7 colour"}) {
    auto lines = whole();
    lines.emplace_back(name, "http://other/");
    EXPECT_EQ(read(lines), read(whole())) << name;
  }
  for (const auto* value : {"", "1", "x, 1 2", "1, 1", "1, 1 2, 3", "1, -1 2", "1 2, 3 4"}) {
    auto lines = whole();
    lines.emplace_back("transfer 8 file_type", "3 Vendor Configuration File");
    lines.emplace_back("transfer 8 window", value);
    EXPECT_EQ(read(lines), read(whole())) << "without a window it is not whole: " << value;
  }
}

TEST(QueueText, ValuesThatAreNotPermittedAreTheFirstOnes) {
  const auto queue = read(with(whole(), "transfer 7 kind", "sideways"));
  EXPECT_EQ(queue.transfers().at(0).request.kind, TransferKind::download);
}

TEST(QueueText, OneThatIsNotWholeIsLeftOut) {
  EXPECT_THAT(read({{"transfer 7 url", "http://h/"}}).transfers(), IsEmpty());
  auto lines = whole();
  lines.resize(lines.size() - 2);
  EXPECT_THAT(read(lines).transfers(), IsEmpty()) << "no window";
}

TEST(QueueText, NeitherTooManyTransfersNorTooManyWindows) {
  Lines lines;
  for (std::size_t i = 1; i <= maximum_transfers + 1; ++i) {
    const auto one = whole(std::to_string(i));
    lines.insert(lines.end(), one.begin(), one.end());
  }
  EXPECT_THAT(read(lines).transfers(), SizeIs(maximum_transfers));
  lines = whole();
  lines.emplace_back("transfer 7 window", "1, 1 1");
  EXPECT_THAT(read(lines).transfers().at(0).windows, SizeIs(2));
}

}  // namespace
}  // namespace lineman::cwmp
