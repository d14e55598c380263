#include "ctl/bundle/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace lineman::ctl::bundle {
namespace {

tl::unexpected<std::string> failure(const std::string& path, int error) {
  const auto reason = error == EEXIST ? "a file of this name is there already, and is left alone"
                                      : std::generic_category().message(error);
  return tl::unexpected("cannot write " + path + ": " + reason);
}

// 0, or the error.
int write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const auto size = write(file, content.data(), content.size());
    if (size < 0 && errno != EINTR) return errno;
    if (size > 0) content.remove_prefix(static_cast<std::size_t>(size));
  }
  return fsync(file) == 0 ? 0 : errno;
}

// Gives the file its name unless another has it. Not all file systems know how to do both at once;
// they know links then.
int give_name(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (link(from.c_str(), to.c_str()) != 0) return errno;
  unlink(from.c_str());
  return 0;
}

}  // namespace

tl::expected<void, std::string> write_new_file(const std::string& path, std::string_view content) {
  struct stat there {};
  if (lstat(path.c_str(), &there) == 0) return failure(path, EEXIST);
  const auto unfinished = path + ".part";
  const int file = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                        S_IRUSR | S_IWUSR);
  if (file < 0) return failure(errno == EEXIST ? unfinished : path, errno);
  int error = write_all(file, content);
  close(file);
  if (error == 0) error = give_name(unfinished, path);
  if (error == 0) return {};
  unlink(unfinished.c_str());
  return failure(path, error);
}

}  // namespace lineman::ctl::bundle
