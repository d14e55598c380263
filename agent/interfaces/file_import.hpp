// Phone configuration files (`.cfg`) as one transaction, for every door that takes them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "datamodel/merged_files.hpp"

namespace lineman {

// What became of the files. Problems: refused, and nothing changed anywhere.
struct FileImport {
  datamodel::MergedFiles files{};
  std::vector<datamodel::PlacedProblem> problems{};
  datamodel::Values before{};
  datamodel::Values after{};  // as the files say, whatever became of them
  Outcome outcome{};          // of the transaction, where there was one
};

// Merges the files and runs `request`, whose changes it writes. `done` is called exactly once: from
// within the call where the files themselves are wrong (no transaction begins then), else as
// Configuration::run() does. `files` have to outlive the call only.
void import_phone_files(Configuration& configuration, std::span<const datamodel::NamedFile> files,
                        datamodel::Overwrite overwrite, TransactionRequest request,
                        std::function<void(const FileImport&)> done);

// "file:line: sentence" of the problem that stands first in the files; of those that stand in none
// where there is no other. There has to be one.
std::string first_problem(const std::vector<datamodel::PlacedProblem>& problems);

}  // namespace lineman
