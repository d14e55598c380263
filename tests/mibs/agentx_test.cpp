// Behind Debian's snmpd as the master agent: what is otherwise there than at our own agent.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>

#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/fake_receiver.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/raw_client.hpp"
#include "tests/support/free_port.hpp"

namespace lineman::mibs::test {
namespace {

constexpr auto status_of = [](SnmpError error) { return static_cast<long>(error); };

const Name expires = ours({4, 1, 5, 1, 1});
const Name retries = ours({4, 1, 6, 1, 1});
const Name serial = ours({1, 5, 0});
const Name other_object{1, 3, 6, 1, 4, 1, 32473, 2, 98, 0};
const Varbind good{expires, ber_unsigned(100)};

class AgentX : public ::testing::Test {
 protected:
  static Octets set(const std::vector<Varbind>& varbinds) {
    static long request = 1000;
    return message("touch", Operation::set, ++request, varbinds);
  }

  void expect_answer(const std::vector<Varbind>& varbinds, SnmpError error, long index) {
    const auto response = client_.ask(set(varbinds));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, status_of(error));
    EXPECT_EQ(response->index, index);
  }

  std::string expires_now() { return peer_.tell("value account.1.sip_server.1.expires"); }

  std::string get(const std::string& name) const {
    return peer_.tool("snmpget", community, name, "-Oqv").output;
  }

  std::string door(const std::string& state) const { return peer_.address() + ' ' + state + '\n'; }

  // Has registered when this returns.
  void start_other_subagent() {
    other_ = std::make_unique<lineman::test::Process>(
        lineman::test::Process::Start{.program = LINEMAN_OTHER_SUBAGENT,
                                      .arguments = {peer_.master().address(), folder_.path()}});
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (other_value() != "5\n" && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
    ASSERT_EQ(other_value(), "5\n");
  }
  std::string other_value() const { return get(".1.3.6.1.4.1.32473.2.98.0"); }

  lineman::test::ScratchFolder folder_;
  std::unique_ptr<lineman::test::Process> other_;
  Peer peer_{{}, {}, Peer::Way::agentx};
  RawClient client_{peer_.port()};
};

TEST_F(AgentX, SecretsAreNotWritable) {
  const auto ran = peer_.tool("snmpset", writer, "LINEMAN-SIP-MIB::accountPassword.1 s sesame");
  EXPECT_NE(ran.output.find("notWritable"), std::string::npos) << ran.output;
  EXPECT_EQ(peer_.tell("value account.1.password"), "\n");
  EXPECT_EQ(peer_.tell("record"), "");
}

TEST_F(AgentX, TheMasterSaysWhoMayWrite) {
  const auto ran = peer_.tool("snmpset", reader, "LINEMAN-SIP-MIB::sipServerExpires.1.1 u 100");
  EXPECT_NE(ran.output.find("noAccess"), std::string::npos) << ran.output;
  EXPECT_EQ(peer_.tell("record"), "");
}

TEST_F(AgentX, TheSystemGroupIsTheMasters) {
  EXPECT_EQ(get("SNMPv2-MIB::sysDescr.0").find("Lineman"), std::string::npos);
  const auto rows = peer_.tool("snmpwalk", community, "SNMPv2-MIB::sysORDescr", "-Oqv").output;
  EXPECT_NE(rows.find("The configuration and status of a SIP phone"), std::string::npos) << rows;
}

TEST_F(AgentX, AMasterThatIsKilledAndComesBack) {
  peer_.master().kill();
  const auto gone = door("closed the master agent: Connection refused");
  EXPECT_EQ(peer_.tell_until("doors", gone), gone);
  EXPECT_EQ(peer_.tell("serial"), "7\n");
  peer_.master().start();
  const auto open = door("open ");
  EXPECT_EQ(peer_.tell_until("doors", open), open);
  EXPECT_EQ(get("LINEMAN-SIP-MIB::sipServerExpires.1.1"), "3600 seconds\n");
  expect_answer({good}, SnmpError::none, 0);
}

// The socket takes the connection, and nobody answers on it.
TEST_F(AgentX, AMasterThatHangsHoldsUpNothing) {
  peer_.tell("set network.snmp.enable 0");
  EXPECT_EQ(peer_.tell("doors"), door("closed "));
  peer_.master().stop_answering();
  peer_.tell("set network.snmp.enable 1");
  EXPECT_EQ(peer_.tell("serial"), "7\n");
  EXPECT_EQ(peer_.tell("doors"), door("closed ")) << "it has not even been given up";
  peer_.master().go_on();
  const auto open = door("open ");
  EXPECT_EQ(peer_.tell_until("doors", open), open);
}

TEST_F(AgentX, TwoOfUsCannotHaveTheSameObjects) {
  Peer second{{"--agentx", peer_.address()}, {}, Peer::Way::alone};
  const auto refused =
      door("closed the master agent: another subagent has the objects (duplicateRegistration)");
  EXPECT_EQ(second.tell_until("doors", refused), refused);
  EXPECT_EQ(get("LINEMAN-SIP-MIB::sipServerExpires.1.1"), "3600 seconds\n");
}

TEST_F(AgentX, TwoSubagentsInOneSet) {
  start_other_subagent();
  expect_answer({good, {other_object, ber_integer(7)}}, SnmpError::none, 0);
  EXPECT_EQ(expires_now(), "100\n");
  EXPECT_EQ(other_value(), "7\n");
}

TEST_F(AgentX, WhatAnotherRefusesIsNotBegunHere) {
  start_other_subagent();
  expect_answer({good, {other_object, ber_integer(1)}}, SnmpError::inconsistent_value, 2);
  EXPECT_EQ(expires_now(), "3600\n");
  EXPECT_EQ(other_value(), "5\n");
  EXPECT_EQ(peer_.tell_until("record", "begin 1\nabort\n"), "begin 1\nabort\n");
}

TEST_F(AgentX, WhatIsRefusedHereIsNotBegunAtAnother) {
  start_other_subagent();
  expect_answer({{other_object, ber_integer(7)}, {retries, ber_unsigned(21)}},
                SnmpError::wrong_value, 2);
  EXPECT_EQ(other_value(), "5\n");
}

TEST_F(AgentX, WhatAnotherCannotCommitIsUndoneHere) {
  start_other_subagent();
  const auto response =
      client_.ask(set({good, {retries, ber_unsigned(9)}, {other_object, ber_integer(2)}}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, status_of(SnmpError::commit_failed));
  EXPECT_EQ(response->index, 3);
  const std::string record =
      "begin 2\n"
      "commit agentx account.1.sip_server.1.expires=100 account.1.sip_server.1.retry_counts=9\n"
      "commit agentx account.1.sip_server.1.expires=3600 account.1.sip_server.1.retry_counts=3\n";
  EXPECT_EQ(peer_.tell_until("record", record), record);
  EXPECT_EQ(expires_now(), "3600\n");
  EXPECT_EQ(other_value(), "5\n");
}

TEST_F(AgentX, ASetThatStallsHoldsUpNoReader) {
  peer_.tell("stall 1");
  client_.send(set({good}));
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  EXPECT_EQ(peer_.tell("serial"), "7\n");
  const auto response = client_.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, status_of(SnmpError::resource_unavailable));
  EXPECT_EQ(peer_.tell("doors"), door("open "));
}

TEST(AgentXNotifications, GoToTheMastersReceivers) {
  FakeReceiver receiver;
  const Master master{lineman::test::free_port(), 0,
                      "trap2sink " + receiver.address() + " secret\n"};
  Peer peer{{"--agentx", master.address()}, {}, Peer::Way::alone};
  const auto open = master.address() + " open \n";
  ASSERT_EQ(peer.tell_until("doors", open), open);
  peer.tell("raise 3 1 moved");
  // snmpd has something to say of itself, too.
  auto heard = receiver.receive();
  while (heard.values.back() != ber_text("moved")) heard = receiver.receive();
  EXPECT_EQ(heard.community, "secret");
  EXPECT_EQ(heard.names.at(0), ber_name({1, 3, 6, 1, 2, 1, 1, 3, 0}));
  auto failover = ours({3});
  failover.at(failover.size() - 2) = 0;
  EXPECT_EQ(heard.values.at(1), ber_name(failover));
}

TEST(AgentXOverTcp, IsTheSame) {
  const Master master{lineman::test::free_port(), lineman::test::free_port()};
  Peer peer{{"--agentx", master.address()}, {}, Peer::Way::alone};
  const auto open = master.address() + " open \n";
  EXPECT_EQ(peer.tell_until("doors", open), open);
}

}  // namespace
}  // namespace lineman::mibs::test
