// One entry of the journal, as far as a picture of the past needs it.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "ctl/timeline/past.hpp"

namespace lineman::ctl::timeline {

struct JournalEntry {
  std::string boot{};                    // of which start of the machine
  std::int64_t monotonic = 0;            // microseconds since then
  std::int64_t realtime = 0;             // microseconds since the epoch, by a clock that may jump
  std::optional<Happening> happening{};  // without its time; nothing where it says nothing to us
};

// Nothing where it is no entry, or of another program than ours.
std::optional<JournalEntry> journal_entry(const boost::json::object& fields);

}  // namespace lineman::ctl::timeline
