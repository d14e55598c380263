#include "agent/interfaces/file_import.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace lineman {

using namespace datamodel;

namespace {

// What else is wrong with files that are refused for their lines: whoever mends them hears it all.
void add_conflicts(FileImport& import, unsigned accounts) {
  auto conflicts = conflicts_of(import.files, import.before, accounts);
  import.problems.insert(import.problems.end(), std::make_move_iterator(conflicts.begin()),
                         std::make_move_iterator(conflicts.end()));
}

bool stands_before(const PlacedProblem& one, const PlacedProblem& other) {
  if (one.place.file.empty() || other.place.file.empty()) return !one.place.file.empty();
  return one.place.file == other.place.file && one.place.line < other.place.line;
}

}  // namespace

void import_phone_files(Configuration& configuration, std::span<const NamedFile> files,
                        Overwrite overwrite, TransactionRequest request,
                        std::function<void(const FileImport&)> done) {
  const auto accounts = configuration.accounts();
  auto import = std::make_shared<FileImport>();
  import->files = merge_phone_files(files, accounts, overwrite);
  import->before = import->after = configuration.values();
  import->problems = import->files.problems;
  if (!import->problems.empty()) {
    add_conflicts(*import, accounts);
    return done(*import);
  }
  for (const auto& each : import->files.values) {
    request.changes.push_back({each.ref, each.value});
    import->after.set(each.ref, each.value);
  }
  configuration.run(std::move(request),
                    [import, accounts, done = std::move(done)](const Outcome& outcome) {
                      import->problems = placed(outcome.problems, import->files, accounts);
                      import->outcome = outcome;
                      done(*import);
                    });
}

std::string first_problem(const std::vector<PlacedProblem>& problems) {
  return line_text(*std::min_element(problems.begin(), problems.end(), stands_before));
}

}  // namespace lineman
