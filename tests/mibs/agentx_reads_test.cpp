// What the master agent may read that Debian's snmpd does not ask for, and requests that are none.
#include <gtest/gtest.h>

#include <random>

#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/pdu_writer.hpp"
#include "mibs/agentx/reads.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/objects/extent_of_phone.hpp"
#include "mibs/objects/objects_root.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs::agentx {
namespace {

Oid ours(const Oid& below) {
  Oid name{objects_root.begin(), objects_root.end()};
  name.insert(name.end(), below.begin(), below.end());
  return name;
}

const Oid label = ours({3, 1, 3});
const Oid after_label = ours({3, 1, 4});

class AgentXReads : public ::testing::Test {
 protected:
  struct Answer {
    std::uint16_t error = 0;
    std::vector<Oid> names{};
    std::vector<ValueType> types{};
  };

  // Names and types of a response.
  static Answer parse(const std::string& response) {
    FrameBuffer buffer;
    buffer.add(response);
    const auto frame = buffer.next().value_or(Frame{});
    PduReader reader{frame.payload, frame.header.flags};
    Answer answer;
    reader.number32();
    answer.error = reader.number16();
    reader.number16();
    while (reader.good() && !reader.at_end()) {
      const auto varbind = reader.varbind();
      answer.types.push_back(varbind.type);
      answer.names.push_back(varbind.name);
    }
    EXPECT_TRUE(reader.good());
    return answer;
  }

  Answer ask(PduType type, std::vector<SearchRange> ranges, std::size_t non_repeaters = 0,
             std::size_t repetitions = 1) const {
    ReadRequest request;
    request.header.type = type;
    request.ranges = std::move(ranges);
    request.non_repeaters = non_repeaters;
    request.repetitions = repetitions;
    return parse(reads_.answer(request));
  }

  boost::asio::io_context io_;
  lineman::test::FakeClock clock_;
  test::FakeConfiguration configuration_{io_, clock_, 3};
  test::FakeStatus status_{io_, 3};
  SnmpDoorCounters counters_;
  NotificationState notifications_;
  ExtentOfPhone extent_{configuration_, status_, notifications_};
  ObjectTree tree_{extent_};
  ObjectReader reader_{{configuration_, status_, counters_, notifications_}};
  UptimeZero zero_{clock_};
  StandardSources standard_sources_{configuration_, status_, "test", zero_};
  StandardTree standard_{standard_sources_};
  ObjectSources sources_ = object_sources(tree_, reader_, standard_);
  Reads reads_{sources_};
};

TEST_F(AgentXReads, AllRepetitionsAtOnce) {
  const auto answer =
      ask(PduType::get_bulk, {{label, false, {}}, {ours({3, 1, 2}), false, {}}}, 1, 2);
  EXPECT_EQ(answer.names,
            (std::vector<Oid>{ours({3, 1, 3, 1}), ours({3, 1, 2, 1}), ours({3, 1, 2, 2})}));
}

TEST_F(AgentXReads, RepetitionsOfSeveralNamesGoInTurns) {
  const auto answer =
      ask(PduType::get_bulk, {{label, false, {}}, {ours({3, 1, 2}), false, {}}}, 0, 2);
  EXPECT_EQ(answer.names, (std::vector<Oid>{ours({3, 1, 3, 1}), ours({3, 1, 2, 1}),
                                            ours({3, 1, 3, 2}), ours({3, 1, 2, 2})}));
}

TEST_F(AgentXReads, RepetitionsEndWithTheRange) {
  const auto answer = ask(PduType::get_bulk, {{label, false, after_label}}, 0, 100);
  ASSERT_EQ(answer.names.size(), 4U);
  EXPECT_EQ(answer.names[2], ours({3, 1, 3, 3}));
  EXPECT_EQ(answer.types[3], ValueType::end_of_mib_view);
  EXPECT_EQ(answer.names[3], ours({3, 1, 3, 3}));
}

TEST_F(AgentXReads, AnAnswerIsBounded) {
  const auto answer = ask(PduType::get_bulk, {{{1}, false, {}}, {{1}, false, {}}}, 0, 65'535);
  EXPECT_EQ(answer.error, 0);
  EXPECT_GT(answer.names.size(), 100U);
  const std::vector<SearchRange> many(maximum_varbinds + 1, {label, false, {}});
  EXPECT_EQ(ask(PduType::get_next, many).error, 1);
  EXPECT_EQ(ask(PduType::get_next, {many.begin(), many.end() - 1}).error, 0);
}

// Of one long text a manager may ask for as many copies as there is room for names; more than the
// connection holds would end the session.
TEST_F(AgentXReads, AnAnswerThatFitsNoMessageIsTooBig) {
  const auto longest = ours({2, 9, 0});
  configuration_.set("static.managementserver.url", std::string(511, 'x'));
  const std::vector<SearchRange> some(100, {longest, true, {}});
  const std::vector<SearchRange> all(maximum_varbinds, {longest, true, {}});
  for (const auto type : {PduType::get, PduType::get_next, PduType::get_bulk}) {
    EXPECT_EQ(ask(type, some).error, 0);
    EXPECT_EQ(ask(type, all).error, 1);
  }
  EXPECT_LT(maximum_answer, maximum_unsent / 2);
}

TEST_F(AgentXReads, ARangeMayIncludeItsStart) {
  const auto first = ours({3, 1, 3, 1});
  EXPECT_EQ(ask(PduType::get_next, {{first, true, {}}}).names.front(), first);
  EXPECT_EQ(ask(PduType::get_next, {{first, false, {}}}).names.front(), ours({3, 1, 3, 2}));
}

TEST_F(AgentXReads, NamesBeforeAndAfterOurs) {
  const auto first = ask(PduType::get_next, {{{1, 3}, false, {}}});
  EXPECT_EQ(first.names.front(), (Oid{1, 3, 6, 1, 2, 1, 27, 1, 1, 2, 1})) << "applName";
  EXPECT_EQ(ask(PduType::get_next, {{{1, 3, 6, 1, 2, 1, 151}, false, {}}}).types.front(),
            ValueType::gauge32);
  EXPECT_EQ(ask(PduType::get_next, {{Oid{objects_root.begin(), objects_root.end()}, false, {}}})
                .types.front(),
            ValueType::gauge32);
  for (const auto& name : {Oid{2}, ours({99}), Oid{1, 3, 6, 1, 4, 1, 4'294'967'295}}) {
    EXPECT_EQ(ask(PduType::get_next, {{name, false, {}}}).types.front(),
              ValueType::end_of_mib_view);
    EXPECT_EQ(ask(PduType::get, {{name, false, {}}}).types.front(), ValueType::no_such_object);
  }
  EXPECT_EQ(ask(PduType::get, {{ours({3, 1, 3, 9}), false, {}}}).types.front(),
            ValueType::no_such_instance);
}

TEST_F(AgentXReads, AnotherContextIsNotOurs) {
  PduWriter writer{Header{.type = PduType::get}};
  writer.octet_string("other");
  writer.object_identifier(label);
  writer.object_identifier({});
  FrameBuffer buffer;
  buffer.add(writer.finish());
  auto frame = *buffer.next();
  frame.header.flags |= non_default_context;
  const auto request = read_request(frame);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->ranges.size(), 1U);
  EXPECT_EQ(parse(reads_.answer(*request)).error, 262);
}

// Whatever comes, there is an answer or none.
TEST_F(AgentXReads, OctetsAtRandom) {
  std::mt19937 random{20261128};
  PduWriter writer{Header{.type = PduType::get_bulk}};
  writer.number16(1);
  writer.number16(3);
  for (int i = 0; i < 3; ++i) {
    writer.object_identifier(label);
    writer.object_identifier(after_label);
  }
  const auto good = writer.finish();
  unsigned answered = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto octets = good;
    for (int i = 0; i < 3; ++i) octets[random() % octets.size()] = static_cast<char>(random());
    octets.resize(octets.size() - random() % 8);
    FrameBuffer buffer;
    buffer.add(octets);
    const auto frame = buffer.next();
    if (!frame) continue;
    if (const auto request = read_request(*frame)) {
      reads_.tells_of_core(*request);
      answered += reads_.answer(*request).empty() ? 0U : 1U;
    }
  }
  EXPECT_GT(answered, 100U);
}

}  // namespace
}  // namespace lineman::mibs::agentx
