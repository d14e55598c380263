#include "agent/files/durable_file.hpp"

namespace lineman::agent {
namespace {

tl::expected<void, FileError> named(const Files::Result<void>& result, std::string_view name) {
  if (result) return {};
  return tl::unexpected(FileError{std::string{name}, result.error()});
}

}  // namespace

tl::expected<void, FileError> write_durably(Files& files, std::string_view name,
                                            std::string_view content) {
  if (auto written = named(files.write(name, content), name); !written) return written;
  return named(files.sync(name), name);
}

tl::expected<void, FileError> replace_durably(Files& files, std::string_view folder,
                                              std::string_view name, std::string_view content) {
  const auto path = std::string{folder}.append("/").append(name);
  const auto fresh = std::string{path}.append(staged_suffix);
  if (auto written = write_durably(files, fresh, content); !written) return written;
  if (auto renamed = named(files.rename(fresh, path), path); !renamed) return renamed;
  return named(files.sync_folder(folder), path);
}

}  // namespace lineman::agent
