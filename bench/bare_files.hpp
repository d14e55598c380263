// What a durable change cannot do without, by nothing but system calls.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace lineman::bench {

// Files each under a name of its own, as the generations are, and as many of them as those.
class BareFiles {
 public:
  explicit BareFiles(const std::string& folder) : folder_(folder + "/bare") {
    if (::mkdir(folder_.c_str(), 0700) != 0) throw std::runtime_error("cannot make " + folder_);
  }

  // write, fsync, rename and fsync of the folder.
  void write(const std::string& content) {
    const auto name = folder_ + '/' + std::to_string(++number_);
    const auto fresh = name + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto size = static_cast<ssize_t>(content.size());
    const bool written = ::write(file, content.data(), content.size()) == size;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    const bool renamed = ::rename(fresh.c_str(), name.c_str()) == 0;
    const int directory = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool folder_synced = ::fsync(directory) == 0;
    ::close(directory);
    if (!written || !synced || !renamed || !folder_synced) {
      throw std::runtime_error("the disk failed");
    }
  }

  // What the store does to its history.
  void forget_old() {
    if (number_ > 20) ::unlink((folder_ + '/' + std::to_string(number_ - 20)).c_str());
  }

 private:
  std::string folder_;
  unsigned number_ = 0;
};

}  // namespace lineman::bench
