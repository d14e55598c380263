// How a file of the state directory gets another content, so that a crash leaves the old or the new
// one.
#pragma once

#include "agent/files/files.hpp"

namespace lineman::agent {

// What a file that is being written is called until it is whole: NAME.new.
inline constexpr std::string_view staged_suffix = ".new";

// Why a file could not be written, and which one.
struct FileError {
  std::string name;
  std::error_code code;
};

// Writes and syncs one file that no reader looks at yet.
tl::expected<void, FileError> write_durably(Files& files, std::string_view name,
                                            std::string_view content);

// `folder`/`name` with `content`, durable when it returns. An error leaves the old content, or
// after a sync of the folder that failed either one.
tl::expected<void, FileError> replace_durably(Files& files, std::string_view folder,
                                              std::string_view name, std::string_view content);

}  // namespace lineman::agent
