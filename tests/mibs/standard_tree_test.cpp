// The standard tables without SNMP: what is there, in which order, and what it says.
#include "mibs/standard/standard_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "daemon/asio_clock.hpp"
#include "mibs/door/limits.hpp"
#include "sipcore/transaction/incoming.hpp"
#include "sipcore/transaction/transactions.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs::test {
namespace {

using datamodel::MethodTraffic;
using datamodel::SipMethod;
using datamodel::TrafficCounter;
using Name = std::vector<Arc>;
using namespace std::chrono_literals;

class StandardTreeTest : public ::testing::Test {
 protected:
  StandardTreeTest() {
    set_wall(core_started + 100);
    zero_.set(200s);
    configuration_.set("account.1.enable", "1");
    configuration_.set("account.1.sip_server.1.address", "192.0.2.1");
    configuration_.set("account.1.sip_server.2.address", "sip.example.com");
    configuration_.set("account.2.enable", "1");
    configuration_.set("account.2.sip_server.1.address", "2001:db8::1");
    configuration_.set("account.2.outbound_proxy_enable", "1");
    configuration_.set("account.2.outbound_proxy.1.address", "proxy.example.com");
    configuration_.set("account.3.sip_server.1.address", "192.0.2.3");  // and not enabled
  }

  SnmpValue read(const Name& name) const {
    const auto cell = tree_.find(name);
    EXPECT_TRUE(cell) << ::testing::PrintToString(name);
    return cell ? tree_.read(*cell) : SnmpValue{Syntax::other};
  }
  std::uint64_t number(const Name& name) const { return read(name).number; }
  Missing missing(const Name& name) const { return tree_.find(name).error(); }
  Name next(const Name& name) const {
    const auto cell = tree_.next(name);
    return cell ? tree_.name_of(*cell) : Name{};
  }
  // Below an entry: every column with its index.
  std::vector<Name> walk(const Name& entry) const {
    std::vector<Name> names;
    for (auto at = next(entry);
         at.size() > entry.size() && std::equal(entry.begin(), entry.end(), at.begin());
         at = next(at)) {
      names.push_back(at);
    }
    return names;
  }

  datamodel::SipTraffic& traffic() { return status_.changeable().traffic; }

  void set_wall(std::int64_t seconds) { time_.set_wall(WallTime{std::chrono::seconds{seconds}}); }

  static constexpr std::int64_t core_started = 1'767'225'600;

  boost::asio::io_context io_;
  daemon::AsioClock clock_{io_};
  FakeConfiguration configuration_{io_, clock_, 4};
  FakeStatus status_{io_, 4};
  lineman::test::FakeClock time_;  // of the uptime
  UptimeZero zero_{time_};
  StandardSources sources_{configuration_, status_, "a phone", zero_};
  StandardTree tree_{sources_};
};

TEST_F(StandardTreeTest, AWalkGoesUpAndEveryStepIsFound) {
  traffic().codes = {{SipMethod::bye, 200, 1, 2},
                     {SipMethod::invite, 180, 1, 2},
                     {SipMethod::subscribe, 200, 1, 2}};
  traffic().listening = {{5060, 0}, {5060, 1}, {5062, 0}};
  Name at;
  std::size_t count = 0;
  while (const auto cell = tree_.next(at)) {
    const auto name = tree_.name_of(*cell);
    ASSERT_TRUE(std::ranges::lexicographical_compare(at, name));
    const auto found = tree_.find(name);
    ASSERT_TRUE(found) << ::testing::PrintToString(name);
    EXPECT_EQ(tree_.name_of(*found), name);
    // Nothing lies between a name and its children, or before it.
    auto before = name;
    before.back() -= 1;
    before.push_back(0xFFFF'FFFF);
    EXPECT_EQ(next(before), name);
    at = name;
    ++count;
  }
  EXPECT_GT(count, 150U);
}

TEST_F(StandardTreeTest, TheNextOneIsTheFirstAfterAnyName) {
  traffic().codes = {{SipMethod::bye, 200, 1, 2}, {SipMethod::subscribe, 699, 1, 2}};
  traffic().listening = {{5060, 0}, {5060, 1}, {65'535, 2}};
  std::vector<Name> all;
  for (auto name = next({}); !name.empty(); name = next(name)) all.push_back(name);
  std::mt19937 random{1};  // NOLINT(cert-msc51-cpp): the same each time
  for (int i = 0; i < 20'000; ++i) {
    auto name = all[random() % all.size()];
    name.resize(random() % (name.size() + 2));
    if (!name.empty()) name[random() % name.size()] = random() % (i % 2 == 0 ? 12 : 70'000);
    const auto after = std::ranges::upper_bound(all, name);
    EXPECT_EQ(next(name), after == all.end() ? Name{} : *after) << ::testing::PrintToString(name);
    EXPECT_EQ(tree_.find(name).has_value(), std::ranges::binary_search(all, name));
  }
}

TEST_F(StandardTreeTest, AMethodIsAnIndexWithItsLength) {
  const Name entry = {149, 1, 4, 1, 1};
  EXPECT_EQ(next(entry), (Name{149, 1, 4, 1, 1, 2, 1, 3, 'A', 'C', 'K'}));
  EXPECT_EQ(next({149, 1, 4, 1, 1, 2, 1, 3, 'A', 'C', 'K'}),
            (Name{149, 1, 4, 1, 1, 2, 1, 3, 'B', 'Y', 'E'}));
  EXPECT_EQ(next({149, 1, 4, 1, 1, 2, 1, 9}),
            (Name{149, 1, 4, 1, 1, 2, 1, 9, 'S', 'U', 'B', 'S', 'C', 'R', 'I', 'B', 'E'}));
  EXPECT_EQ(walk(entry).size(), 3 * datamodel::sip_methods.size());
  EXPECT_EQ(missing({149, 1, 4, 1, 1, 2, 1, 3, 'A', 'C', 'X'}), Missing::instance);
  EXPECT_EQ(missing({149, 1, 4, 1, 1, 2, 1, 'A', 'C', 'K'}), Missing::instance);
}

TEST_F(StandardTreeTest, SaysWhatIsMissing) {
  EXPECT_EQ(missing({}), Missing::object);
  EXPECT_EQ(missing({149}), Missing::object);
  EXPECT_EQ(missing({149, 1, 1, 1, 1}), Missing::object);
  EXPECT_EQ(missing({149, 1, 1, 1, 1, 7, 1}), Missing::object) << "sipCommonCfgServiceNotifEnable";
  EXPECT_EQ(missing({149, 1, 4, 1, 1, 1, 1, 3, 'A', 'C', 'K'}), Missing::object) << "an index";
  EXPECT_EQ(missing({149, 1, 1, 1, 1, 1}), Missing::instance);
  EXPECT_EQ(missing({149, 1, 1, 1, 1, 1, 2}), Missing::instance);
  EXPECT_EQ(missing({149, 1, 1, 1, 1, 1, 1, 0}), Missing::instance);
  EXPECT_EQ(missing({149, 1, 1, 3, 1, 2, 1, 1}), Missing::instance) << "no option tag";
}

TEST_F(StandardTreeTest, CountersWrapAtThirtyTwoBits) {
  traffic().totals[TrafficCounter::requests_in] = (std::uint64_t{1} << 32U) + 5;
  traffic()[SipMethod::bye][MethodTraffic::requests_out] = 0xFFFF'FFFF;
  traffic().totals[TrafficCounter::waiting] = std::uint64_t{1} << 40U;
  EXPECT_EQ(read({149, 1, 3, 1, 1, 1, 1}), (SnmpValue{Syntax::counter32, 5}));
  EXPECT_EQ(number({149, 1, 4, 1, 1, 2, 1, 3, 'B', 'Y', 'E'}), 0xFFFF'FFFF);
  EXPECT_EQ(read({149, 1, 6, 1, 1, 1, 1}), (SnmpValue{Syntax::unsigned32, 0xFFFF'FFFF}))
      << "a gauge stays at its top";
}

TEST_F(StandardTreeTest, TimesAreThoseOfSysUpTime) {
  const SnmpValue started{Syntax::time_ticks, 10'000};
  EXPECT_EQ(read({27, 1, 1, 5, 1}), started);
  EXPECT_EQ(read({149, 1, 1, 1, 1, 3, 1}), started);
  for (const auto& row : {Name{149, 1, 3, 1, 1, 6, 1}, Name{149, 1, 8, 1, 1, 4, 1},
                          Name{149, 1, 4, 1, 1, 4, 1, 3, 'B', 'Y', 'E'},
                          Name{149, 1, 7, 1, 1, 5, 1, 3, 'B', 'Y', 'E'}}) {
    EXPECT_EQ(read(row), started);
  }
  status_.since = core_started + 7;
  EXPECT_EQ(number({149, 1, 1, 1, 1, 4, 1}), 10'700U);
  status_.since = core_started - 101;
  EXPECT_EQ(number({149, 1, 1, 1, 1, 4, 1}), 0U) << "before the agent started";
}

TEST_F(StandardTreeTest, TimesStayWithinTheUptimeWhenTheClockIsSet) {
  constexpr std::int64_t year = 365 * 86'400;
  const Name change{149, 1, 1, 1, 1, 4, 1};
  for (const auto jump : {year, -year}) {
    set_wall(core_started + 100 + jump);
    status_.since = core_started + 50;
    EXPECT_EQ(number(change), 0U) << "of a clock that is no more";
    status_.since = core_started + 90 + jump;
    EXPECT_EQ(number(change), 19'000U);
  }
}

TEST_F(StandardTreeTest, AClockThatIsALittleOffWasNotSet) {
  const Name change{149, 1, 1, 1, 1, 4, 1};
  status_.since = core_started + 90;
  for (const int off : {0, 1, 2}) {
    set_wall(core_started + 100 + off);
    EXPECT_EQ(number(change), 19'000U);
  }
}

TEST_F(StandardTreeTest, TheServiceIsUpWhileTheCoreIsThere) {
  EXPECT_EQ(number({149, 1, 1, 1, 1, 2, 1}), 2U);
  EXPECT_EQ(number({27, 1, 1, 6, 1}), 1U);
  status_.connected = false;
  EXPECT_EQ(number({149, 1, 1, 1, 1, 2, 1}), 3U);
  EXPECT_EQ(number({27, 1, 1, 6, 1}), 2U);
  EXPECT_EQ(read({149, 1, 1, 1, 1, 8, 1}).text, "\x40") << "a user agent";
  EXPECT_EQ(number({149, 1, 1, 1, 1, 6, 1}), sip_transactions_per_second);
}

TEST_F(StandardTreeTest, APortHasOneRowForAllItsTransports) {
  traffic().listening = {{5060, 0}, {5060, 1}, {5062, 0}};
  EXPECT_EQ(walk({149, 1, 1, 2, 1}),
            (std::vector<Name>{{149, 1, 1, 2, 1, 2, 1, 5060}, {149, 1, 1, 2, 1, 2, 1, 5062}}));
  EXPECT_EQ(read({149, 1, 1, 2, 1, 2, 1, 5060}).text, "\x60");
  EXPECT_EQ(read({149, 1, 1, 2, 1, 2, 1, 5062}).text, "\x40");
}

TEST_F(StandardTreeTest, ServersKeepTheirIndex) {
  const Name entry = {150, 1, 1, 1, 1};
  const auto cell = [&](Arc column, Arc index) {
    return read({150, 1, 1, 1, 1, column, 1, index});
  };
  EXPECT_EQ(walk(entry).size(), 3 * 4U);
  EXPECT_EQ(cell(2, 1).number, 1U);
  EXPECT_EQ(cell(3, 1).text, std::string("\xC0\x00\x02\x01", 4));
  EXPECT_EQ(cell(4, 1).text, "\x28") << "proxy and registrar";
  EXPECT_EQ(cell(2, 3).number, 16U);
  EXPECT_EQ(cell(3, 3).text, "sip.example.com");
  EXPECT_EQ(cell(2, 5).number, 2U);
  EXPECT_EQ(cell(3, 5).text.size(), 16U);
  EXPECT_EQ(cell(3, 6).text, "proxy.example.com");
  EXPECT_EQ(cell(4, 6).text, "\x20") << "a proxy alone";
  EXPECT_EQ(missing({150, 1, 1, 1, 1, 2, 1, 2}), Missing::instance);
  configuration_.set("account.1.enable", "0");
  EXPECT_EQ(walk(entry).front(), (Name{150, 1, 1, 1, 1, 2, 1, 5}));
}

TEST_F(StandardTreeTest, TimersAreThoseThatAct) {
  const auto timer = [&](Arc column) { return number({149, 1, 2, 1, 1, column, 1}); };
  EXPECT_EQ(timer(12), 500U);
  EXPECT_EQ(timer(2), 32'000U);
  configuration_.set("sip.timer_t1", "4");
  configuration_.set("sip.timer_t2", "2");
  EXPECT_EQ(timer(12), 4'000U);
  EXPECT_EQ(timer(13), 4'000U) << "a T2 below T1 acts as T1";
  EXPECT_EQ(timer(6), 256'000U);
  EXPECT_EQ(timer(1), 1'000U) << "the nearest that timer A's range has";
}

TEST_F(StandardTreeTest, LimitsAreThoseOfTheCore) {
  const auto milliseconds = [](std::chrono::milliseconds time) {
    return static_cast<std::uint64_t>(time.count());
  };
  EXPECT_EQ(number({149, 1, 2, 1, 1, 4, 1}), milliseconds(sipcore::acks_are_kept));
  EXPECT_EQ(number({149, 1, 2, 1, 1, 10, 1}), milliseconds(sipcore::answers_are_kept));
  EXPECT_EQ(number({149, 1, 1, 1, 1, 6, 1}), sipcore::most_incoming_invites);
}

TEST(StandardTree, KnowsWhichNamesLeadToIt) {
  const auto leads = [](std::vector<Arc> name) { return leads_to_standard_objects(name); };
  EXPECT_TRUE(leads({}));
  EXPECT_TRUE(leads({1, 3, 6, 1}));
  EXPECT_TRUE(leads({1, 3, 6, 1, 2, 1}));
  EXPECT_TRUE(leads({1, 3, 6, 1, 2, 1, 149}));
  EXPECT_TRUE(leads({1, 3, 6, 1, 2, 1, 150, 1, 1, 1, 1, 2, 1, 1}));
  EXPECT_FALSE(leads({1, 3, 6, 1, 2, 1, 1, 1, 0}));
  EXPECT_FALSE(leads({1, 3, 6, 1, 4, 1}));
}

TEST_F(StandardTreeTest, CodesAreActiveRows) {
  traffic().codes = {{SipMethod::invite, 180, 1, 2}, {SipMethod::register_, 401, 3, 0}};
  const Name of_register = {1, 8, 'R', 'E', 'G', 'I', 'S', 'T', 'E', 'R', 401};
  const auto cell = [&](Arc column) {
    Name name = {149, 1, 5, 1, 1, column};
    name.insert(name.end(), of_register.begin(), of_register.end());
    return number(name);
  };
  EXPECT_EQ(cell(3), 3U);
  EXPECT_EQ(cell(4), 0U);
  EXPECT_EQ(cell(5), 1U);
  EXPECT_EQ(walk({149, 1, 5, 1, 1}).size(), 4 * 2U);
}

}  // namespace
}  // namespace lineman::mibs::test
