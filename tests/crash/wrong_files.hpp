// Stores that do a step wrongly: what the checker has to notice.
#pragma once

#include <functional>
#include <map>

#include "datamodel/values.hpp"
#include "tests/support/fake_files.hpp"

namespace lineman::test {

enum class Wrong : std::uint8_t {
  nothing,
  no_file_sync,         // renames what was not synced
  no_folder_sync,       // answers before the name is durable
  rename_before_sync,   // and syncs the content only afterwards
  no_rewrite_at_start,  // believes the page cache after a sync that failed
  marks_too_early,      // remembers a publication that is still to come
  answers_too_early,    // the disk says that it is done before it is (FakeDisk::be_hasty)
  no_settled_mark,      // forgets that a guarded change stands for good
  no_guard,             // forgets what a guard is to take back
  all_guarded,          // has a guard take back what somebody changed since, too
};

class WrongFiles final : public agent::Files {
 public:
  WrongFiles(FakeFiles& files, Wrong wrong) : files_(files), wrong_(wrong) {}

  void set_starting(bool starting) { starting_ = starting; }
  // Told of each write before it happens.
  void on_write(std::function<void(std::string_view name, std::string_view content)> call) {
    on_write_ = std::move(call);
  }

  Result<std::vector<std::string>> list(std::string_view folder) override;
  Result<std::string> read(std::string_view name) override;
  Result<void> make_folder(std::string_view folder) override;
  Result<void> write(std::string_view name, std::string_view content) override;
  Result<void> append(std::string_view name, std::string_view content) override;
  Result<void> sync(std::string_view name) override;
  Result<void> rename(std::string_view from, std::string_view to) override;
  Result<void> sync_folder(std::string_view folder) override;
  Result<void> remove(std::string_view name) override;

 private:
  // At a start, of a generation that is there already.
  bool is_skipped_rewrite(std::string_view staged) const;
  std::string with_wrong_guard(std::string_view content);

  FakeFiles& files_;
  Wrong wrong_;
  std::function<void(std::string_view, std::string_view)> on_write_;
  bool starting_ = false;
  bool skipping_ = false;
  std::map<datamodel::ParameterRef, std::string> guarded_;
};

}  // namespace lineman::test
