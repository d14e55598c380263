// A file that was not there before.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::ctl::bundle {

// Writes the file for its owner's eyes alone (0600), whole or not at all. The error is a sentence
// without a full stop: a file of this name is there, the folder is not, the disk is full.
tl::expected<void, std::string> write_new_file(const std::string& path, std::string_view content);

}  // namespace lineman::ctl::bundle
