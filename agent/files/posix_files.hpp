// `Files` on a folder of the file system.
#pragma once

#include <filesystem>
#include <memory>

#include "agent/files/files.hpp"

namespace lineman::agent {

// A descriptor of the operating system, closed with its owner.
class OwnedDescriptor {
 public:
  OwnedDescriptor() = default;
  explicit OwnedDescriptor(int descriptor) : descriptor_(descriptor) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept;
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  ~OwnedDescriptor();

  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// The state directory. Files are 0600 and folders 0700; no symbolic link in it is followed, and
// nothing but regular files is read. While the object lives, no other agent can open the same
// directory: the lock is the kernel's (flock) and ends with the process, however that ends.
class PosixFiles final : public Files {
 public:
  // Larger files are refused with file_too_large. The largest of ours is a generation, which is far
  // below (store.hpp).
  static constexpr std::size_t maximum_size = std::size_t{64} * 1024 * 1024;

  // Makes the directory where it is missing. Fails with resource_unavailable_try_again where
  // another agent has it.
  static Result<std::unique_ptr<PosixFiles>> open(const std::filesystem::path& directory);

  Result<std::vector<std::string>> list(std::string_view folder) override;
  Result<std::string> read(std::string_view name) override;
  Result<void> make_folder(std::string_view folder) override;
  Result<void> write(std::string_view name, std::string_view content) override;
  Result<void> append(std::string_view name, std::string_view content) override;
  Result<void> sync(std::string_view name) override;
  Result<void> rename(std::string_view from, std::string_view to) override;
  Result<void> sync_folder(std::string_view folder) override;
  Result<void> remove(std::string_view name) override;

 private:
  PosixFiles(OwnedDescriptor directory, OwnedDescriptor lock);
  Result<OwnedDescriptor> open_folder(std::string_view folder) const;
  Result<OwnedDescriptor> open_file(std::string_view name, int flags) const;

  OwnedDescriptor directory_;
  OwnedDescriptor lock_;
  // The file written last stays open until it is synced, so that an error of its write-back cannot
  // be missed.
  OwnedDescriptor written_;
  std::string written_name_;
};

}  // namespace lineman::agent
