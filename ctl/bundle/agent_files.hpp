// What the agent says of the phone.
#pragma once

#include <string>

#include "ctl/bundle/contents.hpp"

namespace lineman::ctl::bundle {

// Its replies, as they come: secrets are masked by it. What it does not answer is told as missing.
void add_agent_files(const std::string& runtime_dir, Contents& contents);

// Of the generations that are kept, this many of the newest are compared, each with the one before.
inline constexpr std::size_t most_diffs = 50;

}  // namespace lineman::ctl::bundle
