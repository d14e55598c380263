// An archive as tar(1) reads it: the interchange format of POSIX (ustar, pax(1)).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lineman::ctl::bundle {

class TarArchive {
 public:
  // `time`: of all its files, in seconds since the epoch, not negative.
  explicit TarArchive(std::int64_t time) : time_{time} {}

  // A file that only its owner may read. `name`: at most 99 octets, relative.
  void add(std::string_view name, std::string_view content);

  // The whole archive; nothing can be added afterwards.
  std::string finish() &&;

 private:
  std::int64_t time_;
  std::string octets_;
};

}  // namespace lineman::ctl::bundle
