#include "sipcore/network/message_framer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "sipcore/message/sip_message.hpp"

namespace lineman::sipcore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What came out, and what was wrong at the end.
struct Cut {
  std::vector<std::string> messages;
  std::string problem;

  bool operator==(const Cut&) const = default;
};

void take(MessageFramer& framer, Cut& cut) {
  while (cut.problem.empty()) {
    const auto next = framer.next();
    if (!next) {
      cut.problem = next.error();
    } else if (*next) {
      cut.messages.emplace_back(**next);
    } else {
      return;
    }
  }
}

Cut in_pieces(std::string_view stream, std::size_t size) {
  MessageFramer framer;
  Cut cut;
  for (; !stream.empty(); stream.remove_prefix(std::min(size, stream.size()))) {
    framer.add(stream.substr(0, size));
    take(framer, cut);
  }
  return cut;
}

std::string message(std::string_view fields, std::string_view body = "") {
  return "OPTIONS sip:x SIP/2.0\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string problem_with(std::string_view fields) {
  return in_pieces(message(fields), 1).problem;
}

TEST(MessageFramer, CutsAStreamAlikeInPiecesOfEverySize) {
  const auto first = message("Content-Length: 5\r\n", "a\r\n\r\n");
  const auto second = message("Via: x\r\nContent-Length: 0\r\n");
  const auto third = message("l: 3\r\n", "abc");
  const auto stream = "\r\n\r\n" + first + second + "\r\n" + third;
  const Cut whole{.messages = {"\r\n", "\r\n", first, second, "\r\n", third}, .problem = {}};
  for (std::size_t size = 1; size <= stream.size(); ++size)
    EXPECT_EQ(in_pieces(stream, size), whole) << size;
}

TEST(MessageFramer, CutsAStreamAlikeWhereverItIsCutInTwo) {
  const auto stream = message("Content-Length: 3\r\n", "abc") + "\r\n" + message("l:0\r\n");
  const auto whole = in_pieces(stream, stream.size());
  ASSERT_EQ(whole.messages.size(), 3);
  for (std::size_t at = 0; at <= stream.size(); ++at) {
    MessageFramer framer;
    Cut cut;
    framer.add(std::string_view(stream).substr(0, at));
    take(framer, cut);
    framer.add(std::string_view(stream).substr(at));
    take(framer, cut);
    EXPECT_EQ(cut, whole) << at;
  }
}

TEST(MessageFramer, ReadsContentLengthAsItMayBeWritten) {
  EXPECT_EQ(content_length("X\r\ncontent-LENGTH :\t 12 \r\n"), 12);
  EXPECT_EQ(content_length("X\r\nL:7\r\n"), 7);
  EXPECT_EQ(content_length("X\r\nContent-Length:\r\n 12\r\nVia: x\r\n"), 12);
  EXPECT_EQ(content_length("X\r\nSubject: a\r\n Content-Length: 3\r\nl: 4\r\n"), 4)
      << "a line that goes on is none of its own";
  EXPECT_EQ(content_length("X\r\nl: 4\r\nContent-Length: 4\r\n"), 4);
  EXPECT_EQ(content_length("Content-Length: 9\r\nl: 4\r\n"), 4) << "the start line is no field";
}

TEST(MessageFramer, EndsWithAMessageWhoseEndIsUnknown) {
  EXPECT_THAT(problem_with("Via: x\r\n"), HasSubstr("no Content-Length"));
  EXPECT_THAT(problem_with("Content-Length: 5\r\nl: 6\r\n"), HasSubstr("two Content-Lengths"));
  for (const auto* text : {"", "-1", "+1", "1 2", "0x1", "1a", "99999999999999999999999"}) {
    EXPECT_THAT(problem_with("Content-Length: " + std::string(text) + "\r\n"),
                HasSubstr("no number"))
        << text;
  }
}

TEST(MessageFramer, EndsWithAMessageThatIsTooLong) {
  const auto head = message("Content-Length: 10000\r\n").size();
  const auto length = std::to_string(longest_message - head);
  const auto fields = "Content-Length: " + length + "\r\n";
  const auto longest = message(fields, std::string(longest_message - head, 'x'));
  ASSERT_EQ(longest.size(), longest_message);
  EXPECT_THAT(in_pieces(longest, 1000).messages, ElementsAre(longest));

  const auto more = std::to_string(longest_message - head + 1);
  EXPECT_THAT(problem_with("Content-Length: " + more + "\r\n"), HasSubstr("too long"));
  EXPECT_THAT(problem_with("Via: " + std::string(longest_message, 'x')), HasSubstr("too long"));
}

TEST(MessageFramer, GoesOnWithoutAnEndOfWhatIsNoLineEnd) {
  EXPECT_TRUE(in_pieces("\rX\r\n\r\n", 1).problem.find("no Content-Length") != std::string::npos);
  EXPECT_EQ(in_pieces("\r", 1), Cut{});
  EXPECT_EQ(in_pieces("", 1), Cut{});
}

}  // namespace
}  // namespace lineman::sipcore
