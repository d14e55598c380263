#include "tests/crash/wrong_files.hpp"

#include "agent/store/generation_file.hpp"
#include "agent/store/published_marks.hpp"
#include "agent/store/store.hpp"

namespace lineman::test {
namespace {

// The marks as they will be after one more publication.
std::string marks_ahead(std::string_view content) {
  auto marks = agent::parse_marks(content);
  if (!marks) return std::string{content};
  for (auto& [door, number] : *marks) ++number;
  return agent::print_marks(*marks);
}

bool is_generation(std::string_view name) {
  return name.starts_with("generations/");
}

}  // namespace

// A generation without its guard, or with one that once more takes back what it ever did.
std::string WrongFiles::with_wrong_guard(std::string_view content) {
  auto read = agent::parse_generation(content, 2);
  if (!read) return std::string{content};
  auto& guard = read->generation.guard;
  if (wrong_ == Wrong::no_guard) guard.reset();
  if (guard) {
    for (const auto& entry : guard->restore) guarded_.try_emplace(entry.ref, entry.value);
    guard->restore.clear();
    for (const auto& [ref, value] : guarded_) guard->restore.push_back({ref, value});
  } else {
    guarded_.clear();
  }
  return agent::print_generation(read->generation);
}

bool WrongFiles::is_skipped_rewrite(std::string_view staged) const {
  if (wrong_ != Wrong::no_rewrite_at_start || !starting_) return false;
  return staged.ends_with(".new") && files_.get(staged.substr(0, staged.size() - 4)).has_value() &&
         staged.starts_with("generations/");
}

WrongFiles::Result<std::vector<std::string>> WrongFiles::list(std::string_view folder) {
  return files_.list(folder);
}

WrongFiles::Result<std::string> WrongFiles::read(std::string_view name) {
  if (wrong_ == Wrong::no_settled_mark && name == agent::settled_file) {
    return tl::unexpected(std::make_error_code(std::errc::no_such_file_or_directory));
  }
  return files_.read(name);
}

WrongFiles::Result<void> WrongFiles::make_folder(std::string_view folder) {
  return files_.make_folder(folder);
}

WrongFiles::Result<void> WrongFiles::write(std::string_view name, std::string_view content) {
  if (on_write_) on_write_(name, content);
  skipping_ = is_skipped_rewrite(name);
  if (skipping_) return {};
  if (is_generation(name) && (wrong_ == Wrong::no_guard || wrong_ == Wrong::all_guarded)) {
    return files_.write(name, with_wrong_guard(content));
  }
  if (wrong_ == Wrong::marks_too_early && !starting_ && name == "published/marks.new") {
    return files_.write(name, marks_ahead(content));
  }
  return files_.write(name, content);
}

WrongFiles::Result<void> WrongFiles::append(std::string_view name, std::string_view content) {
  return files_.append(name, content);
}

WrongFiles::Result<void> WrongFiles::sync(std::string_view name) {
  if (skipping_ || wrong_ == Wrong::no_file_sync || wrong_ == Wrong::rename_before_sync) return {};
  return files_.sync(name);
}

WrongFiles::Result<void> WrongFiles::rename(std::string_view from, std::string_view to) {
  if (skipping_) return {};
  if (auto renamed = files_.rename(from, to); !renamed) return renamed;
  if (wrong_ == Wrong::rename_before_sync) return files_.sync(to);
  return {};
}

WrongFiles::Result<void> WrongFiles::sync_folder(std::string_view folder) {
  if (wrong_ == Wrong::no_folder_sync) return {};
  if (skipping_ && folder == "generations") {
    skipping_ = false;
    return {};
  }
  return files_.sync_folder(folder);
}

WrongFiles::Result<void> WrongFiles::remove(std::string_view name) {
  return files_.remove(name);
}

}  // namespace lineman::test
