// Changes, answers and losses in any order: the number that an account shows is never one whose
// configuration its registrar has not accepted, and in the end it is the current one.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "sipcore/phone/engine.hpp"
#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::AccountState;
using test::EngineRig;
using test::field;
using test::Sent;
using Values = std::map<std::string, std::string>;

// What a registrar knows of the account after a REGISTER that it accepted.
struct Accepted {
  std::string user;
  std::string authenticated;
  std::string expires;
};

// The text of `name="..."` in an Authorization header field.
std::string quoted(const std::string& text, const std::string& name) {
  const auto start = text.find(name + "=\"");
  if (start == std::string::npos) return {};
  const auto value = start + name.size() + 2;
  return text.substr(value, text.find('"', value) - value);
}

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed) {
    values() = {{"enable", "1"},
                {"user_name", "1001"},
                {"auth_name", "a"},
                {"password", "secret"},
                {"sip_server.1.address", "192.0.2.1"},
                {"sip_server.2.address", "192.0.2.2"}};
    configurations_.emplace_back();  // there is no generation 0
    rig_.load();
    configurations_.push_back(values());
  }

  void step() {
    switch (any(8)) {
      case 0:
        change();
        break;
      case 1:
        rig_.clock.advance(std::chrono::seconds(any(40)));
        break;
      case 2:
        rig_.clock.advance(std::chrono::seconds(any(4000)));
        break;
      default:
        rig_.clock.advance({});
        answer(any(10) < 7);
        break;
    }
    collect();
    check();
  }

  // Every registrar is well from now on, and nothing changes any more.
  void settle() {
    for (int i = 0; i < 400; ++i) {
      collect();
      while (!waiting_.empty()) {
        answer(true);
        rig_.clock.advance({});
        collect();
        check();
      }
      rig_.clock.advance(std::chrono::seconds(30));
    }
    check();
    if (values()["enable"] != "1") return;
    const auto status = rig_.status(1);
    ASSERT_EQ(status.state, AccountState::registered);
    EXPECT_EQ(status.registered_generation, rig_.generation);
  }

 private:
  Values& values() { return rig_.values[1]; }
  unsigned any(unsigned below) { return static_cast<unsigned>(random_() % below); }
  void pick(const std::string& name, const std::vector<std::string>& from) {
    values()[name] = from[any(static_cast<unsigned>(from.size()))];
  }

  void change() {
    const auto server = "sip_server." + std::to_string(1 + any(2));
    switch (any(10)) {
      case 0:
        pick("user_name", {"1001", "1002"});
        break;
      case 1:
        pick("auth_name", {"a", "b"});
        break;
      case 2:
        pick("fallback.redundancy_type", {"0", "1"});
        break;
      case 3:
        pick("enable", {"0", "1", "1", "1"});
        break;
      case 4:
        pick("register_expires_overlap", {"-1", "50", "3000"});
        break;
      case 5:
        pick("display_name", {"Alice", "Bob"});
        break;
      case 6:
        // Never the same for both: bindings are told apart by their target here.
        pick("sip_server.1.address", {"192.0.2.1", "192.0.2.3"});
        pick("sip_server.2.address", {"192.0.2.2", "192.0.2.4"});
        break;
      default:
        pick(server + ".expires", {"600", "1800", "3600"});
        break;
    }
    if (any(3) == 0) {
      rig_.load();
    } else {
      ASSERT_TRUE(rig_.commit());
    }
    configurations_.push_back(values());
  }

  // Only the last request to a target is answered: one that came before it may be given up.
  void collect() {
    for (const auto& sent : rig_.transport.sent) waiting_[sent.to] = sent.text;
    rig_.transport.sent.clear();
  }

  void answer(bool well) {
    if (waiting_.empty()) return;
    const auto place = std::next(waiting_.begin(), any(static_cast<unsigned>(waiting_.size())));
    const auto [target, request] = *place;
    waiting_.erase(place);
    const auto credentials = field(request, "Authorization");
    if (credentials.empty()) {
      rig_.transport.deliver(
          target, test::response_to(request, "401 Unauthorized",
                                    "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"));
    } else if (well) {
      accept(target, request, quoted(credentials, "username"));
    } else if (any(2) == 0) {
      rig_.transport.deliver(target, test::response_to(request, "403 Forbidden"));
    } else {
      rig_.transport.fail(target);
    }
  }

  void accept(const Target& target, const std::string& request, const std::string& authenticated) {
    const auto expires = field(request, "Expires");
    const auto to = field(request, "To");
    const auto start = to.find("sip:") + 4;
    const auto before = successes();
    rig_.transport.deliver(target,
                           test::granted(request, static_cast<unsigned>(std::stoul(expires))));
    // An answer to what was given up is none to us.
    if (successes() == before) return;
    accepted_[target] = {to.substr(start, to.find('@') - start), authenticated, expires};
  }

  std::uint64_t successes() const {
    const auto status = rig_.status(1);
    return EngineRig::requests(status, "1", "responses2xx") +
           EngineRig::requests(status, "2", "responses2xx");
  }

  void check() {
    rig_.check_sums();
    const auto status = rig_.status(1);
    const auto number = status.registered_generation;
    ASSERT_EQ(number != 0, status.state == AccountState::registered);
    if (number == 0) return;
    ASSERT_LE(number, rig_.generation);
    const auto& then = configurations_.at(number);
    const auto server = "sip_server." + std::to_string(status.server);
    const auto value = [&](const std::string& name, const std::string& initial) {
      const auto found = then.find(name);
      return found == then.end() ? initial : found->second;
    };
    EXPECT_EQ(value("enable", "0"), "1");
    EXPECT_EQ(status.target, value(server + ".address", "") + ":5060");
    const auto& accepted = accepted_.at(parse_target(status.target, default_sip_port).value());
    EXPECT_EQ(accepted.user, value("user_name", ""));
    EXPECT_EQ(accepted.authenticated, value("auth_name", ""));
    EXPECT_EQ(accepted.expires, value(server + ".expires", "3600"));
  }

  std::mt19937 random_;
  EngineRig rig_;
  std::vector<Values> configurations_;  // by generation
  std::map<Target, std::string> waiting_;
  std::map<Target, Accepted> accepted_;
};

TEST(GenerationWalk, NeverShowsWhatNoRegistrarHasAccepted) {
  for (unsigned seed = 0; seed < 15; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    Walk walk(seed);
    for (int step = 0; step < 200; ++step) {
      walk.step();
      if (::testing::Test::HasFailure()) return;
    }
    walk.settle();
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace lineman::sipcore
