// The standard tables through Net-SNMP's own tools.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "tests/mibs/peer.hpp"

namespace lineman::mibs::test {
namespace {

const std::string modules[] = {".1.3.6.1.2.1.27", ".1.3.6.1.2.1.149", ".1.3.6.1.2.1.150"};
const std::string bye_out = ".1.3.6.1.2.1.149.1.4.1.1.2.1.3.66.89.69";

const std::vector<std::string> with_server = {"--value", "account.1.enable=1", "--value",
                                              "account.1.sip_server.1.address=192.0.2.1"};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string walk(const Peer& peer, const std::string& tool, const std::string& who) {
  std::string all;
  for (const auto& module : modules) all += peer.tool(tool, who, module, "-On").output;
  return all;
}

TEST(StandardReads, EveryToolSeesTheSame) {
  Peer peer{with_server};
  const auto steps = walk(peer, "snmpwalk", reader);
  EXPECT_GT(lines_of(steps).size(), 120U);
  for (const std::string repetitions : {"1", "7", "40", "1000"})
    EXPECT_EQ(walk(peer, "snmpbulkwalk -Cr" + repetitions, reader), steps) << repetitions;
  EXPECT_EQ(walk(peer, "snmpwalk", community), steps);
  // From before the first module, and beyond each module's end.
  const auto whole = peer.tool("snmpbulkwalk -Cr1000", reader, ".1.3.6.1.2.1", "-On").output;
  EXPECT_TRUE(whole.ends_with(steps));
}

TEST(StandardReads, EachInstanceAnswersToGetToo) {
  Peer peer{with_server};
  for (const auto& line : lines_of(walk(peer, "snmpbulkwalk -Cr1000", community))) {
    const auto name = line.substr(0, line.find(' '));
    EXPECT_EQ(peer.tool("snmpget", community, name, "-On").output, line + '\n');
  }
}

TEST(StandardReads, NothingThereCanBeWritten) {
  Peer peer{with_server};
  const std::string words[] = {bye_out + " u 1", ".1.3.6.1.2.1.149.1.1.1.1.7.1 x 80",
                               ".1.3.6.1.2.1.150.1.1.1.1.2.1.1 i 1", ".1.3.6.1.2.1.27.1.1.2.1 s x"};
  for (const auto& word : words) {
    const auto of_writer = peer.tool("snmpset", writer, word);
    EXPECT_NE(of_writer.status, 0);
    EXPECT_NE(of_writer.output.find("notWritable"), std::string::npos) << of_writer.output;
    const auto of_reader = peer.tool("snmpset", reader, word);
    EXPECT_NE(of_reader.output.find("noAccess"), std::string::npos) << of_reader.output;
  }
  const auto mixed =
      peer.tool("snmpset", writer, "LINEMAN-SIP-MIB::accountLabel.1 s x " + bye_out + " u 1");
  EXPECT_NE(mixed.status, 0);
  EXPECT_EQ(peer.tell("value account.1.label"), "\n") << "a refusal changes nothing";
}

TEST(StandardReadsAtOurOwnAgent, OldCountersAreAskedForFirst) {
  Peer peer;
  unsigned refreshed = 0;
  const auto asks = [&](const std::string& tool, const std::string& words) {
    peer.tell("old");
    peer.tool(tool, community, words);
    const auto now = static_cast<unsigned>(std::stoul(peer.tell("refreshed")));
    return std::exchange(refreshed, now) != now;
  };
  EXPECT_TRUE(asks("snmpget", bye_out));
  EXPECT_TRUE(asks("snmpgetnext", bye_out));
  EXPECT_TRUE(asks("snmpgetnext", ".1.3.6.1.2.1.149"));
  EXPECT_TRUE(asks("snmpgetnext", ".1.3.6.1.2.1"));
  EXPECT_TRUE(asks("snmpbulkget", ".1.3.6.1.2.1.150"));
  EXPECT_FALSE(asks("snmpget", ".1.3.6.1.2.1.1.1.0"));
}

}  // namespace
}  // namespace lineman::mibs::test
