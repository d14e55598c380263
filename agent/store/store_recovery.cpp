#include "agent/store/store_recovery.hpp"

#include <algorithm>
#include <array>

#include "agent/store/generation_file.hpp"

namespace lineman::agent {
namespace {

// Whether something stands under the name that no agent wrote: a folder, a link, a FIFO, or a file
// beyond all limits. Every other error may go away, and a generation that cannot be read now may
// hold what somebody was promised.
bool is_foreign(const std::error_code& code) {
  constexpr std::array reasons = {std::errc::is_a_directory,
                                  std::errc::too_many_symbolic_link_levels,
                                  std::errc::invalid_argument, std::errc::file_too_large};
  return std::ranges::any_of(reasons, [&](std::errc reason) { return code == reason; });
}

}  // namespace

StoreError error_at(std::string_view name, const std::error_code& code) {
  return {std::string{name}.append(": ").append(code.message())};
}

Recovery::Recovery(Store& store, Files& files, unsigned accounts)
    : store_(store), files_(files), accounts_(accounts) {}

Store::Result<Store::Opened> Recovery::run(const datamodel::Values& factory, std::int64_t now) {
  if (auto looked = look(); !looked) return tl::unexpected(looked.error());
  drop_stages();
  if (auto found = find_current(); !found) return tl::unexpected(found.error());
  if (opened_.current.number == 0) make_factory_generation(factory, now);
  if (auto durable = make_durable(); !durable) return tl::unexpected(durable.error());
  forget_oldest_set_aside();
  if (auto marks = read_marks(); !marks) return tl::unexpected(marks.error());
  if (auto guard = forget_settled_guard(); !guard) return tl::unexpected(guard.error());
  read_history();
  return std::move(opened_);
}

Store::Result<void> Recovery::look() {
  for (const auto folder : {generations_folder, published_folder, guard_folder}) {
    if (auto made = files_.make_folder(folder); !made) {
      return tl::unexpected(error_at(folder, made.error()));
    }
  }
  if (auto synced = files_.sync_folder(""); !synced) {
    return tl::unexpected(error_at("the state directory", synced.error()));
  }
  const auto listed = files_.list(generations_folder);
  if (!listed) return tl::unexpected(error_at(generations_folder, listed.error()));
  names_ = sort_names(*listed);
  opened_.highest = names_.highest();
  for (const auto& name : names_.strangers) {
    report(std::string{generations_folder}.append("/") + name +
           " is none of ours and is left alone");
  }
  return {};
}

void Recovery::drop_stages() {
  std::vector<std::string> names{std::string{settled_file}.append(staged_suffix)};
  for (const auto number : names_.staged) names.push_back(generation_name(number, staged_suffix));
  for (const auto& name : names) {
    const auto removed = files_.remove(name);
    if (!removed && removed.error() != std::errc::no_such_file_or_directory) {
      report(error_at(name, removed.error()).sentence);
    }
  }
}

Store::Result<void> Recovery::find_current() {
  const std::vector<std::uint64_t> downwards(names_.whole.rbegin(), names_.whole.rend());
  for (const auto number : downwards) {
    const auto taken = take(number);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) return {};
  }
  return {};
}

Store::Result<bool> Recovery::take(std::uint64_t number) {
  const auto name = generation_name(number);
  const auto text = files_.read(name);
  if (!text) {
    if (!is_foreign(text.error())) return tl::unexpected(error_at(name, text.error()));
    set_aside(number, text.error().message());
    return false;
  }
  auto parsed = parse_generation(*text, accounts_);
  if (!parsed && parsed.error().fault == FileFault::newer) {
    return tl::unexpected(StoreError{name + ' ' + parsed.error().sentence});
  }
  if (!parsed) {
    set_aside(number, parsed.error().sentence);
    return false;
  }
  if (parsed->generation.number != number) {
    set_aside(number, "holds another generation than its name says");
    return false;
  }
  opened_.current = std::move(parsed->generation);
  for (const auto& sentence : parsed->reports) {
    report(std::string{name}.append(": ").append(sentence));
  }
  return true;
}

void Recovery::set_aside(std::uint64_t number, const std::string& why) {
  const auto name = generation_name(number);
  const auto aside = generation_name(number, torn_suffix);
  report(name + ' ' + why + "; set aside as " + aside);
  if (const auto renamed = files_.rename(name, aside); !renamed) {
    report(error_at(name, renamed.error()).sentence);
  }
  names_.torn.push_back(number);
  std::erase(names_.whole, number);
}

void Recovery::make_factory_generation(const datamodel::Values& factory, std::int64_t now) {
  opened_.first_start = true;
  opened_.highest += 1;
  opened_.current.number = opened_.highest;
  opened_.current.time = now;
  opened_.current.asker = {.door = Door::agent, .who = "factory values"};
  opened_.current.values = factory;
}

Store::Result<void> Recovery::make_durable() {
  if (auto staged = store_.stage(opened_.current); !staged) return staged;
  const auto committed = store_.commit(opened_.current.number);
  if (committed.result != CommitResult::committed) {
    return tl::unexpected(StoreError{committed.sentence});
  }
  return {};
}

void Recovery::forget_oldest_set_aside() {
  auto& torn = names_.torn;
  std::ranges::sort(torn);
  while (torn.size() > maximum_set_aside) {
    const auto name = generation_name(torn.front(), torn_suffix);
    if (const auto removed = files_.remove(name); !removed) {
      report(error_at(name, removed.error()).sentence);
    }
    torn.erase(torn.begin());
  }
}

Store::Result<void> Recovery::read_marks() {
  const auto text = files_.read(marks_file);
  if (!text) {
    if (text.error() == std::errc::no_such_file_or_directory) return {};
    return tl::unexpected(error_at(marks_file, text.error()));
  }
  auto marks = parse_marks(*text);
  opened_.marks_lost = !marks;
  if (!marks) {
    report(std::string{marks_file} + " is not whole; all that is kept is published again");
    return {};
  }
  opened_.marks = std::move(*marks);
  for (const auto& [door, number] : opened_.marks) {
    if (number <= maximum_generation_number) opened_.highest = std::max(opened_.highest, number);
  }
  return {};
}

// A file that is torn is as good as none: the guard runs once more.
Store::Result<void> Recovery::forget_settled_guard() {
  if (!opened_.current.guard) return {};
  const auto text = files_.read(settled_file);
  if (!text) {
    if (text.error() == std::errc::no_such_file_or_directory) return {};
    return tl::unexpected(error_at(settled_file, text.error()));
  }
  const auto marks = parse_marks(*text);
  if (!marks) {
    report(std::string{settled_file} +
           " is not whole; the guarded change has to prove itself again");
    return {};
  }
  const auto mark = marks->find(settled_mark);
  if (mark != marks->end() && mark->second >= opened_.current.guard->generation) {
    opened_.current.guard.reset();
  }
  return {};
}

void Recovery::read_history() {
  for (const auto number : names_.whole) {
    if (number >= opened_.current.number) continue;
    const auto generation = store_.read(number);
    if (generation) {
      opened_.history.push_back(summary_of(*generation));
    } else {
      report(generation.error().sentence);
    }
  }
  opened_.history.push_back(summary_of(opened_.current));
}

}  // namespace lineman::agent
