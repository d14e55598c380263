// The interface file and the service name the same methods, and each is answered.
#include <sstream>

#include "tests/agent/control/control_fixture.hpp"
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

using Interface = ControlTest;

TEST_F(Interface, TheServiceHasTheMethodsOfTheFileAndNoOthers) {
  EXPECT_THAT(ControlService::method_names(),
              testing::UnorderedElementsAreArray(methods_of_the_file()));
}

TEST_F(Interface, EveryMethodOfTheFileIsAnswered) {
  const auto methods = methods_of_the_file();
  EXPECT_THAT(methods, testing::Contains("Status"));
  for (const auto& method : methods) {
    const auto error = call(method).error;
    EXPECT_NE(error, varlink::method_not_found_error) << method;
    EXPECT_NE(error, varlink::method_not_implemented_error) << method;
  }
  EXPECT_EQ(call("Nonsense").error, varlink::method_not_found_error);
}

}  // namespace
}  // namespace lineman::agent
