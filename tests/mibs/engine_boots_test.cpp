// engineBoots from one start to the next: at its end, and where its file is damaged.
#include "mibs/net_snmp/engine_boots.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/mibs/peer.hpp"

namespace lineman::mibs::test {
namespace {

const std::string its_engine = "oldEngineID 0x80007ed9046c696e656d616e2074657374\n";

TEST(EngineBoots, TheFileIsWhatWasWritten) {
  const auto last = last_start("engineBoots 41\n" + its_engine);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->boots, 41U);
  EXPECT_EQ(last->engine_id, engine);
}

TEST(EngineBoots, AnythingElseIsDamaged) {
  for (const std::string text :
       {"", "\n", "engineBoots 4", "engineBoots 4\n", "engineBoots 4\noldEngineID 0x80007ed904",
        "engineBoots 4\noldEngineID 0x8\n", "engineBoots 4\noldEngineID 0xgg\n",
        "engineBoots 4\noldEngineID 0x\n", "engineBoots -4\noldEngineID 0x80\n",
        "engineBoots 4x\noldEngineID 0x80\n", "engineBoots 2147483648\noldEngineID 0x80\n",
        "engineBoots 99999999999999999999\noldEngineID 0x80\n", "engineBoots \noldEngineID 0x80\n",
        "engineBoots 4\noldEngineID 0x80\nusmUser 1 3\n", "oldEngineID 0x80\nengineBoots 4\n"}) {
    EXPECT_FALSE(last_start(text)) << text;
  }
}

class EngineBootsOfAPeer : public ::testing::Test {
 protected:
  std::string boots_after(const std::string& content) {
    folder_.write("lineman.conf", content);
    return boots();
  }
  std::string boots() {
    Peer peer{{}, folder_.path(), Peer::Way::alone};
    return peer.tool("snmpget", community, ".1.3.6.1.6.3.10.2.1.2.0", "-Oqv").output;
  }
  std::string content(const std::string& name = "lineman.conf") {
    std::ifstream file{folder_.path(name)};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  lineman::test::ScratchFolder folder_;
};

TEST_F(EngineBootsOfAPeer, TheLastOneIsReached) {
  EXPECT_EQ(boots_after("engineBoots 2147483646\n" + its_engine), "2147483647\n");
  EXPECT_EQ(content(), "engineBoots 2147483647\n" + its_engine);
}

// RFC 3414, 2.2.3: it stays there, and every authenticated message is out of the time window.
TEST_F(EngineBootsOfAPeer, AtItsEndItStays) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(boots_after("engineBoots 2147483647\n" + its_engine), "2147483647\n");
    EXPECT_EQ(content(), "engineBoots 2147483647\n" + its_engine);
  }
  Peer peer{{}, folder_.path(), Peer::Way::alone};
  EXPECT_NE(peer.tool("snmpget", reader, "LINEMAN-SIP-MIB::sipServerExpires.1.1").status, 0);
  EXPECT_EQ(peer.tool("snmpget", community, "LINEMAN-SIP-MIB::sipServerExpires.1.1", "-Oqv").output,
            "3600 seconds\n");
  const auto outside = peer.tool("snmpget", community, ".1.3.6.1.6.3.15.1.1.2.0", "-Oqv").output;
  EXPECT_GT(std::stoul(outside), 0U) << "usmStatsNotInTimeWindows";
}

TEST_F(EngineBootsOfAPeer, AnotherEngineBeginsAtOne) {
  EXPECT_EQ(boots_after("engineBoots 2147483647\noldEngineID 0x8000000001\n"), "1\n");
}

TEST_F(EngineBootsOfAPeer, ADamagedFileIsSetAsideAndNothingRepeats) {
  const std::string damaged = "engineBoots 4\noldEngi";
  const auto first = std::stoul(boots_after(damaged));
  EXPECT_GT(first, 25'000'000U) << "minutes since 1970";
  EXPECT_LT(first, maximum_engine_boots);
  EXPECT_EQ(content("lineman.conf.damaged"), damaged);
  EXPECT_EQ(std::stoul(boots()), first + 1);
}

}  // namespace
}  // namespace lineman::mibs::test
