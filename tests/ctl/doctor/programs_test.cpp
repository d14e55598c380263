// The judgements of what the phone's programs do and whom they reach, on facts that a test makes
// up.
#include <gmock/gmock.h>

#include "ctl/doctor/agent_check.hpp"
#include "ctl/doctor/dns_check.hpp"
#include "ctl/doctor/doors_check.hpp"
#include "tests/ctl/doctor/judged.hpp"

namespace lineman::ctl::doctor {
namespace {

using sipcore::DnsOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Agent, ThatAnswersIsAskedForItsCore) {
  AgentFacts facts{
      .reach = Reach::answers,
      .status = {{"generation", 4}, {"sipcore", {{"connected", true}, {"generation", 4}}}}};
  EXPECT_THAT(names_of(judge_agent(facts)), IsEmpty());
  facts.status["generation"] = 5;
  EXPECT_THAT(names_of(judge_agent(facts)), ElementsAre("core-behind"));
  facts.status["sipcore"] = {{"connected", false}, {"generation", 0}};
  EXPECT_THAT(names_of(judge_agent(facts)), ElementsAre("core-away"));
  EXPECT_TRUE(is_at_home(judge_agent(facts)));
}

TEST(Agent, ThatDoesNotAnswerRunsOrDoesNot) {
  AgentFacts facts{.reach = Reach::not_there, .sentence = "connection refused"};
  EXPECT_THAT(names_of(judge_agent(facts)), ElementsAre("agent-not-running"));
  facts.lock_holder = 17;
  EXPECT_THAT(names_of(judge_agent(facts)), ElementsAre("agent-not-answering"));
  EXPECT_THAT(judge_agent(facts).findings.front().what, HasSubstr("process 17"));
  EXPECT_THAT(names_of(judge_agent({.reach = Reach::silent})), ElementsAre("agent-not-answering"));
}

// Its socket is systemd's, which takes the connection in the place of the agent.
TEST(Agent, WhoseServiceFailedIsNotRunningThoughItsSocketIsThere) {
  const auto result = judge_agent({.reach = Reach::silent,
                                   .sentence = "no answer",
                                   .unit_state = "failed (exit-code)",
                                   .last_words = "cannot use the state directory"});
  EXPECT_THAT(names_of(result), ElementsAre("agent-not-running"));
  EXPECT_EQ(result.findings.front().what,
            "no answer; systemd says failed (exit-code); its last words: cannot use the state "
            "directory");
}

TEST(Agent, ThatThisUserMayNotAskIsNoFinding) {
  const auto result = judge_agent({.reach = Reach::forbidden});
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(result.unchecked, SizeIs(1));
}

TEST(Doors, ThatAreClosedOnPurposeAreNoFinding) {
  DoorsFacts facts{.known = true, .doors = {{.door = "snmp", .address = "udp:0.0.0.0:161"}}};
  EXPECT_THAT(names_of(judge_doors(facts)), IsEmpty());
  facts.doors.front().problem = "Cannot assign requested address";
  EXPECT_THAT(names_of(judge_doors(facts)), ElementsAre("door-closed"));
  facts.doors.front().holder = Listener{.port = 161, .pid = 12, .program = "snmpd"};
  EXPECT_THAT(names_of(judge_doors(facts)), ElementsAre("port-taken"));
  EXPECT_EQ(judge_doors(facts).findings.front().what, "port 161 is held by snmpd (process 12)");
}

TEST(Doors, OfTheSipCoreAreSeenByWhoListensThere) {
  DoorsFacts facts{.known = true,
                   .sip = {{.setting = "sip.bind", .address = "0.0.0.0:5060", .udp = true}}};
  auto& holders = facts.sip.front().holders;
  EXPECT_THAT(names_of(judge_doors(facts)), ElementsAre("sip-not-listening"));
  holders = {{.port = 5060, .program = "baresip"}};
  EXPECT_THAT(names_of(judge_doors(facts)), ElementsAre("sip-port-taken"));
  holders.push_back({.port = 5060, .program = std::string{core_program}});
  EXPECT_THAT(names_of(judge_doors(facts)), IsEmpty());
  holders = {{.port = 5060}};
  EXPECT_THAT(names_of(judge_doors(facts)), IsEmpty());
  EXPECT_THAT(judge_doors(facts).unchecked, SizeIs(1));
}

TEST(Doors, OfThePageIsAskedForBySettings) {
  DoorsFacts facts{.known = true, .page = {{.setting = "web.listen", .address = "127.0.0.1:443"}}};
  EXPECT_THAT(names_of(judge_doors(facts)), ElementsAre("page-not-listening"));
}

TEST(Dns, TellsASilentServerFromAllOfThemSilent) {
  DnsFacts facts{.source = "sip.dns_servers",
                 .needed = true,
                 .servers = {{"192.0.2.1:53", DnsOutcome::silent}}};
  EXPECT_THAT(names_of(judge_dns(facts)), ElementsAre("dns-silent"));
  EXPECT_EQ(judge_dns(facts).findings.front().command, "dig @192.0.2.1 -p 53 . NS");
  facts.servers.push_back({"[2001:db8::1]:53", DnsOutcome::answered});
  EXPECT_THAT(names_of(judge_dns(facts)), ElementsAre("dns-server-silent"));
  facts.servers.front().outcome = DnsOutcome::failed;
  EXPECT_THAT(names_of(judge_dns(facts)), ElementsAre("dns-fails"));
  facts.servers.clear();
  EXPECT_THAT(names_of(judge_dns(facts)), ElementsAre("dns-none"));
  EXPECT_THAT(names_of(judge_dns({.source = "/etc/resolv.conf"})), IsEmpty());
}

TEST(Dns, KnowsANameOrDoesNot) {
  DnsFacts facts{.needed = true,
                 .servers = {{"192.0.2.1:53", DnsOutcome::answered}},
                 .names = {{.configured = {"a.test", "account.1.sip_server.1.address"},
                            .answered = true,
                            .exists = true}}};
  EXPECT_THAT(names_of(judge_dns(facts)), IsEmpty());
  facts.names.front().exists = false;
  EXPECT_THAT(names_of(judge_dns(facts)), ElementsAre("name-unknown"));
  facts.names.front().answered = false;
  EXPECT_THAT(names_of(judge_dns(facts)), IsEmpty());
  EXPECT_THAT(judge_dns(facts).unchecked, SizeIs(1));
}

TEST(ResolvConf, NamesServers) {
  EXPECT_THAT(servers_of("# nameserver 1.1.1.1\nsearch a\nnameserver 192.0.2.1\n"
                         "nameserver\t2001:db8::1 # two\nnameserver\n"),
              ElementsAre("192.0.2.1", "2001:db8::1"));
}

}  // namespace
}  // namespace lineman::ctl::doctor
