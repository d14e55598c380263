// SET requests: one PDU is one transaction, and a refusal stands on the variable that earned it.
#include <gtest/gtest.h>

#include <array>

#include "datamodel/problem.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {
namespace {

constexpr auto status_of = [](SnmpError error) { return static_cast<long>(error); };

// Arcs of a few objects below linemanSipObjects.
Name expires(unsigned long account, unsigned long server) {
  return ours({4, 1, 5, account, server});
}
Name retries(unsigned long account, unsigned long server) {
  return ours({4, 1, 6, account, server});
}
Name label(unsigned long account) {
  return ours({3, 1, 3, account});
}
Name password(unsigned long account) {
  return ours({3, 1, 7, account});
}
Name enable(unsigned long account) {
  return ours({3, 1, 2, account});
}
const Name timer_t1 = ours({2, 2, 0});
const Name snmp_enable = ours({2, 5, 0});
const Name serial = ours({1, 5, 0});
const Varbind good{expires(1, 1), ber_unsigned(100)};

// A SET that nobody sent before.
Octets set(const std::vector<Varbind>& varbinds) {
  static long request = 1000;
  return message("touch", Operation::set, ++request, varbinds);
}

class Sets : public ::testing::Test {
 protected:
  void expect_refused(const std::vector<Varbind>& varbinds, SnmpError error, long index) {
    const auto response = client_.ask(set(varbinds));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, status_of(error));
    EXPECT_EQ(response->index, index);
    EXPECT_EQ(response->varbinds, varbinds.size());
  }

  // Nothing was committed, and nothing is left prepared.
  void expect_untouched() {
    EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "3600\n");
    const auto record = peer_.tell("record");
    EXPECT_EQ(record.find("commit"), std::string::npos) << record;
  }

  Peer peer_;
  RawClient client_{peer_.port()};
};

// What is otherwise where a master agent stands in between (agentx_test.cpp).
class SetsAtOurOwnAgent : public Sets {};

TEST_F(Sets, SeveralVariablesOverTablesAreOneTransaction) {
  const auto ran = peer_.tool("snmpset", writer,
                              "LINEMAN-SIP-MIB::sipServerExpires.1.2 u 120 "
                              "LINEMAN-SIP-MIB::accountLabel.2 s Büro "
                              "LINEMAN-SIP-MIB::sipTimerT1.0 u 750 "
                              "LINEMAN-SIP-MIB::accountEnable.1 i true "
                              "LINEMAN-SIP-MIB::sipServerTransportType.2.1 i dnsNaptr");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(peer_.tell("record"), "begin 5\ncommit " +
                                      std::string{by_agentx() ? "agentx" : "writer@127.0.0.1"} +
                                      " account.1.sip_server.2.expires=120 "
                                      "account.2.label=Büro sip.timer_t1=0.75 account.1.enable=1 "
                                      "account.2.sip_server.1.transport_type=3\n");
}

TEST_F(Sets, WrongTypes) {
  expect_refused({good, {retries(1, 1), ber_integer(3)}}, SnmpError::wrong_type, 2);
  expect_refused({{label(1), ber_unsigned(3)}, good}, SnmpError::wrong_type, 1);
  expect_refused({good, good, {enable(1), ber_text("1")}}, SnmpError::wrong_type, 3);
  expect_refused({good, {expires(1, 2), ber_null()}}, SnmpError::wrong_type, 2);
  expect_untouched();
}

TEST_F(Sets, WrongValues) {
  expect_refused({good, {retries(1, 1), ber_unsigned(21)}}, SnmpError::wrong_value, 2);
  expect_refused({{expires(1, 2), ber_unsigned(29)}, good}, SnmpError::wrong_value, 1);
  expect_refused({good, {expires(1, 2), ber_unsigned(4'000'000'000)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {enable(1), ber_integer(3)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {enable(1), ber_integer(0)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {ours({4, 1, 4, 1, 1}), ber_integer(4)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {timer_t1, ber_unsigned(499)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {label(1), ber_text("bell\a")}}, SnmpError::wrong_value, 2);
  expect_refused({good, {label(1), ber_text("\xFF")}}, SnmpError::wrong_value, 2);
  expect_refused({good, {label(1), ber_text(" space")}}, SnmpError::wrong_value, 2);
  expect_refused({good, {ours({4, 1, 2, 1, 1}), ber_text("no host")}}, SnmpError::wrong_value, 2);
  expect_untouched();
}

TEST_F(Sets, AValueMayLieApartFromItsRange) {
  const auto proxy_retries = ours({12, 1, 4, 1, 1});
  const auto proxy_mode = ours({12, 1, 8, 1, 1});
  const auto overlap = ours({3, 1, 14, 1});
  const auto guard = ours({2, 20, 0});
  expect_refused({good, {proxy_retries, ber_integer(-2)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {proxy_retries, ber_unsigned(1)}}, SnmpError::wrong_type, 2);
  expect_refused({good, {proxy_mode, ber_integer(4)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {overlap, ber_integer(0)}}, SnmpError::wrong_value, 2);
  expect_refused({good, {guard, ber_unsigned(9)}}, SnmpError::wrong_value, 2);
  expect_untouched();
  const auto response = client_.ask(set({{proxy_retries, ber_integer(20)},
                                         {proxy_mode, ber_integer(-1)},
                                         {overlap, ber_integer(1)},
                                         {guard, ber_unsigned(10)}}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(peer_.tell("value account.1.outbound_proxy.1.retry_counts"), "20\n");
  EXPECT_EQ(peer_.tell("value account.1.register_expires_overlap"), "1\n");
  EXPECT_EQ(peer_.tell("value Device.X_00005E_Guard.Seconds"), "10\n");
}

TEST_F(Sets, LengthsCountCharacters) {
  std::string longest;
  for (int i = 0; i < 99; ++i) longest += "ü";
  expect_refused({good, {label(1), ber_text(longest + "ü")}}, SnmpError::wrong_length, 2);
  expect_refused({good, {label(1), ber_text(std::string(5'000, 'x'))}}, SnmpError::wrong_length, 2);
  expect_untouched();
  const auto response = client_.ask(set({{label(1), ber_text(longest)}}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(peer_.tell("value account.1.label"), longest + '\n');
}

TEST_F(Sets, RowsAndObjectsThatAreNotThere) {
  expect_refused({good, {expires(5, 1), ber_unsigned(100)}}, SnmpError::no_creation, 2);
  expect_refused({good, {expires(1, 3), ber_unsigned(100)}}, SnmpError::no_creation, 2);
  expect_refused({good, {expires(0, 1), ber_unsigned(100)}}, SnmpError::no_creation, 2);
  expect_refused({good, {ours({2, 2, 1}), ber_unsigned(700)}}, SnmpError::no_creation, 2);
  expect_refused({good, {ours({4, 1, 1, 1, 1}), ber_unsigned(1)}}, SnmpError::not_writable, 2);
  expect_refused({good, {ours({3, 1, 1, 1}), ber_unsigned(1)}}, SnmpError::not_writable, 2);
  expect_refused({good, {ours({4, 1, 99, 1, 1}), ber_unsigned(1)}}, SnmpError::not_writable, 2);
  expect_refused({good, {ours({99}), ber_unsigned(1)}}, SnmpError::not_writable, 2);
  expect_untouched();
}

TEST_F(Sets, LiveValuesAreReadOnly) {
  expect_refused({good, {ours({5, 1, 2, 1}), ber_integer(1)}}, SnmpError::not_writable, 2);
  expect_refused({good, {ours({1, 1, 0}), ber_unsigned(1)}}, SnmpError::not_writable, 2);
  expect_untouched();
}

TEST_F(Sets, TheFirstOfSeveralErrorsIsNamed) {
  expect_refused({good,
                  {expires(9, 1), ber_unsigned(100)},
                  {retries(1, 1), ber_unsigned(21)},
                  {label(1), ber_unsigned(1)}},
                 SnmpError::no_creation, 2);
  expect_untouched();
}

TEST_F(Sets, ARefusalOfTheEngineStandsOnItsVariable) {
  using datamodel::ProblemCode;
  const std::array cases = {
      std::pair{ProblemCode::unknown_parameter, SnmpError::no_creation},
      std::pair{ProblemCode::wrong_type, SnmpError::wrong_type},
      std::pair{ProblemCode::wrong_value, SnmpError::wrong_value},
      std::pair{ProblemCode::wrong_length, SnmpError::wrong_length},
      std::pair{ProblemCode::read_only, SnmpError::not_writable},
      std::pair{ProblemCode::conflict, SnmpError::inconsistent_value},
      std::pair{ProblemCode::busy, SnmpError::resource_unavailable},
      std::pair{ProblemCode::core_away, SnmpError::resource_unavailable},
      std::pair{ProblemCode::store_failed, SnmpError::commit_failed},
  };
  for (const auto& [code, error] : cases) {
    peer_.tell("refuse " + std::to_string(static_cast<int>(code)) +
               " account.1.sip_server.1.retry_counts");
    expect_refused({good, {label(1), ber_text("x")}, {retries(1, 1), ber_unsigned(4)}}, error, 3);
    peer_.tell("refuse " + std::to_string(static_cast<int>(code)));
    expect_refused({good, {label(1), ber_text("x")}}, error, 1);
  }
  expect_untouched();
}

TEST_F(Sets, ATestAndIncrIsPartOfTheTransaction) {
  expect_refused({good, {serial, ber_integer(8)}}, SnmpError::inconsistent_value, 2);
  expect_refused({good, {serial, ber_integer(7)}, {serial, ber_integer(8)}},
                 SnmpError::inconsistent_value, 3);
  expect_refused({good, {serial, ber_unsigned(7)}}, SnmpError::wrong_type, 2);
  expect_refused({good, {serial, ber_integer(-1)}}, SnmpError::wrong_value, 2);
  expect_untouched();
  EXPECT_EQ(peer_.tell("serial"), "7\n");
  const auto response = client_.ask(set({{serial, ber_integer(7)}, good}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(peer_.tell("serial"), "8\n");
  EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "100\n");
}

TEST_F(SetsAtOurOwnAgent, ASecretNeedsAuthPriv) {
  expect_refused({good, {password(1), ber_text("sesame")}}, SnmpError::not_writable, 2);
  expect_untouched();
  const auto ran = peer_.tool("snmpset", writer, "LINEMAN-SIP-MIB::accountPassword.1 s sesame");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(peer_.tell("value account.1.password"), "sesame\n");
}

TEST_F(Sets, ACommitThatFailsSaysSo) {
  peer_.tell("commit_fails 1");
  expect_refused({good, {label(1), ber_text("x")}}, SnmpError::commit_failed, 1);
  expect_untouched();
}

TEST_F(SetsAtOurOwnAgent, ObjectsOfOtherModulesCannotBePartOfIt) {
  peer_.tell("foreign");
  const Name foreign{1, 3, 6, 1, 4, 1, 32473, 2, 99, 0};
  const Varbind theirs{foreign, ber_integer(6)};
  // The first of ours is to blame.
  expect_refused({good, theirs}, SnmpError::resource_unavailable, 1);
  expect_refused({theirs, good}, SnmpError::resource_unavailable, 2);
  expect_refused({theirs, good, theirs, {label(1), ber_text("x")}}, SnmpError::resource_unavailable,
                 2);
  const auto read = client_.ask(message("touch", Operation::get, 1, {{foreign}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->values.at(0).number, 5U) << "the other module has changed something";
  const Name system_name{1, 3, 6, 1, 2, 1, 1, 5, 0};
  expect_refused({good, {system_name, ber_text("x")}}, SnmpError::no_access, 2);
  expect_untouched();
}

TEST_F(Sets, FourHundredVariables) {
  std::vector<Varbind> varbinds;
  for (unsigned long i = 0; i < 400; ++i) {
    varbinds.push_back({expires(i % 4 + 1, i % 2 + 1), ber_unsigned(3000)});
  }
  const auto response = client_.ask(set(varbinds));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(response->varbinds, 400U);
  EXPECT_EQ(peer_.tell("value account.4.sip_server.2.expires"), "3000\n");
  varbinds[399] = {retries(1, 1), ber_unsigned(99)};
  expect_refused(varbinds, SnmpError::wrong_value, 400);
}

TEST_F(SetsAtOurOwnAgent, MoreVariablesThanTheLimitAreTooBig) {
  const std::vector<Varbind> varbinds(maximum_varbinds + 1, good);
  for (const auto operation : {Operation::set, Operation::get, Operation::get_next}) {
    const auto response = client_.ask(message("touch", operation, 5, varbinds));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, status_of(SnmpError::too_big));
    EXPECT_EQ(response->varbinds, 0U);
  }
  expect_untouched();
  const auto most = client_.ask(set(std::vector<Varbind>(maximum_varbinds, good)));
  ASSERT_TRUE(most);
  EXPECT_EQ(most->status, 0);
}

TEST_F(Sets, AnEmptyOneIsASuccess) {
  const auto response = client_.ask(set({}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(peer_.tell("record"), "");
}

TEST_F(SetsAtOurOwnAgent, AskingAgainGetsTheFirstAnswer) {
  const auto request = set({good});
  const auto refused = set({{retries(1, 1), ber_unsigned(21)}});
  for (int i = 0; i < 4; ++i) {
    const auto response = client_.ask(request);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 0);
    EXPECT_EQ(response->varbinds, 1U);
    const auto no = client_.ask(refused);
    ASSERT_TRUE(no);
    EXPECT_EQ(no->status, status_of(SnmpError::wrong_value));
    EXPECT_EQ(no->index, 1);
  }
  EXPECT_EQ(peer_.tell("record"),
            "begin 1\ncommit community@127.0.0.1 account.1.sip_server.1.expires=100\n");
  EXPECT_EQ(peer_.tell("repeated"), "6\n");
}

TEST_F(SetsAtOurOwnAgent, AnotherPortOrRequestIsAnotherSet) {
  const auto request = set({good});
  EXPECT_TRUE(client_.ask(request));
  EXPECT_TRUE(RawClient{peer_.port()}.ask(request));
  EXPECT_TRUE(client_.ask(set({good})));
  EXPECT_EQ(peer_.tell("repeated"), "0\n");
}

TEST_F(SetsAtOurOwnAgent, AskingAgainDuringASetJoinsIt) {
  peer_.tell("stall 1");
  const auto request = set({good});
  for (int i = 0; i < 3; ++i) client_.send(request);
  for (int i = 0; i < 3; ++i) {
    const auto response = client_.receive();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, status_of(SnmpError::resource_unavailable));
  }
  EXPECT_EQ(peer_.tell("record"), "begin 1\n");
  EXPECT_EQ(peer_.tell("repeated"), "2\n");
}

TEST_F(SetsAtOurOwnAgent, RepeatsThatWaitAreBounded) {
  peer_.tell("stall 1");
  const auto request = set({good});
  constexpr std::size_t too_many = 4;
  for (std::size_t i = 0; i < 1 + maximum_waiting_repeats + too_many; ++i) client_.send(request);
  const auto all = std::to_string(maximum_waiting_repeats + too_many) + '\n';
  EXPECT_EQ(peer_.tell_until("repeated", all), all);
  ASSERT_TRUE(client_.receive());
  // What is asked later is answered later.
  EXPECT_TRUE(RawClient{peer_.port()}.ask(message("look", Operation::get, 1, {{expires(1, 1)}})));
  std::size_t answered = 0;
  while (client_.has_response()) answered += client_.receive() ? 1U : 0U;
  EXPECT_EQ(answered, maximum_waiting_repeats);
}

TEST_F(Sets, ReadsOfOthersGoOnAfterAStalledSet) {
  peer_.tell("stall 1");
  client_.send(set({good}));
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  const RawClient other{peer_.port()};
  const auto read = other.ask(message("look", Operation::get, 1, {{expires(1, 1)}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->status, 0);
  const auto response = client_.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, status_of(SnmpError::resource_unavailable));
  peer_.tell("stall 0");
  const auto next = client_.ask(set({good}));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, 0);
}

TEST_F(Sets, AnEngineThatNeverAnswersIsGivenUp) {
  peer_.tell("silent 1");
  expect_refused({good}, SnmpError::resource_unavailable, 1);
  peer_.tell("silent 0");
  const auto next = client_.ask(set({good}));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, 0);
}

TEST_F(SetsAtOurOwnAgent, RequestsInLineAreBounded) {
  peer_.tell("stall 1");
  client_.send(set({good}));
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  const auto read = message("look", Operation::get, 1, {{expires(1, 1)}});
  const RawClient other{peer_.port()};
  for (std::size_t i = 0; i < maximum_queued_requests + 44; ++i) other.send(read);
  ASSERT_TRUE(client_.receive());
  // The line is free again; those that had room in it were answered before this one.
  EXPECT_TRUE(RawClient{peer_.port()}.ask(read));
  std::size_t answered = 0;
  while (other.has_response()) answered += other.receive() ? 1U : 0U;
  EXPECT_LE(answered, maximum_queued_requests);
  EXPECT_GT(answered, 0U);
}

// A variable is a dozen octets on the wire and a kilobyte in the library.
TEST_F(SetsAtOurOwnAgent, VariablesInLineAreBounded) {
  peer_.tell("stall 1");
  client_.send(set({good}));
  EXPECT_EQ(peer_.tell_until("record", "begin 1\n"), "begin 1\n");
  constexpr std::size_t many = 256;
  const std::vector<Varbind> variables(many, {expires(1, 1)});
  const auto read = message("look", Operation::get, 1, variables);
  const RawClient other{peer_.port()};
  for (std::size_t i = 0; i < maximum_queued_variables / many + 3; ++i) other.send(read);
  ASSERT_TRUE(client_.receive());
  EXPECT_TRUE(RawClient{peer_.port()}.ask(read));
  std::size_t answered = 0;
  while (other.has_response()) answered += other.receive() ? 1U : 0U;
  EXPECT_LE(answered, maximum_queued_variables / many);
  EXPECT_GT(answered, 0U);
}

TEST_F(Sets, TheDoorClosesAfterTheAnswer) {
  const auto response = client_.ask(set({{snmp_enable, ber_integer(2)}}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  const auto closed = peer_.address() + " closed \n";
  EXPECT_EQ(peer_.tell_until("doors", closed), closed);
  peer_.tell("set network.snmp.enable 1");
  const auto open = peer_.address() + " open \n";
  EXPECT_EQ(peer_.tell_until("doors", open), open);
  EXPECT_TRUE(client_.ask(message("look", Operation::get, 1, {{expires(1, 1)}})));
}

}  // namespace
}  // namespace lineman::mibs::test
