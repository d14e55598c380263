// What is told, to whom, and what stands in the event log.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "datamodel/mib_layout.hpp"
#include "mibs/objects/object_tree.hpp"
#include "tests/mibs/fake_receiver.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::mibs::test {
namespace {

using datamodel::maximum_events;

const std::string moved = "raise 3 1 moved";

std::string trap_to(const FakeReceiver& receiver) {
  return receiver.address() + ",2c,trap,secret";
}

std::string read(const Peer& peer, const std::string& name) {
  auto text = peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + name, "-Oqve").output;
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The last arcs of the names of a walk.
std::vector<unsigned> indices_of(const std::string& walk) {
  std::vector<unsigned> indices;
  for (const auto& line : lines_of(walk)) {
    const auto name = line.substr(0, line.find(' '));
    indices.push_back(static_cast<unsigned>(std::stoul(name.substr(name.rfind('.') + 1))));
  }
  return indices;
}

// snmpTrapOID of a message: the value of its second variable.
Octets kind_of(const Heard& trap) {
  return trap.values.at(1);
}

const Octets cold_start = ber_name({1, 3, 6, 1, 6, 3, 1, 1, 5, 1});
const Octets warm_start = ber_name({1, 3, 6, 1, 6, 3, 1, 1, 5, 2});

Octets our_notification(unsigned long arc) {
  auto name = ours({});
  name.back() = 0;  // linemanSipNotifications stands beside linemanSipObjects
  name.push_back(arc);
  return ber_name(name);
}

TEST(Notifications, BeginWithTheTimeAndTheirName) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}};
  const auto start = receiver.receive();
  EXPECT_EQ(start.operation, 0xA7);
  ASSERT_EQ(start.names.size(), 2U);
  EXPECT_EQ(start.names[0], ber_name({1, 3, 6, 1, 2, 1, 1, 3, 0}));
  EXPECT_EQ(static_cast<unsigned char>(start.values[0].at(0)), 0x43) << "TimeTicks";
  EXPECT_EQ(start.names[1], ber_name({1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0}));
  EXPECT_EQ(kind_of(start), cold_start);
}

TEST(Notifications, EachCarriesTheObjectsOfItsRow) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}};
  receiver.receive();
  for (const auto& row : datamodel::notifications) {
    if (row.standard) continue;
    const auto arc = static_cast<unsigned long>(row.id);
    peer.tell("raise " + std::to_string(arc) + " 2 something happened");
    const auto trap = receiver.receive();
    EXPECT_EQ(kind_of(trap), our_notification(arc)) << row.name;
    EXPECT_EQ(trap.names.size(), 2 + row.objects.size()) << row.name;
    EXPECT_EQ(trap.values.back(), ber_text("something happened")) << row.name;
  }
}

TEST(Notifications, GoToEveryReceiver) {
  FakeReceiver first;
  FakeReceiver second{true};
  Peer peer{{"--receiver", trap_to(first), "--receiver", trap_to(second)}};
  peer.tell(moved);
  for (auto* const receiver : {&first, &second}) {
    EXPECT_EQ(kind_of(receiver->receive()), cold_start);
    EXPECT_EQ(kind_of(receiver->receive()), our_notification(3));
  }
  EXPECT_EQ(read(peer, "receiverAddress.2"), second.address());
  EXPECT_EQ(read(peer, "receiverSent.1"), "2");
  EXPECT_EQ(read(peer, "receiverSent.2"), "2");
}

TEST(Notifications, AreOnlyLoggedWhileTheDoorIsClosed) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver), "--value", "network.snmp.enable=0"}};
  peer.tell(moved);
  peer.tell("set network.snmp.enable 1");
  peer.tell("raise 4 1 moved back");
  EXPECT_EQ(kind_of(receiver.receive()), our_notification(4));
  EXPECT_EQ(peer.tool("snmpwalk", community, "LINEMAN-SIP-MIB::eventLogSent", "-Oqve").output,
            "2\n2\n1\n");
}

TEST(Notifications, WhereNobodyIsToldItIsNotSaidThatTheyWereSent) {
  Peer peer;
  peer.tell(moved);
  EXPECT_EQ(read(peer, "eventLogSent.2"), "2");
  EXPECT_EQ(read(peer, "notificationRaised.0"), "2");
  EXPECT_EQ(read(peer, "notificationSuppressed.0"), "0");
}

TEST(Notifications, ARestartIsWarmWhereTheMachineWentOn) {
  const lineman::test::ScratchFolder folder;
  FakeReceiver receiver;
  const auto start = [&](const std::string& boot) {
    std::vector<std::string> options{"--receiver", trap_to(receiver)};
    if (!boot.empty()) options.insert(options.end(), {"--boot", boot});
    Peer peer{options, folder.path()};
    auto kind = kind_of(receiver.receive());
    peer.kill();
    return kind;
  };
  EXPECT_EQ(start("first boot"), cold_start);
  EXPECT_EQ(start("first boot"), warm_start);
  EXPECT_EQ(start("second boot"), cold_start);
  EXPECT_EQ(start("second boot"), warm_start);
  EXPECT_EQ(start(""), cold_start) << "nothing is known of this boot";
  EXPECT_EQ(start("second boot"), cold_start) << "nothing is known of the last one";
}

TEST(Notifications, AStormIsLoggedCountedAndNotSent) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}};
  peer.tell("told");
  for (unsigned i = 0; i < 40; ++i) {
    peer.tell("count 1 failovers");
    peer.tell("told");
  }
  EXPECT_EQ(kind_of(receiver.receive()), cold_start);
  for (unsigned i = 0; i < 5; ++i) EXPECT_EQ(kind_of(receiver.receive()), our_notification(3));
  EXPECT_EQ(read(peer, "receiverSent.1"), "6");
  EXPECT_FALSE(receiver.has_message());
  EXPECT_EQ(read(peer, "notificationRaised.0"), "41");
  EXPECT_EQ(read(peer, "notificationSuppressed.0"), "35");
  EXPECT_EQ(read(peer, "eventLogSent.41"), "2");
  // The others are heard all the same.
  peer.tell("count 2 failovers");
  peer.tell("told");
  EXPECT_EQ(kind_of(receiver.receive()), our_notification(3));
}

TEST(Notifications, TheStateOfAnAccountIsThatAfterTheEvent) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}};
  receiver.receive();
  peer.tell("told");
  peer.tell("count 1 registrationLost");
  peer.tell("state 1 9");
  peer.tell("told");
  const auto trap = receiver.receive();
  EXPECT_EQ(kind_of(trap), our_notification(1));
  EXPECT_EQ(trap.names.at(4), ber_name(ours({5, 1, 2, 1})));
  EXPECT_EQ(trap.values.at(4), ber_integer(9));
}

TEST(Notifications, GoThroughTheMasterAgent) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}, {}, Peer::Way::agentx};
  peer.tell(moved);
  // The master agent's own start comes first.
  auto trap = receiver.receive();
  while (kind_of(trap) != our_notification(3)) trap = receiver.receive();
  EXPECT_EQ(trap.community, "secret");
  EXPECT_EQ(trap.names[0], ber_name({1, 3, 6, 1, 2, 1, 1, 3, 0}));
  EXPECT_EQ(trap.names.size(), 2 + std::size(datamodel::notified::account));
  EXPECT_EQ(trap.values.back(), ber_text("moved"));
  EXPECT_EQ(read(peer, "eventLogSent.1"), "1");
  peer.master().kill();
  while (peer.tell("doors").find(" open ") != std::string::npos) {
  }
  peer.tell("raise 4 1 nobody hears it");
  peer.master().start();
  peer.tell_until("doors", peer.address() + " open \n");
  EXPECT_EQ(read(peer, "eventLogSent.2"), "2");
}

TEST(EventLogTable, KeepsTheLastOnesInOrder) {
  Peer peer;
  for (unsigned i = 0; i < maximum_events + 35; ++i) peer.tell(moved);
  const auto walk = peer.tool("snmpwalk", community, "LINEMAN-SIP-MIB::eventLogKind");
  const auto indices = indices_of(walk.output);
  ASSERT_EQ(indices.size(), maximum_events);
  for (unsigned i = 0; i < maximum_events; ++i) EXPECT_EQ(indices[i], 37 + i);
  EXPECT_EQ(read(peer, "eventLogKind.1").find("No Such Instance"), 0U);
}

TEST(EventLogTable, AWalkStaysInOrderAndEndsWhileTheLogMoves) {
  Peer peer;
  for (unsigned i = 0; i < maximum_events; ++i) peer.tell(moved);
  std::string name = "LINEMAN-SIP-MIB::eventLogKind";
  unsigned last = 0;
  unsigned steps = 0;
  for (;; ++steps) {
    const auto line = peer.tool("snmpgetnext", community, name, "-Oqen").output;
    const auto next = line.substr(0, line.find(' '));
    if (!next.starts_with(".1.3.6.1.4.1.32473.2.1.1.14.1.3.")) break;
    const auto index = indices_of(line).at(0);
    ASSERT_GT(index, last);
    last = index;
    name = next;
    // Half as fast as the walk.
    if (steps % 2 == 0) peer.tell(moved);
  }
  EXPECT_GE(steps, maximum_events);
}

TEST(Receivers, ThatStayKeepWhatTheyHave) {
  FakeReceiver first;
  FakeReceiver second;
  FakeReceiver third;
  Peer peer{{"--receiver", trap_to(first), "--receiver", trap_to(second)}};
  EXPECT_EQ(peer.tell("apply --community|look,read,127.0.0.0/8|--receiver|" + trap_to(third) +
                      "|--receiver|" + trap_to(first)),
            "");
  peer.tell(moved);
  for (unsigned i = 0; i < 2; ++i) first.receive();
  EXPECT_EQ(kind_of(third.receive()), our_notification(3));
  EXPECT_EQ(read(peer, "receiverSent.1"), "1");
  EXPECT_EQ(read(peer, "receiverSent.2"), "2");
  EXPECT_EQ(read(peer, "receiverSent.3").find("No Such Instance"), 0U);
  second.receive();
  EXPECT_FALSE(second.has_message());
}

TEST(Receivers, WithoutACommunityOfTheirOwnLetNobodyIn) {
  FakeReceiver receiver;
  Peer peer{{"--receiver", trap_to(receiver)}};
  EXPECT_EQ(peer.tell("apply --user|writer,write,SHA-256,writer auth,AES,writer priv|--receiver|" +
                      trap_to(receiver)),
            "");
  const auto words = "LINEMAN-SIP-MIB::configGeneration.0";
  EXPECT_NE(peer.tool("snmpget", community, words).status, 0);
  EXPECT_NE(peer.tool("snmpget", "-v2c -c secret", words).status, 0);
  EXPECT_EQ(peer.tool("snmpget", writer, words).status, 0);
  receiver.receive();
  peer.tell(moved);
  EXPECT_EQ(kind_of(receiver.receive()), our_notification(3));
}

TEST(Receivers, ThatCannotBeSentToLoseThem) {
  Peer peer{{"--receiver", "udp:255.255.255.255:9,2c,trap,secret", "--receiver",
             "udp:255.255.255.255:9,2c,inform,secret"}};
  EXPECT_EQ(read(peer, "receiverSent.1"), "0");
  EXPECT_EQ(read(peer, "receiverLost.1"), "1");
  EXPECT_EQ(read(peer, "receiverSent.2"), "0");
  EXPECT_EQ(read(peer, "receiverLost.2"), "1");
  EXPECT_EQ(read(peer, "receiverPending.2"), "0");
}

}  // namespace
}  // namespace lineman::mibs::test
