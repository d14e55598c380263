// The messages of AgentX: how they are read and written (RFC 2741, 5 and 6).
#include <gtest/gtest.h>

#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/pdu_writer.hpp"

namespace lineman::mibs::agentx {
namespace {

using namespace std::string_literals;

Frame only_frame(const std::string& octets) {
  FrameBuffer buffer;
  buffer.add(octets);
  return buffer.next().value_or(Frame{});
}

// RFC 2741, 5.1: the prefix stands for the arc below internet.
TEST(AgentXMessages, ANameMayBeWrittenWithAPrefix) {
  const auto payload = "\x03\x02\x01\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x05"s;
  PduReader reader{payload, network_byte_order};
  bool include = false;
  EXPECT_EQ(reader.object_identifier(include), (Oid{1, 3, 6, 1, 2, 1, 1, 5}));
  EXPECT_TRUE(include);
  EXPECT_TRUE(reader.good());
  EXPECT_TRUE(reader.at_end());
}

TEST(AgentXMessages, EitherByteOrderIsRead) {
  const auto big = "\x12\x34\x00\x00\x00\x07"s;
  PduReader network{big, network_byte_order};
  EXPECT_EQ(network.number16(), 0x1234);
  EXPECT_EQ(network.number32(), 7U);
  const auto little = "\x34\x12\x07\x00\x00\x00"s;
  PduReader host{little, 0};
  EXPECT_EQ(host.number16(), 0x1234);
  EXPECT_EQ(host.number32(), 7U);
}

TEST(AgentXMessages, WhatIsWrittenIsRead) {
  Header header;
  header.type = PduType::test_set;
  header.session = 1;
  header.transaction = 2;
  header.packet = 3;
  PduWriter writer{header};
  const Oid name{1, 3, 6, 1, 4, 1, 32473, 4'294'967'295};
  writer.varbind(name, {Syntax::integer, static_cast<std::uint64_t>(-5), {}});
  writer.varbind(name, {Syntax::unsigned32, 4'294'967'295, {}});
  writer.varbind(name, {Syntax::octets, 0, "five!"});
  writer.varbind(name, {Syntax::counter64, 1, {}});
  writer.varbind(name, Arcs{name});
  const auto frame = only_frame(writer.finish());
  EXPECT_EQ(frame.header.type, PduType::test_set);
  EXPECT_EQ(frame.header.session, 1U);
  EXPECT_EQ(frame.header.transaction, 2U);
  EXPECT_EQ(frame.header.packet, 3U);
  PduReader reader{frame.payload, frame.header.flags};
  const auto integer = reader.varbind();
  EXPECT_EQ(integer.name, name);
  EXPECT_EQ(integer.value.syntax, Syntax::integer);
  EXPECT_EQ(integer.value.number, -5);
  EXPECT_EQ(reader.varbind().value.number, 4'294'967'295);
  EXPECT_EQ(reader.varbind().value.text, "five!");
  EXPECT_EQ(reader.varbind().value.syntax, Syntax::other);
  EXPECT_EQ(reader.varbind().value.syntax, Syntax::other);
  EXPECT_TRUE(reader.good());
  EXPECT_TRUE(reader.at_end());
}

TEST(AgentXMessages, EveryTruncationIsNoticed) {
  PduWriter writer{Header{}};
  writer.varbind(Oid{1, 3, 6}, {Syntax::octets, 0, "12345"});
  writer.varbind(Oid{1, 3, 6}, {Syntax::integer, 1, {}});
  const auto payload = only_frame(writer.finish()).payload;
  for (std::size_t size = 0; size < payload.size(); ++size) {
    PduReader reader{std::string_view{payload}.substr(0, size), network_byte_order};
    reader.varbind();
    reader.varbind();
    EXPECT_FALSE(reader.good()) << size;
  }
}

TEST(AgentXMessages, ATypeOrNameThatIsNoneIsNoticed) {
  const auto unknown_type = "\x00\x63\x00\x00\x00\x00\x00\x00"s;
  PduReader type{unknown_type, network_byte_order};
  type.varbind();
  EXPECT_FALSE(type.good());
  const auto long_name = "\x81\x00\x00\x00"s + std::string(0x81 * 4, '\0');
  PduReader name{long_name, network_byte_order};
  bool include = false;
  name.object_identifier(include);
  EXPECT_FALSE(name.good());
}

TEST(AgentXMessages, MessagesAreCutWhereverTheyArrive) {
  PduWriter writer{Header{.type = PduType::ping}};
  writer.number32(7);
  const auto octets = writer.finish();
  FrameBuffer buffer;
  for (const char octet : octets + octets) {
    buffer.add({&octet, 1});
  }
  for (int i = 0; i < 2; ++i) {
    const auto frame = buffer.next();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->header.type, PduType::ping);
    EXPECT_EQ(frame->payload.size(), 4U);
  }
  EXPECT_FALSE(buffer.next());
  EXPECT_FALSE(buffer.broken());
}

TEST(AgentXMessages, AnotherVersionOrLengthIsNoAgentX) {
  const auto good = PduWriter{Header{}}.finish();
  const auto is_broken = [](const std::string& octets) {
    FrameBuffer buffer;
    buffer.add(octets);
    return !buffer.next() && buffer.broken();
  };
  EXPECT_FALSE(is_broken(good));
  auto other = good;
  other[0] = 2;
  EXPECT_TRUE(is_broken(other));
  other = good;
  other[19] = 2;  // no multiple of 4
  EXPECT_TRUE(is_broken(other));
  other = good;
  constexpr auto too_long = maximum_payload + 4;
  static_assert(too_long == 0x00'04'00'04);
  other[17] = 4;
  other[19] = 4;
  EXPECT_TRUE(is_broken(other));
}

}  // namespace
}  // namespace lineman::mibs::agentx
