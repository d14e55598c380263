// Plays every file of locations/: from the records of a domain to the targets of a server, through
// resolver and parser. One command a line, '#' begins a comment:
//
//   zone LINE           a record, as in a zone file ("sip.test 60 SRV 10 5 5060 a.sip.test")
//   remove NAME TYPE    all records of a name and type
//   negative TTL        what the zone's SOA says from now on of names that do not exist
//   name-server silent|failing|answers
//   drop TYPE           questions of that type get no answer from now on
//   no-ipv6             the phone has no IPv6 address
//   at T                moves the clock to T seconds after the start
//   find ADDRESS [port=N] [transport=N] [build]    looks for a server; what was not told of the
//   last
//                       one is an error
//   after T             the answer came T seconds after `find`; where it is not said, at once
//   target udp|tcp|tls ADDRESS:PORT    the next target
//   none                there is none
//   source a|srv|naptr
//   ttl SECONDS         of the list
//   asked N             questions to the name server since `find`
//   count NAME VALUE    a counter of the resolver
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "datamodel/labels.hpp"
#include "sipcore/dns/server_location.hpp"
#include "tests/sipcore/fake_network.hpp"

namespace lineman::sipcore {
namespace {

using std::chrono::seconds;

class Player {
 public:
  void play(const std::string& line) {
    std::istringstream stream(line);
    const std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}};
    const auto& command = words.at(0);
    if (command == "zone")
      zone().add(line.substr(line.find("zone") + 4));
    else if (command == "remove")
      zone().remove(words.at(1), words.at(2));
    else if (command == "negative")
      zone().negative_ttl = static_cast<std::uint32_t>(std::stoul(words.at(1)));
    else if (command == "name-server")
      change_name_server(words.at(1));
    else if (command == "drop")
      zone().dropped_types.insert(words.at(1));
    else if (command == "no-ipv6")
      transport_.has_v6 = false;
    else if (command == "at")
      clock_.advance_to(start_ + seconds(std::stol(words.at(1))));
    else if (command == "find")
      find(words);
    else
      check(words);
  }

  void end() const { EXPECT_TRUE(targets_.empty()) << "not told: " << text_of(targets_.front()); }

 private:
  test::FakeZone& zone() { return resolver_.zone; }

  void change_name_server(const std::string& word) {
    zone().silent = word == "silent";
    zone().failing = word == "failing";
  }

  void find(const std::vector<std::string>& words) {
    end();
    zone().questions.clear();
    found_.reset();
    begun_ = clock_.now();
    location_ = std::make_unique<ServerLocation>(clock_, resolver_, transport_, place_of(words),
                                                 [this](const TargetList& list) { found_ = list; });
    EXPECT_FALSE(found_) << "never from within the call";
    while (!found_ && clock_.fire_next(begun_ + seconds(3600))) {
    }
    ASSERT_TRUE(found_);
    waited_ = clock_.now() - begun_;
    targets_.assign(found_->targets.begin(), found_->targets.end());
  }

  static ServerPlace place_of(const std::vector<std::string>& words) {
    ServerPlace place{.address = words.at(1)};
    for (std::size_t i = 2; i < words.size(); ++i) {
      const auto value = words[i].substr(words[i].find('=') + 1);
      if (words[i].starts_with("port=")) place.port = static_cast<std::uint16_t>(std::stoul(value));
      if (words[i].starts_with("transport="))
        place.transport_type = static_cast<unsigned>(std::stoul(value));
      if (words[i] == "build") place.naptr_build = true;
    }
    return place;
  }

  void check(const std::vector<std::string>& words) {
    const auto& command = words.at(0);
    ASSERT_TRUE(found_) << "nothing was looked for";
    if (command == "target") {
      ASSERT_FALSE(targets_.empty()) << "there is no other target";
      EXPECT_EQ(text_of(targets_.front()), words.at(1) + " " + words.at(2));
      targets_.pop_front();
    } else if (command == "none") {
      EXPECT_TRUE(found_->targets.empty());
    } else if (command == "source") {
      const auto row = static_cast<std::size_t>(found_->source) - 1;
      EXPECT_EQ(datamodel::target_source_labels[row].mib, words.at(1));
    } else if (command == "ttl") {
      EXPECT_EQ(found_->expires.value() - begun_ - waited_, seconds(std::stol(words.at(1))));
    } else if (command == "after") {
      EXPECT_EQ(waited_, seconds(std::stol(words.at(1))));
    } else if (command == "asked") {
      EXPECT_EQ(zone().questions.size(), std::stoul(words.at(1)))
          << ::testing::PrintToString(zone().questions);
    } else if (command == "count") {
      EXPECT_EQ(counter(words.at(1)), std::stoull(words.at(2)));
    } else {
      FAIL() << "unknown command";
    }
  }

  std::uint64_t counter(const std::string& name) const {
    const auto* row =
        std::ranges::find(datamodel::dns_counters, name, &datamodel::CounterRow::name);
    if (row == std::end(datamodel::dns_counters)) throw std::out_of_range(name);
    return resolver_
        .counters()[static_cast<datamodel::DnsCounter>(row - std::begin(datamodel::dns_counters))];
  }

  static std::string text_of(const Target& target) {
    return std::string(parameter_name(target.protocol)) + " " + to_string(target);
  }

  test::FakeClock clock_;
  TimePoint start_ = clock_.now();
  test::FakeTransport transport_{clock_};
  test::FakeResolver resolver_{clock_};
  std::unique_ptr<ServerLocation> location_;
  TimePoint begun_{};
  Duration waited_{};
  std::optional<TargetList> found_;
  std::deque<Target> targets_;
};

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(LINEMAN_LOCATIONS))
    names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class LocationTest : public ::testing::TestWithParam<std::string> {};

TEST_P(LocationTest, IsFound) {
  const auto file = LINEMAN_LOCATIONS "/" + GetParam() + ".txt";
  std::ifstream lines(file);
  Player player;
  unsigned number = 0;
  for (std::string line; std::getline(lines, line) && !HasFailure();) {
    ++number;
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    SCOPED_TRACE(::testing::Message() << file << ":" << number << ": " << line);
    player.play(line);
  }
  if (!HasFailure()) player.end();
}

INSTANTIATE_TEST_SUITE_P(, LocationTest, ::testing::ValuesIn(files()),
                         [](const auto& instance) { return instance.param; });

TEST(ServerPlace, IsOneTargetWhereItIsAnAddress) {
  const auto text = [](const ServerPlace& place) {
    const auto target = fixed_target(place);
    return target ? std::string(parameter_name(target->protocol)) + " " + to_string(*target) : "";
  };
  EXPECT_EQ(text({.address = "192.0.2.1"}), "udp 192.0.2.1:5060");
  EXPECT_EQ(text({.address = "192.0.2.1", .port = 5070, .transport_type = 1}),
            "tcp 192.0.2.1:5070");
  EXPECT_EQ(text({.address = "2001:db8::1", .transport_type = 2}), "tls [2001:db8::1]:5061");
  EXPECT_EQ(text({.address = "192.0.2.1", .transport_type = 3}), "udp 192.0.2.1:5060");
  EXPECT_EQ(text({.address = "sip.test"}), "");
}

TEST(ServerPlace, IsTheSameWhereOnlyIdleValuesDiffer) {
  const auto same = [](const ServerPlace& a, const ServerPlace& b) {
    return as_it_acts(a) == as_it_acts(b);
  };
  EXPECT_TRUE(same({.address = "192.0.2.1"}, {.address = "192.0.2.1", .port = 5060}));
  EXPECT_TRUE(same({.address = "sip.test", .port = 5060, .transport_type = 3},
                   {.address = "sip.test", .port = 5060, .naptr_build = true}));
  EXPECT_FALSE(same({.address = "sip.test"}, {.address = "sip.test", .port = 5060}));
  EXPECT_FALSE(same({.address = "sip.test"}, {.address = "sip.test", .transport_type = 3}));
  EXPECT_FALSE(same({.address = "sip.test", .transport_type = 3},
                    {.address = "sip.test", .transport_type = 3, .naptr_build = true}));
}

}  // namespace
}  // namespace lineman::sipcore
