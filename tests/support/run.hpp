// Runs a program of the machine and reads committed files.
#pragma once

#include <string>

namespace lineman::test {

struct Ran {
  int status = -1;     // exit code; -1 where it did not run
  std::string output;  // standard output and standard error
};

Ran run(const std::string& command);

// The root of the repository.
std::string source_folder();

// The content of a file below it; empty where there is none.
std::string committed(const std::string& file);

// Where tools find our modules and the base modules of the test tools.
std::string mib_folders();

}  // namespace lineman::test
