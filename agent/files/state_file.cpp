#include "agent/files/state_file.hpp"

#include <memory>

namespace lineman::agent {

StateFile::StateFile(Files& files, Disk& disk, std::string folder, std::string name)
    : files_{files}, disk_{disk}, folder_{std::move(folder)}, name_{std::move(name)} {}

tl::expected<std::optional<std::string>, FileError> StateFile::load() {
  if (const auto made = files_.make_folder(folder_); !made) {
    return tl::unexpected(FileError{folder_, made.error()});
  }
  if (const auto synced = files_.sync_folder(""); !synced) {
    return tl::unexpected(FileError{"the state directory", synced.error()});
  }
  const auto path = folder_ + '/' + name_;
  auto text = files_.read(path);
  if (text) return std::optional{std::move(*text)};
  if (text.error() == std::errc::no_such_file_or_directory) return std::nullopt;
  return tl::unexpected(FileError{path, text.error()});
}

void StateFile::store(std::string content, std::function<void(const std::string& why_not)> done) {
  const auto why_not = std::make_shared<std::string>();
  disk_.run(
      [&files = files_, folder = folder_, name = name_, content = std::move(content), why_not] {
        const auto stored = replace_durably(files, folder, name, content);
        if (!stored) *why_not = stored.error().name + ": " + stored.error().code.message();
      },
      [why_not, done = std::move(done)] { done(*why_not); });
}

}  // namespace lineman::agent
