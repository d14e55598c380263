#include "agent/store/store.hpp"

#include <algorithm>
#include <optional>

#include "agent/files/durable_file.hpp"
#include "agent/store/generation_file.hpp"
#include "agent/store/store_names.hpp"
#include "agent/store/store_recovery.hpp"

namespace lineman::agent {
namespace {

Store::Result<void> of_file(const tl::expected<void, FileError>& result) {
  if (result) return {};
  return tl::unexpected(error_at(result.error().name, result.error().code));
}

// Whether the folder has the name now; nothing where nobody can say.
std::optional<bool> is_there(Files& files, std::uint64_t number) {
  const auto listed = files.list(generations_folder);
  if (!listed) return std::nullopt;
  return std::ranges::find(*listed, std::to_string(number)) != listed->end();
}

}  // namespace

Store::Store(Files& files, unsigned accounts, std::size_t history)
    : files_(files), accounts_(accounts), history_(std::max<std::size_t>(1, history)) {}

Store::Result<Store::Opened> Store::open(const datamodel::Values& factory, std::int64_t now) {
  return Recovery(*this, files_, accounts_).run(factory, now);
}

Store::Result<void> Store::stage(const Generation& generation) {
  const auto text = print_generation(generation);
  const auto name = generation_name(generation.number, staged_suffix);
  if (text.size() > maximum_generation_size) {
    return tl::unexpected(StoreError{name + ": would be larger than a generation can be"});
  }
  return of_file(write_durably(files_, name, text));
}

Store::Committed Store::commit(std::uint64_t number) {
  const auto name = generation_name(number);
  const auto renamed = files_.rename(generation_name(number, staged_suffix), name);
  if (!renamed) {
    const auto sentence = error_at(name, renamed.error()).sentence;
    // A rename that failed did nothing, on every file system that keeps its word; the look costs
    // nothing.
    const bool undone = is_there(files_, number) == false;
    return {undone ? CommitResult::refused : CommitResult::undecided, sentence};
  }
  if (const auto synced = files_.sync_folder(generations_folder); !synced) {
    return {CommitResult::undecided, error_at(name, synced.error()).sentence};
  }
  return {CommitResult::committed};
}

void Store::drop(std::uint64_t number) {
  static_cast<void>(files_.remove(generation_name(number, staged_suffix)));
}

Store::Result<Generation> Store::read(std::uint64_t number) {
  const auto name = generation_name(number);
  const auto text = files_.read(name);
  if (!text) return tl::unexpected(error_at(name, text.error()));
  auto parsed = parse_generation(*text, accounts_);
  if (!parsed) return tl::unexpected(StoreError{name + ' ' + parsed.error().sentence});
  return std::move(parsed->generation);
}

Store::Result<void> Store::mark_published(const PublishedMarks& marks) {
  return of_file(replace_durably(files_, published_folder, marks_name, print_marks(marks)));
}

Store::Result<void> Store::mark_settled(std::uint64_t number) {
  return of_file(
      replace_durably(files_, guard_folder, settled_name, print_marks({{settled_mark, number}})));
}

std::vector<std::string> Store::trim(const PublishedMarks& marks) {
  const auto listed = files_.list(generations_folder);
  if (!listed) return {error_at(generations_folder, listed.error()).sentence};
  std::uint64_t published = maximum_generation_number;
  for (const auto& [door, number] : marks) published = std::min(published, number);
  std::vector<std::string> failures;
  const auto numbers = sort_names(*listed).whole;
  for (std::size_t i = 0; i + history_ < numbers.size(); ++i) {
    const bool kept_for_a_door =
        numbers[i] > published && numbers.size() - i <= history_ + maximum_unpublished;
    if (kept_for_a_door) break;
    const auto name = generation_name(numbers[i]);
    if (const auto removed = files_.remove(name); !removed) {
      failures.push_back(error_at(name, removed.error()).sentence);
    }
  }
  return failures;
}

}  // namespace lineman::agent
