#include "tests/support/run.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace lineman::test {

Ran run(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> buffer{};
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.output.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string source_folder() {
  return LINEMAN_SOURCE_DIR;
}

std::string committed(const std::string& file) {
  std::ifstream stream{source_folder() + '/' + file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string mib_folders() {
  return source_folder() + "/mibs:" + source_folder() + "/tests/npm/node_modules/net-snmp/lib/mibs";
}

}  // namespace lineman::test
