// The phases of a SET as a master agent leads them, without one.
#include <gtest/gtest.h>

#include <random>

#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/pdu_writer.hpp"
#include "mibs/agentx/set_transactions.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/objects/extent_of_phone.hpp"
#include "mibs/objects/objects_root.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr char expires_name[] = "account.1.sip_server.1.expires";
constexpr std::uint64_t commit_failed = 14;
constexpr std::uint64_t undo_failed = 15;
constexpr std::uint64_t resource_unavailable = 13;
constexpr std::uint64_t processing_error = 268;
constexpr std::uint64_t parse_error = 266;

Oid ours(const Oid& below) {
  Oid name{objects_root.begin(), objects_root.end()};
  name.insert(name.end(), below.begin(), below.end());
  return name;
}

class AgentXSets : public ::testing::Test {
 protected:
  using Errors = std::vector<std::uint64_t>;

  static Frame frame_of(PduWriter writer) {
    FrameBuffer buffer;
    buffer.add(writer.finish());
    return buffer.next().value_or(Frame{});
  }

  void test(std::uint32_t transaction, std::uint64_t expires = 100) {
    PduWriter writer{Header{.type = PduType::test_set, .transaction = transaction}};
    writer.varbind(ours({4, 1, 5, 1, 1}), {Syntax::unsigned32, expires, {}});
    sets_.take(frame_of(std::move(writer)));
    turn();
  }

  void send(PduType type, std::uint32_t transaction) {
    sets_.take(frame_of(PduWriter{Header{.type = type, .transaction = transaction}}));
    turn();
  }

  void turn() {
    io_.restart();
    io_.poll();
  }

  std::string expires() const {
    return std::string{
        configuration_.values().get(*datamodel::find(expires_name, configuration_.accounts()))};
  }

  boost::asio::io_context io_;
  lineman::test::FakeClock clock_;
  test::FakeConfiguration configuration_{io_, clock_, 3};
  test::FakeStatus status_{io_, 3};
  NotificationState notifications_;
  ExtentOfPhone extent_{configuration_, status_, notifications_};
  ObjectTree tree_{extent_};
  Errors errors_;  // of the responses, in their order
  unsigned ended_ = 0;
  SetTransactions sets_{configuration_, clock_, tree_,
                        [this](const std::string& response) {
                          FrameBuffer buffer;
                          buffer.add(response);
                          const auto frame = *buffer.next();
                          PduReader reader{frame.payload, frame.header.flags};
                          reader.number32();
                          errors_.push_back(reader.number16());
                        },
                        [this] { ++ended_; }};
};

TEST_F(AgentXSets, OneSetFromItsTestToItsCleanup) {
  test(1);
  EXPECT_EQ(expires(), "3600");
  send(PduType::commit_set, 1);
  EXPECT_EQ(expires(), "100");
  EXPECT_FALSE(sets_.idle());
  send(PduType::cleanup_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0})) << "a CleanupSet has no answer";
  EXPECT_TRUE(sets_.idle());
  EXPECT_EQ(expires(), "100");
}

TEST_F(AgentXSets, ACleanupAfterTheTestGivesItUp) {
  test(1);
  send(PduType::cleanup_set, 1);
  EXPECT_EQ(configuration_.record, (std::vector<std::string>{"begin 1", "abort"}));
}

TEST_F(AgentXSets, AnUndoBringsTheValuesBack) {
  test(1);
  send(PduType::commit_set, 1);
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0, 0}));
  EXPECT_EQ(expires(), "3600");
  EXPECT_TRUE(sets_.idle());
}

TEST_F(AgentXSets, AnUndoLeavesWhatSomebodyElseHasChanged) {
  test(1);
  send(PduType::commit_set, 1);
  configuration_.set(expires_name, "200");
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0, 0}));
  EXPECT_EQ(expires(), "200");
}

TEST_F(AgentXSets, AnUndoAfterTheTestGivesItUp) {
  test(1);
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0}));
  EXPECT_EQ(configuration_.record.back(), "abort");
}

// A master agent that waits no longer for a slow disk.
TEST_F(AgentXSets, AnUndoOfACommitThatIsUnderWayComesAfterIt) {
  test(1);
  sets_.take(frame_of(PduWriter{Header{.type = PduType::commit_set, .transaction = 1}}));
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0})) << "of the test and the undo";
  EXPECT_EQ(expires(), "3600");
  EXPECT_TRUE(sets_.idle());
}

TEST_F(AgentXSets, AnUndoOfACommitThatFailsHasNothingToDo) {
  configuration_.commit_fails = true;
  test(1);
  sets_.take(frame_of(PduWriter{Header{.type = PduType::commit_set, .transaction = 1}}));
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0}));
  EXPECT_TRUE(sets_.idle());
}

TEST_F(AgentXSets, AnUndoThatIsRefusedSaysSo) {
  test(1);
  send(PduType::commit_set, 1);
  configuration_.run_fails = true;
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, 0, undo_failed}));
}

TEST_F(AgentXSets, ACommitThatFailsSaysSo) {
  configuration_.commit_fails = true;
  test(1);
  send(PduType::commit_set, 1);
  send(PduType::undo_set, 1);
  EXPECT_EQ(errors_, (Errors{0, commit_failed, 0}));
  EXPECT_EQ(expires(), "3600");
}

TEST_F(AgentXSets, PhasesWithoutATest) {
  send(PduType::commit_set, 1);
  send(PduType::undo_set, 1);
  send(PduType::cleanup_set, 1);
  EXPECT_EQ(errors_, (Errors{processing_error, processing_error}));
}

TEST_F(AgentXSets, ASecondTestOfTheSameSetIsRefused) {
  test(1);
  test(1, 200);
  send(PduType::commit_set, 1);
  EXPECT_EQ(errors_, (Errors{0, resource_unavailable, 0}));
  EXPECT_EQ(expires(), "100");
}

TEST_F(AgentXSets, AnEngineThatNeverAnswersIsGivenUp) {
  configuration_.never_answers = true;
  test(1);
  clock_.advance(set_deadline);
  EXPECT_TRUE(errors_.empty());
  clock_.advance(set_margin);
  EXPECT_EQ(errors_, (Errors{resource_unavailable}));
}

TEST_F(AgentXSets, ASetOfWhichNothingMoreIsHeardIsForgotten) {
  test(1);
  test(2);
  clock_.advance(open_set_timeout - std::chrono::seconds{1});
  send(PduType::commit_set, 1);
  clock_.advance(std::chrono::seconds{1});
  EXPECT_EQ(ended_, 1U) << "the other one";
  EXPECT_FALSE(sets_.idle());
  clock_.advance(open_set_timeout);
  EXPECT_EQ(ended_, 2U);
  EXPECT_TRUE(sets_.idle());
}

TEST_F(AgentXSets, EachWayToTheEndSaysSo) {
  test(1);
  send(PduType::cleanup_set, 1);
  EXPECT_EQ(ended_, 1U);
  test(2);
  send(PduType::commit_set, 2);
  send(PduType::undo_set, 2);
  EXPECT_EQ(ended_, 2U);
}

TEST_F(AgentXSets, SetsWithoutACleanupAreBounded) {
  for (std::uint32_t i = 0; i < maximum_open_sets + 1; ++i) {
    test(i);
    send(PduType::commit_set, i);
  }
  errors_.clear();
  send(PduType::undo_set, 0);
  EXPECT_EQ(errors_, (Errors{processing_error})) << "the oldest one is forgotten";
}

TEST_F(AgentXSets, OctetsAtRandom) {
  std::mt19937 random{20261128};
  PduWriter writer{Header{.type = PduType::test_set, .transaction = 1}};
  writer.varbind(ours({4, 1, 5, 1, 1}), {Syntax::unsigned32, 100, {}});
  writer.varbind(ours({3, 1, 3, 1}), {Syntax::octets, 0, "label"});
  const auto good = writer.finish();
  for (int round = 0; round < 20'000; ++round) {
    auto octets = good;
    for (int i = 0; i < 3; ++i)
      octets[header_size + random() % (octets.size() - header_size)] = static_cast<char>(random());
    FrameBuffer buffer;
    buffer.add(octets);
    auto frame = *buffer.next();
    frame.header.transaction = static_cast<std::uint32_t>(round);
    sets_.take(frame);
    turn();
    send(PduType::cleanup_set, frame.header.transaction);
  }
  EXPECT_EQ(errors_.size(), 20'000U);
  EXPECT_TRUE(std::ranges::count(errors_, parse_error) > 0);
  EXPECT_EQ(expires(), "3600");
}

}  // namespace
}  // namespace lineman::mibs::agentx
