#include "tests/support/fake_files.hpp"

#include <algorithm>
#include <utility>

namespace lineman::test {
namespace {

std::string folder_of(std::string_view name) {
  const auto slash = name.find('/');
  return std::string{slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash)};
}

tl::unexpected<std::error_code> failure(std::errc code) {
  return tl::unexpected(std::make_error_code(code));
}

std::string half(const std::string& content) {
  return content.substr(0, content.size() / 2);
}

}  // namespace

std::optional<std::errc> FakeFiles::begin(std::string_view operation) {
  if (crashed_) return std::errc::io_error;
  ++operations_;
  if (fault_) return fault_(operations_, operation);
  return std::nullopt;
}

void FakeFiles::end() {
  if (crash_after_ && operations_ >= *crash_after_) crashed_ = true;
}

FakeFiles::Result<void> FakeFiles::done() {
  end();
  return {};
}

void FakeFiles::change(std::vector<std::pair<std::string, std::shared_ptr<File>>> names) {
  for (const auto& [name, file] : names) {
    if (file) {
      names_.insert_or_assign(name, file);
    } else {
      names_.erase(name);
    }
  }
  entries_.push_back({++entry_number_, std::move(names)});
}

void FakeFiles::make_durable(const Entry& entry) {
  for (const auto& [name, file] : entry.names) {
    auto& since = durable_since_[name];
    if (since > entry.number) continue;
    since = entry.number;
    if (file) {
      durable_names_.insert_or_assign(name, file);
    } else {
      durable_names_.erase(name);
    }
  }
}

void FakeFiles::lose(Loss loss, const std::function<std::uint64_t()>& coin) {
  crashed_ = false;
  crash_after_.reset();
  if (loss == Loss::none) return;
  const auto luck = [&]() -> Loss {
    if (loss != Loss::random) return loss;
    constexpr Loss kinds[] = {Loss::kept, Loss::dropped, Loss::halved};
    return kinds[coin() % 3];
  };
  for (const auto& entry : entries_) {
    if (luck() != Loss::dropped) make_durable(entry);
  }
  entries_.clear();
  names_ = durable_names_;
  for (auto& [name, file] : names_) {
    if (file->folder || file->content == file->durable) continue;
    const auto kind = luck();
    if (kind == Loss::kept) file->durable = file->content;
    if (kind == Loss::halved) file->durable = half(file->content);
    file->content = file->durable;
    file->clean = true;
  }
}

std::optional<std::string> FakeFiles::durable(std::string_view name) const {
  const auto at = durable_names_.find(name);
  if (at == durable_names_.end()) return std::nullopt;
  return at->second->durable;
}

void FakeFiles::put(const std::string& name, const std::string& content) {
  const auto folder = folder_of(name);
  for (auto* names : {&names_, &durable_names_}) {
    if (!folder.empty() && !names->contains(folder)) {
      names->emplace(folder, std::make_shared<File>(File{{}, {}, true, true}));
    }
  }
  const auto file = std::make_shared<File>(File{content, content, true, false});
  names_.insert_or_assign(name, file);
  durable_names_.insert_or_assign(name, file);
}

std::optional<std::string> FakeFiles::get(std::string_view name) const {
  const auto at = names_.find(name);
  if (at == names_.end()) return std::nullopt;
  return at->second->content;
}

std::vector<std::string> FakeFiles::names() const {
  std::vector<std::string> all;
  for (const auto& [name, file] : names_) {
    if (!file->folder) all.push_back(name);
  }
  return all;
}

FakeFiles::Result<std::vector<std::string>> FakeFiles::list(std::string_view folder) {
  if (const auto fault = begin("list")) return failure(*fault);
  end();
  if (!folder.empty() && !names_.contains(folder))
    return failure(std::errc::no_such_file_or_directory);
  std::vector<std::string> found;
  for (const auto& [name, file] : names_) {
    if (!name.empty() && folder_of(name) == folder) {
      found.push_back(folder.empty() ? name : name.substr(folder.size() + 1));
    }
  }
  return found;
}

FakeFiles::Result<std::string> FakeFiles::read(std::string_view name) {
  if (const auto fault = begin("read")) return failure(*fault);
  end();
  const auto at = names_.find(name);
  if (at == names_.end()) return failure(std::errc::no_such_file_or_directory);
  if (at->second->folder) return failure(std::errc::is_a_directory);
  return at->second->content;
}

FakeFiles::Result<void> FakeFiles::make_folder(std::string_view folder) {
  if (const auto fault = begin("make_folder")) return failure(*fault);
  if (!names_.contains(folder)) {
    change({{std::string{folder}, std::make_shared<File>(File{{}, {}, true, true})}});
  }
  return done();
}

FakeFiles::Result<void> FakeFiles::write(std::string_view name, std::string_view content) {
  const auto fault = begin("write");
  if (crashed_) return failure(std::errc::io_error);
  if (!names_.contains(folder_of(name)) && !folder_of(name).empty()) {
    return failure(std::errc::no_such_file_or_directory);
  }
  if (!names_.contains(name)) change({{std::string{name}, std::make_shared<File>()}});
  auto& file = *names_.find(name)->second;
  file.content = fault ? half(std::string{content}) : std::string{content};
  file.clean = false;
  if (fault) {
    end();
    return failure(*fault);
  }
  return done();
}

FakeFiles::Result<void> FakeFiles::append(std::string_view name, std::string_view content) {
  return write(name, get(name).value_or("") + std::string{content});
}

FakeFiles::Result<void> FakeFiles::sync(std::string_view name) {
  const auto fault = begin("sync");
  if (crashed_) return failure(std::errc::io_error);
  const auto at = names_.find(name);
  if (at == names_.end()) return failure(std::errc::no_such_file_or_directory);
  auto& file = *at->second;
  if (!fault && !file.clean) file.durable = file.content;
  file.clean = true;
  end();
  if (fault) return failure(*fault);
  return {};
}

FakeFiles::Result<void> FakeFiles::rename(std::string_view from, std::string_view to) {
  if (const auto fault = begin("rename")) return failure(*fault);
  const auto at = names_.find(from);
  if (at == names_.end()) return failure(std::errc::no_such_file_or_directory);
  change({{std::string{to}, at->second}, {std::string{from}, nullptr}});
  return done();
}

FakeFiles::Result<void> FakeFiles::sync_folder(std::string_view folder) {
  const auto fault = begin("sync_folder");
  if (crashed_) return failure(std::errc::io_error);
  for (auto& entry : entries_) {
    if (folder_of(entry.names.front().first) != folder) continue;
    if (!fault && !entry.clean) make_durable(entry);
    entry.clean = true;
  }
  end();
  if (fault) return failure(*fault);
  return {};
}

FakeFiles::Result<void> FakeFiles::remove(std::string_view name) {
  if (const auto fault = begin("remove")) return failure(*fault);
  if (!names_.contains(name)) return failure(std::errc::no_such_file_or_directory);
  change({{std::string{name}, nullptr}});
  return done();
}

}  // namespace lineman::test
