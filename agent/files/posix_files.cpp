#include "agent/files/posix_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace lineman::agent {
namespace {

constexpr mode_t file_mode = S_IRUSR | S_IWUSR;
constexpr mode_t folder_mode = S_IRWXU;
constexpr int common_flags = O_NOFOLLOW | O_CLOEXEC;
constexpr const char* lock_name = "lock";

tl::unexpected<std::error_code> failure(int error = errno) {
  return tl::unexpected(std::error_code(error, std::generic_category()));
}

// The folder and what is after its slash; the state directory itself has an empty name.
std::pair<std::string, std::string> split(std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) return {std::string{}, std::string{name}};
  return {std::string{name.substr(0, slash)}, std::string{name.substr(slash + 1)}};
}

// Repeats a system call that a signal interrupted.
template <typename Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Files::Result<void> write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto written =
        uninterrupted([&] { return ::write(descriptor, content.data(), content.size()); });
    if (written < 0) return failure();
    if (written == 0) return failure(EIO);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Files::Result<void> sync_descriptor(int descriptor) {
  if (uninterrupted([&] { return ::fsync(descriptor); }) != 0) return failure();
  return {};
}

}  // namespace

OwnedDescriptor::OwnedDescriptor(OwnedDescriptor&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OwnedDescriptor::~OwnedDescriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Files::Result<std::unique_ptr<PosixFiles>> PosixFiles::open(
    const std::filesystem::path& directory) {
  if (::mkdir(directory.c_str(), folder_mode) != 0 && errno != EEXIST) return failure();
  OwnedDescriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return failure();
  OwnedDescriptor lock(
      ::openat(folder.get(), lock_name, O_RDWR | O_CREAT | common_flags, file_mode));
  if (!lock) return failure();
  if (uninterrupted([&] { return ::flock(lock.get(), LOCK_EX | LOCK_NB); }) != 0) return failure();
  return std::unique_ptr<PosixFiles>(new PosixFiles(std::move(folder), std::move(lock)));
}

PosixFiles::PosixFiles(OwnedDescriptor directory, OwnedDescriptor lock)
    : directory_(std::move(directory)), lock_(std::move(lock)) {}

Files::Result<OwnedDescriptor> PosixFiles::open_folder(std::string_view folder) const {
  const std::string name = folder.empty() ? "." : std::string{folder};
  OwnedDescriptor opened(
      ::openat(directory_.get(), name.c_str(), O_RDONLY | O_DIRECTORY | common_flags));
  if (!opened) return failure();
  return opened;
}

Files::Result<OwnedDescriptor> PosixFiles::open_file(std::string_view name, int flags) const {
  const auto [folder, leaf] = split(name);
  const auto in = open_folder(folder);
  if (!in) return tl::unexpected(in.error());
  OwnedDescriptor opened(::openat(in->get(), leaf.c_str(), flags | common_flags, file_mode));
  if (!opened) return failure();
  return opened;
}

Files::Result<std::vector<std::string>> PosixFiles::list(std::string_view folder) {
  const std::string path = folder.empty() ? "." : std::string{folder};
  const int descriptor =
      ::openat(directory_.get(), path.c_str(), O_RDONLY | O_DIRECTORY | common_flags);
  if (descriptor < 0) return failure();
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(descriptor), &::closedir);
  if (!stream) {
    const auto error = failure();
    ::close(descriptor);
    return error;
  }
  std::vector<std::string> names;
  errno = 0;
  // The stream is this call's own, so readdir is safe here.
  while (const auto* entry = ::readdir(stream.get())) {  // NOLINT(concurrency-mt-unsafe)
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  if (errno != 0) return failure();
  std::ranges::sort(names);
  return names;
}

Files::Result<std::string> PosixFiles::read(std::string_view name) {
  // A FIFO in the way must not block the agent.
  const auto file = open_file(name, O_RDONLY | O_NONBLOCK);
  if (!file) return tl::unexpected(file.error());
  struct stat facts {};
  if (::fstat(file->get(), &facts) != 0) return failure();
  if (S_ISDIR(facts.st_mode)) return failure(EISDIR);
  if (!S_ISREG(facts.st_mode)) return failure(EINVAL);
  std::string content;
  std::array<char, 16'384> part{};
  while (true) {
    const auto size = uninterrupted([&] { return ::read(file->get(), part.data(), part.size()); });
    if (size < 0) return failure();
    if (size == 0) return content;
    if (content.size() + static_cast<std::size_t>(size) > maximum_size) return failure(EFBIG);
    content.append(part.data(), static_cast<std::size_t>(size));
  }
}

Files::Result<void> PosixFiles::make_folder(std::string_view folder) {
  const std::string name{folder};
  if (::mkdirat(directory_.get(), name.c_str(), folder_mode) == 0) return {};
  if (errno != EEXIST) return failure();
  // What is there already has to be a folder, and not a link to one.
  if (const auto opened = open_folder(folder); !opened) return tl::unexpected(opened.error());
  return {};
}

Files::Result<void> PosixFiles::write(std::string_view name, std::string_view content) {
  written_ = OwnedDescriptor{};
  auto file = open_file(name, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK);
  if (!file) return tl::unexpected(file.error());
  if (::fchmod(file->get(), file_mode) != 0) return failure();
  if (auto written = write_all(file->get(), content); !written) return written;
  written_ = std::move(*file);
  written_name_ = name;
  return {};
}

Files::Result<void> PosixFiles::append(std::string_view name, std::string_view content) {
  const auto file = open_file(name, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK);
  if (!file) return tl::unexpected(file.error());
  if (::fchmod(file->get(), file_mode) != 0) return failure();
  return write_all(file->get(), content);
}

Files::Result<void> PosixFiles::sync(std::string_view name) {
  if (written_ && written_name_ == name) {
    const OwnedDescriptor file = std::move(written_);
    return sync_descriptor(file.get());
  }
  const auto file = open_file(name, O_RDONLY | O_NONBLOCK);
  if (!file) return tl::unexpected(file.error());
  return sync_descriptor(file->get());
}

Files::Result<void> PosixFiles::rename(std::string_view from, std::string_view to) {
  const auto [from_folder, from_leaf] = split(from);
  const auto [to_folder, to_leaf] = split(to);
  const auto source = open_folder(from_folder);
  if (!source) return tl::unexpected(source.error());
  const auto target = open_folder(to_folder);
  if (!target) return tl::unexpected(target.error());
  if (::renameat(source->get(), from_leaf.c_str(), target->get(), to_leaf.c_str()) != 0) {
    return failure();
  }
  return {};
}

Files::Result<void> PosixFiles::sync_folder(std::string_view folder) {
  const auto opened = open_folder(folder);
  if (!opened) return tl::unexpected(opened.error());
  return sync_descriptor(opened->get());
}

Files::Result<void> PosixFiles::remove(std::string_view name) {
  const auto [folder, leaf] = split(name);
  const auto in = open_folder(folder);
  if (!in) return tl::unexpected(in.error());
  if (::unlinkat(in->get(), leaf.c_str(), 0) != 0) return failure();
  return {};
}

}  // namespace lineman::agent
