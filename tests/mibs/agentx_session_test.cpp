// The session with a master agent, without a socket.
#include <gtest/gtest.h>

#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/agentx/session.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr std::uint32_t session_id = 77;

class SessionTest : public ::testing::Test, public Session::Listener {
 protected:
  void send(const std::string& octets) override { sent_.add(octets); }
  void registered() override { ++registered_; }
  void asked(const Frame& request) override { asked_.push_back(request.header.packet); }
  void ended(const std::string& why) override { ended_ += why; }

  Frame next() { return sent_.next().value_or(Frame{}); }

  // Answers what was sent last.
  void answer(std::uint16_t error = 0) {
    const auto request = next();
    last_ = request.header.type;
    auto header = request.header;
    header.session = session_id;
    FrameBuffer buffer;
    buffer.add(begin_response(header, error).finish());
    session_.received(*buffer.next());
  }

  // Open, two Registers, AddAgentCaps.
  void open() {
    session_.start();
    for (int i = 0; i < 4; ++i) answer();
  }

  lineman::test::FakeClock clock_;
  FrameBuffer sent_;
  unsigned registered_ = 0;
  std::vector<std::uint32_t> asked_;
  std::string ended_;
  PduType last_{};
  Session session_{clock_,
                   {.id = {1, 3, 6, 1, 4, 1, 5},
                    .description = "test",
                    .subtrees = {{1, 3, 6, 1, 4, 1, 1}, {1, 3, 6, 1, 4, 1, 2}},
                    .capabilities = {1, 3, 6, 1, 4, 1, 5},
                    .capabilities_description = "test"},
                   *this};
};

TEST_F(SessionTest, OpensRegistersAndDescribesItself) {
  session_.start();
  for (const auto type : {PduType::open, PduType::register_subtree, PduType::register_subtree,
                          PduType::add_agent_caps}) {
    EXPECT_FALSE(session_.is_registered());
    answer();
    EXPECT_EQ(last_, type);
  }
  EXPECT_TRUE(session_.is_registered());
  EXPECT_EQ(registered_, 1U);
}

TEST_F(SessionTest, EachSubtreeIsRegisteredInTheSession) {
  session_.start();
  answer();
  const auto frame = next();
  EXPECT_EQ(frame.header.session, session_id);
  PduReader reader{frame.payload, frame.header.flags};
  EXPECT_EQ(reader.octet(), 0);  // the session's timeout
  EXPECT_EQ(reader.octet(), 127);
  EXPECT_EQ(reader.number16(), 0);
  bool include = false;
  EXPECT_EQ(reader.object_identifier(include), (Oid{1, 3, 6, 1, 4, 1, 1}));
}

TEST_F(SessionTest, ARefusalEndsItInWords) {
  session_.start();
  answer();
  answer(263);
  EXPECT_EQ(ended_, "another subagent has the objects (duplicateRegistration)");
  EXPECT_FALSE(session_.is_registered());
}

TEST_F(SessionTest, AnotherSubtreeIsLeftToWhoeverHasIt) {
  session_.start();
  answer();
  answer();
  answer(263);
  EXPECT_EQ(ended_, "");
  answer();
  EXPECT_TRUE(session_.is_registered());
}

TEST_F(SessionTest, AMasterWithoutASysORTableIsGoodEnough) {
  session_.start();
  for (int i = 0; i < 3; ++i) answer();
  answer(268);
  EXPECT_TRUE(session_.is_registered());
}

TEST_F(SessionTest, AMasterThatDoesNotAnswerEndsIt) {
  session_.start();
  clock_.advance(answer_timeout - std::chrono::milliseconds{1});
  EXPECT_EQ(ended_, "");
  clock_.advance(std::chrono::milliseconds{1});
  EXPECT_EQ(ended_, "it does not answer");
}

TEST_F(SessionTest, ItIsAskedWhetherItIsStillThere) {
  open();
  for (int i = 0; i < 3; ++i) {
    clock_.advance(ping_interval);
    answer();
    EXPECT_EQ(last_, PduType::ping);
  }
  clock_.advance(ping_interval + answer_timeout);
  EXPECT_EQ(ended_, "it does not answer");
}

TEST_F(SessionTest, RequestsAreHandedOn) {
  open();
  Frame request;
  request.header = {.type = PduType::get, .session = session_id, .packet = 5};
  session_.received(request);
  EXPECT_EQ(asked_, (std::vector<std::uint32_t>{5}));
  request.header.session = 78;
  session_.received(request);
  EXPECT_EQ(asked_.size(), 1U);
  const auto refusal = next();
  PduReader reader{refusal.payload, refusal.header.flags};
  reader.number32();
  EXPECT_EQ(reader.number16(), 257);
}

TEST_F(SessionTest, TheMasterMayCloseIt) {
  open();
  session_.received({{.type = PduType::close, .session = session_id}, {}});
  EXPECT_EQ(ended_, "it has closed the session");
}

TEST_F(SessionTest, GoodByeIsSaidOnce) {
  open();
  session_.close();
  EXPECT_EQ(next().header.type, PduType::close);
  session_.close();
  EXPECT_EQ(next().header.type, PduType{});
  clock_.advance(ping_interval + answer_timeout);
  EXPECT_EQ(ended_, "");
}

}  // namespace
}  // namespace lineman::mibs::agentx
