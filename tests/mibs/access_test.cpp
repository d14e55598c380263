// Who is answered, and from where.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/mibs/peer.hpp"
#include "tests/mibs/raw_client.hpp"
#include "tests/support/free_port.hpp"

namespace lineman::mibs::test {
namespace {

const std::string some_object = "LINEMAN-SIP-MIB::sipServerExpires.1.1";
const Name expires = ours({4, 1, 5, 1, 1});

Octets get(const std::string& name, long request = 1) {
  return message(name, Operation::get, request, {{expires}});
}

TEST(Access, UsersReadWithTheirPassPhrases) {
  Peer peer;
  for (const auto& who : {reader, writer}) {
    EXPECT_EQ(peer.tool("snmpget", who, some_object, "-Oqv").output, "3600 seconds\n");
  }
}

TEST(Access, AReaderChangesNothing) {
  Peer peer;
  const auto ran = peer.tool("snmpset", reader, some_object + " u 100");
  EXPECT_NE(ran.status, 0);
  EXPECT_NE(ran.output.find("noAccess"), std::string::npos) << ran.output;
  const auto look = peer.tool("snmpset", community, some_object + " u 100");
  EXPECT_NE(look.output.find("noAccess"), std::string::npos) << look.output;
  EXPECT_EQ(peer.tell("record"), "");
}

TEST(Access, NobodyElse) {
  Peer peer;
  const auto refused = [&](const std::string& who) {
    const auto ran = peer.tool("snmpget", who, some_object);
    EXPECT_NE(ran.status, 0) << who;
    EXPECT_EQ(ran.output.find("3600"), std::string::npos) << who;
    return ran.output;
  };
  EXPECT_NE(refused("-v3 -u nobody -l authPriv -a SHA-256 -A 'writer auth' -x AES -X 'writer priv'")
                .find("Unknown user name"),
            std::string::npos);
  EXPECT_NE(refused("-v3 -u writer -l authPriv -a SHA-256 -A 'wrong auth' -x AES -X 'writer priv'")
                .find("Authentication failure"),
            std::string::npos);
  refused("-v3 -u writer -l authNoPriv -a SHA-256 -A 'writer auth'");
  refused("-v3 -u writer -l noAuthNoPriv");
  refused("-v3 -u '' -l noAuthNoPriv");
}

TEST(Access, ARefusalIsNoAnswerToBeKept) {
  Peer peer;
  const RawClient client{peer.port()};
  const auto request = message_without_security(
      engine, "writer", pdu_of(Operation::set, 5, {{expires, ber_unsigned(100)}}));
  constexpr long authorization_error = 16;
  for (int i = 0; i < 3; ++i) {
    const auto response = client.ask(request);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, authorization_error);
  }
  EXPECT_EQ(peer.tell("record"), "");
}

TEST(Access, UnknownCommunitiesAndVersion1GetNoAnswer) {
  Peer peer;
  const RawClient client{peer.port()};
  const auto bad = [&] {
    return peer.tool("snmpget", reader, "SNMPv2-MIB::snmpInBadCommunityNames.0", "-Oqv").output;
  };
  for (const std::string name : {"", "loo", "look2", "public", "private"}) client.send(get(name));
  auto version1 = get("look");
  version1[version1.find(ber_integer(1)) + 2] = '\0';
  client.send(version1);
  // What was sent later is answered later: then those before it had no answer.
  const auto last = client.ask(get("look", 99));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->request, 99);
  EXPECT_EQ(bad(), "5\n");
}

TEST(Access, ACommunityCountsForItsSourceOnly) {
  Peer peer{{"--community", "far,read,192.0.2.0/24 2001:db8::/32", "--community", "none,read, "}};
  const RawClient client{peer.port()};
  client.send(get("far"));
  client.send(get("none"));
  const auto last = client.ask(get("look", 99));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->request, 99);
}

TEST(Access, SourcesThatAreNotTrustedAreDropped) {
  Peer peer{{"--value", "network.snmp.trust_ip=192.0.2.0/24"}};
  const RawClient client{peer.port()};
  for (int i = 0; i < 3; ++i) client.send(get("look"));
  EXPECT_EQ(peer.tell_until("untrusted", "3\n"), "3\n");
  EXPECT_FALSE(client.has_response());
  peer.tell("set network.snmp.trust_ip 192.0.2.0/24 127.0.0.1");
  EXPECT_TRUE(client.ask(get("look")));
  EXPECT_EQ(peer.tool("snmpget", reader, "LINEMAN-SIP-MIB::snmpAgentUntrusted.0", "-Oqv").output,
            "3\n");
}

TEST(Access, TooManyMessagesAreDropped) {
  Peer peer{{"--rate", "1"}};
  const RawClient client{peer.port()};
  client.send(get("look", 1));
  const auto first = client.receive();
  ASSERT_TRUE(first);
  unsigned sent = 0;
  while (peer.tell("limited") == "0\n" && sent < 10'000) {
    client.send(get("look", 2));
    ++sent;
  }
  EXPECT_NE(peer.tell("limited"), "0\n");
}

TEST(Access, EngineBootsSurvivesAKill) {
  const lineman::test::ScratchFolder folder;
  const auto boots = [](const Peer& peer) {
    return peer.tool("snmpget", reader, ".1.3.6.1.6.3.10.2.1.2.0", "-Oqv").output;
  };
  for (const std::string expected : {"1\n", "2\n", "3\n"}) {
    Peer peer{{}, folder.path()};
    EXPECT_EQ(boots(peer), expected);
    peer.kill();
  }
  Peer peer{{}, folder.path()};
  EXPECT_EQ(boots(peer), "4\n");
}

TEST(Access, EngineBootsSurvivesAKillWhileItIsWritten) {
  const lineman::test::ScratchFolder folder;
  const auto boots = [&] {
    Peer peer{{}, folder.path()};
    return peer.tool("snmpget", reader, ".1.3.6.1.6.3.10.2.1.2.0", "-Oqv").output;
  };
  EXPECT_EQ(boots(), "1\n");
  folder.write("lineman.new", "engineBoots 7\noldEngi");
  EXPECT_EQ(boots(), "2\n");
  EXPECT_FALSE(std::filesystem::exists(folder.path("lineman.new")));
}

// What it reads twice it refuses: a file that it sets aside while it writes would be read with the
// new one after a kill.
TEST(Access, TheLibraryWritesNoFileOfItsOwn) {
  const lineman::test::ScratchFolder folder;
  const auto content = [&] {
    std::ifstream file{folder.path("lineman.conf")};
    return std::string{std::istreambuf_iterator<char>{file}, {}};
  };
  const std::string kept = "engineBoots 1\noldEngineID 0x80007ed9046c696e656d616e2074657374\n";
  {
    Peer peer{{}, folder.path()};
    EXPECT_EQ(content(), kept);
  }
  EXPECT_EQ(content(), kept);
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder.path()}) {
    const auto name = entry.path().filename();
    EXPECT_TRUE(entry.is_directory() || name == "lineman.conf" || name == "boot_id")
        << entry.path();
  }
}

TEST(Access, NoPassPhraseOrKeyIsWrittenToADisk) {
  const lineman::test::ScratchFolder folder;
  { Peer peer{{}, folder.path()}; }
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder.path()}) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file{entry.path()};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(content.find("usmUser"), std::string::npos) << entry.path();
    EXPECT_EQ(content.find("writer"), std::string::npos) << entry.path();
  }
}

std::string inode_of(const std::filesystem::path& link) {
  std::error_code error;
  const auto target = std::filesystem::read_symlink(link, error).string();
  return target.starts_with("socket:[") ? target.substr(8, target.size() - 9) : std::string{};
}

// Listening TCP sockets of a process, by the kernel's tables.
unsigned listening(pid_t process) {
  const std::string proc = "/proc/" + std::to_string(process);
  unsigned count = 0;
  for (const std::string table : {"/net/tcp", "/net/tcp6"}) {
    std::ifstream lines{proc + table};
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words{line};
      std::string word;
      std::vector<std::string> row;
      while (words >> word) row.push_back(word);
      if (row.size() < 10 || row[3] != "0A") continue;
      for (const auto& entry : std::filesystem::directory_iterator{proc + "/fd"}) {
        if (inode_of(entry.path()) == row[9]) ++count;
      }
    }
  }
  return count;
}

TEST(Access, NothingListensBesidesTheAddressesOfTheSettings) {
  Peer peer;
  EXPECT_EQ(listening(peer.pid()), 0U);
}

TEST(Access, APortInUseIsShownAndTriedAgain) {
  const auto port = lineman::test::free_port();
  const auto address = "udp:127.0.0.1:" + std::to_string(port);
  auto first = std::make_unique<Peer>(std::vector<std::string>{"--listen", address});
  Peer second{{"--listen", address}};
  const auto own = "udp:127.0.0.1:" + std::to_string(second.port()) + " open \n";
  EXPECT_EQ(second.tell("doors"), own + address + " closed Address already in use\n");
  EXPECT_EQ(second.tool("snmpget", reader, some_object, "-Oqv").output, "3600 seconds\n");
  first.reset();
  second.tell("set network.snmp.trust_ip ");
  EXPECT_EQ(second.tell("doors"), own + address + " open \n");
}

TEST(Access, TheDoorIsClosedUnlessEnabled) {
  Peer peer{{"--value", "network.snmp.enable=0"}};
  const auto address = "udp:127.0.0.1:" + std::to_string(peer.port());
  EXPECT_EQ(peer.tell("doors"), address + " closed \n");
  peer.tell("set network.snmp.enable 1");
  EXPECT_EQ(peer.tell("doors"), address + " open \n");
  EXPECT_EQ(peer.tool("snmpget", reader, some_object, "-Oqv").output, "3600 seconds\n");
}

TEST(Access, AnAddressWithoutAPortHasThatOfTheConfiguration) {
  const auto port = std::to_string(lineman::test::free_port());
  Peer peer{{"--listen", "udp:127.0.0.2", "--value", "network.snmp.port=" + port}};
  EXPECT_NE(peer.tell("doors").find("udp:127.0.0.2:" + port + " open"), std::string::npos);
}

TEST(Access, Ipv6) {
  const auto port = std::to_string(lineman::test::free_port());
  Peer peer{{"--listen", "udp6:[::1]:" + port, "--community", "six,read,::1"}};
  if (peer.tell("doors").find("udp6:[::1]:" + port + " open") == std::string::npos) {
    GTEST_SKIP() << "this machine has no IPv6 loopback";
  }
  const auto ran =
      lineman::test::run("snmpget -t 2 -r 0 -m '' -Oqvn -v2c -c six 'udp6:[::1]:" + port +
                         "' .1.3.6.1.4.1.32473.2.1.1.4.1.5.1.1");
  EXPECT_NE(ran.output.find("3600"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace lineman::mibs::test
