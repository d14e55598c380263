// The interface file and the service name the same methods, and each is answered.
#include <gmock/gmock.h>
#include <unistd.h>

#include <sstream>

#include "agent/control/control_service.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "varlink/errors.hpp"

namespace lineman::agent {
namespace {

std::vector<std::string> methods_of_the_file() {
  std::vector<std::string> names;
  std::istringstream lines{std::string{control_interface().description}};
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view keyword = "method ";
    if (!line.starts_with(keyword)) continue;
    names.push_back(line.substr(keyword.size(), line.find('(') - keyword.size()));
  }
  return names;
}

class Line : public varlink::Exchange::Line {
 public:
  varlink::ConnectionId id() const override { return 1; }
  const varlink::Peer& peer() const override { return peer_; }
  varlink::Queued send(const varlink::Reply& reply) override {
    replies.push_back(reply);
    return varlink::Queued::yes;
  }
  std::vector<varlink::Reply> replies;

 private:
  varlink::Peer peer_{.pid = 1, .uid = geteuid(), .gid = 0};
};

class Interface : public testing::Test {
 protected:
  std::string error_of(std::string_view method) {
    const auto line = std::make_shared<Line>();
    service_.called({line, {.method = "org.lineman.Control1." + std::string{method}}});
    EXPECT_FALSE(line->replies.empty()) << method << " is not answered";
    return line->replies.empty() ? "" : line->replies[0].error;
  }

 private:
  test::FakeClock clock_;
  EventFeed events_{clock_};
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
  test::FakeHistory history_;
  ControlService service_{configuration_,
                          status_,
                          history_,
                          events_,
                          clock_,
                          ControlAccess{},
                          ControlSources{[] { return std::vector<DoorState>{}; },
                                         [] { return AcsState{}; }, [] { return true; }}};
};

TEST_F(Interface, TheServiceHasTheMethodsOfTheFileAndNoOthers) {
  EXPECT_THAT(ControlService::method_names(),
              testing::UnorderedElementsAreArray(methods_of_the_file()));
}

TEST_F(Interface, EveryMethodOfTheFileIsAnswered) {
  const auto methods = methods_of_the_file();
  EXPECT_THAT(methods, testing::Contains("Status"));
  for (const auto& method : methods) {
    const auto error = error_of(method);
    EXPECT_NE(error, varlink::method_not_found_error) << method;
    EXPECT_NE(error, varlink::method_not_implemented_error) << method;
  }
  EXPECT_EQ(error_of("Nonsense"), varlink::method_not_found_error);
}

}  // namespace
}  // namespace lineman::agent
