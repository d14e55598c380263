// The seam `Files`: everything that the store does to a disk. Each call is one operation that can
// fail or be the last one.
#pragma once

#include <string>
#include <string_view>
#include <system_error>
#include <tl/expected.hpp>
#include <vector>

namespace lineman::agent {

// Names are relative to the state directory and have at most one slash. Called from one thread at a
// time. An implementation blocks; the agent calls it on its disk worker, and directly at the start,
// before the loop turns.
class Files {
 public:
  template <typename T>
  using Result = tl::expected<T, std::error_code>;

  virtual ~Files() = default;

  virtual Result<std::vector<std::string>> list(
      std::string_view folder) = 0;  // names within, sorted
  virtual Result<std::string> read(std::string_view name) = 0;
  virtual Result<void> make_folder(std::string_view folder) = 0;  // that is there already: success
  // Creates or truncates, mode 0600, writes all of it. Not yet durable.
  virtual Result<void> write(std::string_view name, std::string_view content) = 0;
  // Adds to the end of a file, or creates it. Not yet durable. For what is no part of the state.
  virtual Result<void> append(std::string_view name, std::string_view content) = 0;
  virtual Result<void> sync(std::string_view name) = 0;  // the file's content
  virtual Result<void> rename(std::string_view from, std::string_view to) = 0;
  virtual Result<void> sync_folder(
      std::string_view folder) = 0;  // names made, renamed and removed in it
  virtual Result<void> remove(std::string_view name) = 0;
};

}  // namespace lineman::agent
