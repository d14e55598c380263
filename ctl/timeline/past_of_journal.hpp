// The past as the journal of systemd has it.
#pragma once

#include <iosfwd>
#include <string>
#include <tl/expected.hpp>

#include "ctl/timeline/past.hpp"

namespace lineman::ctl::timeline {

// Of a line of the journal; what is longer is no entry of ours.
inline constexpr std::size_t longest_entry = std::size_t{1} << 20U;

// `in` is what `journalctl -o json` printed: one entry a line, oldest first. Entries of other
// programs do no harm. Times are made of the monotonic ones and of what the clock showed at the end
// of each start of the machine: by then it had been set, if it ever was. A start at whose end the
// clock stood before 2020 counts as nothing.
//
// The error is a sentence without a full stop.
tl::expected<Past, std::string> past_of_journal(std::istream& in);

}  // namespace lineman::ctl::timeline
