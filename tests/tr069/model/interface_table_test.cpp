// Device.IP: the host's interfaces as rows whose numbers stay.
#include "tr069/model/interface_table.hpp"

#include "tests/tr069/model/fixture.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string ip = "Device.IP.";

class Interfaces : public ModelTest {
 protected:
  Interfaces() { interfaces = {ethernet("eth0", "192.0.2.7")}; }
  static HostInterface ethernet(std::string name, std::string address) {
    return {.name = std::move(name),
            .enabled = true,
            .up = true,
            .four = {{std::move(address), "255.255.255.0"}},
            .six = {"2001:db8::7", "fe80::7"}};
  }
  std::vector<std::string> names(const std::string& path) const {
    std::vector<std::string> list;
    const auto infos = model.names(path, true).value();
    list.reserve(infos.size());
    for (const auto& info : infos) list.push_back(info.name);
    return list;
  }
};

TEST_F(Interfaces, ShowWhatTheHostKnows) {
  EXPECT_EQ(read(ip + "InterfaceNumberOfEntries"), "1");
  EXPECT_EQ(read(ip + "Interface.1.Name"), "eth0");
  EXPECT_EQ(read(ip + "Interface.1.Enable"), "true");
  EXPECT_EQ(read(ip + "Interface.1.Status"), "Up");
  EXPECT_EQ(read(ip + "Interface.1.Type"), "Normal");
  EXPECT_EQ(read(ip + "Interface.1.IPv4AddressNumberOfEntries"), "1");
  EXPECT_EQ(read(ip + "Interface.1.IPv6AddressNumberOfEntries"), "2");
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.1.IPAddress"), "192.0.2.7");
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.1.SubnetMask"), "255.255.255.0");
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.1.Status"), "Enabled");
  EXPECT_EQ(read(ip + "Interface.1.IPv6Address.2.IPAddress"), "fe80::7");
  EXPECT_EQ(read(ip + "Interface.2.Name"), "(not there)");
}

TEST_F(Interfaces, ThatAreDownSaySo) {
  interfaces[0].up = false;
  EXPECT_EQ(read(ip + "Interface.1.Status"), "Down");
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.1.Status"), "Disabled");
}

TEST_F(Interfaces, AreReadOnly) {
  const auto infos = model.names(ip, false).value();
  for (const auto& info : infos) EXPECT_FALSE(info.writable) << info.name;
  const auto enable = ip + "Interface.1.Enable";
  const auto stop = plan({{enable, "boolean", "0"}});
  EXPECT_THAT(told(stop), ElementsAre(enable + " 9008"));
  EXPECT_EQ(model.add_object(ip + "Interface.").error().code, FaultCode::not_writable);
  EXPECT_EQ(model.delete_object(ip + "Interface.1.").error().code, FaultCode::not_writable);
}

TEST_F(Interfaces, KeepTheirNumbersWhileOthersComeAndGo) {
  ASSERT_THAT(names(ip + "Interface."), ElementsAre(ip + "Interface.1."));
  interfaces.insert(interfaces.begin(), ethernet("wlan0", "198.51.100.3"));
  EXPECT_EQ(read(ip + "Interface.1.Name"), "eth0");
  EXPECT_EQ(read(ip + "Interface.2.Name"), "wlan0");
  interfaces.erase(interfaces.begin() + 1);
  EXPECT_THAT(names(ip + "Interface."), ElementsAre(ip + "Interface.2."));
  EXPECT_EQ(read(ip + "Interface.2.Name"), "wlan0");
  interfaces.push_back(ethernet("tun0", "203.0.113.9"));
  EXPECT_EQ(read(ip + "Interface.3.Name"), "tun0");
  interfaces.push_back(ethernet("eth0", "192.0.2.7"));
  EXPECT_EQ(read(ip + "Interface.1.Name"), "eth0") << "it is back";
}

TEST_F(Interfaces, AddressesKeepTheirNumbersToo) {
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.1.IPAddress"), "192.0.2.7");
  interfaces[0].four = {{"192.0.2.8", "255.255.255.0"}};
  EXPECT_THAT(names(ip + "Interface.1.IPv4Address."),
              ElementsAre(ip + "Interface.1.IPv4Address.2."));
  EXPECT_EQ(read(ip + "Interface.1.IPv4Address.2.IPAddress"), "192.0.2.8");
}

TEST_F(Interfaces, OfAHostThatDoesNotSayAreAnEmptyTable) {
  interfaces.clear();
  EXPECT_THAT(names(ip + "Interface."), IsEmpty());
  EXPECT_EQ(read(ip + "InterfaceNumberOfEntries"), "0");
}

TEST(StableNumbersTest, ForgetTheManyThatAreGone) {
  StableNumbers numbers;
  for (unsigned i = 0; i < 10'000; ++i) {
    const std::vector<std::string> there = {"stays", "veth" + std::to_string(i)};
    numbers.set(there);
    EXPECT_EQ(numbers.number_of("stays"), 1);
    EXPECT_GT(numbers.number_of(there[1]), 1);
  }
  EXPECT_EQ(numbers.number_of("veth1"), 0);
}

TEST(HostInterfacesTest, KnowTheLoopback) {
  const auto list = host_interfaces();
  const auto at = std::ranges::find_if(list, [](const auto& each) { return each.loopback; });
  ASSERT_NE(at, list.end());
  EXPECT_TRUE(at->enabled);
  EXPECT_FALSE(at->name.empty());
}

}  // namespace
}  // namespace lineman::cwmp
