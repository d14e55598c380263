#include "daemon/secret_file.hpp"

#include <fcntl.h>
#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "daemon/log.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::daemon {
namespace {

class File {
 public:
  // O_NONBLOCK: a FIFO must not hold us up before it is refused.
  explicit File(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

bool is_credential(const std::string& path) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr || *folder == '\0') return false;
  return path.starts_with(std::string(folder) + '/') && path.find("/../") == std::string::npos;
}

// Empty: may be read.
std::string objection_to(int descriptor, const std::string& path) {
  struct stat file {};
  if (fstat(descriptor, &file) != 0) return "cannot be read";
  if (!S_ISREG(file.st_mode)) return "is no regular file";
  if ((file.st_mode & 077U) != 0 && !is_credential(path)) {
    return "may be read or written by others than its owner; it needs the mode 0600";
  }
  return {};
}

std::string objection_to(const std::string& secret) {
  if (secret.empty()) return "is empty";
  if (secret.size() > maximum_secret) {
    return "has more than " + std::to_string(maximum_secret) + " octets";
  }
  if (!datamodel::utf8_length(secret)) return "is not well-formed UTF-8";
  if (datamodel::has_control_character(secret))
    return "has more than one line or a control character";
  return {};
}

tl::expected<std::string, int> content_of(int descriptor) {
  // One octet and an end of line more than may be, so that what is too long shows.
  std::array<char, maximum_secret + 3> buffer{};
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const auto got = read(descriptor, buffer.data() + filled, buffer.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return tl::unexpected(errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  std::string content(buffer.data(), filled);
  explicit_bzero(buffer.data(), buffer.size());
  return content;
}

}  // namespace

tl::expected<std::string, std::string> read_secret(const std::string& path) {
  const auto refuse = [&](const std::string& why) {
    return tl::unexpected(log::printable(path) + ": " + why);
  };
  const File file(path);
  if (file.descriptor() < 0) {
    return refuse("cannot be read: " + std::generic_category().message(errno));
  }
  const auto objection = objection_to(file.descriptor(), path);
  if (!objection.empty()) return refuse(objection);
  auto secret = content_of(file.descriptor());
  if (!secret) return refuse("cannot be read: " + std::generic_category().message(secret.error()));
  if (secret->ends_with('\n')) secret->pop_back();
  if (secret->ends_with('\r')) secret->pop_back();
  const auto fault = objection_to(*secret);
  if (!fault.empty()) return refuse(fault);
  return *secret;
}

}  // namespace lineman::daemon
