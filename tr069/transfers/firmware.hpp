// The seam between a firmware file that comes and whoever installs it on this phone.
#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>

namespace lineman::cwmp {

// What an exit code of the hook says; 0 is success, any other one a failure without a further word
// (9010).
inline constexpr int hook_says_corrupted = 18;      // 9018
inline constexpr int hook_says_not_authentic = 19;  // 9019: the signature

// One file at a time. One thread: the loop's; callbacks come from it, not from within the call that
// they answer, and not after the end of whoever implements this.
class FirmwareInstaller {
 public:
  virtual ~FirmwareInstaller() = default;

  // Whether this phone has a hook for it at all.
  virtual bool is_configured() const = 0;

  // Adds to the file; the first after discard() begins it. Answered with the sentence why it was
  // not kept, or an empty one. One at a time.
  virtual void append(std::string octets, std::function<void(const std::string& why_not)> done) = 0;

  // Hands the file to the hook. Answered with the hook's exit code, or the sentence why it did not
  // run. The phone must not restart before the hook has returned: what it said would be lost.
  virtual void install(std::function<void(const tl::expected<int, std::string>&)> done) = 0;

  // Removes what there is of the file.
  virtual void discard() = 0;
};

}  // namespace lineman::cwmp
