// linemanctl as a test calls it, with what it printed.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "ctl/program.hpp"
#include "tests/ctl/fake_agent.hpp"

namespace lineman::ctl {

struct Run {
  int code = 0;
  std::string out{};
  std::string err{};
};

inline Run run(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::istringstream in{input};
  std::ostringstream out;
  std::ostringstream err;
  Console console{.in = in, .out = out, .err = err};
  const int code = run_program(arguments, console);
  return {code, out.str(), err.str()};
}

inline Run run_with(const FakeAgent& agent, std::vector<std::string> arguments,
                    const std::string& input = {}) {
  arguments.insert(arguments.begin(), {"--runtime-dir", agent.runtime_dir()});
  return run(arguments, input);
}

}  // namespace lineman::ctl
