// What becomes of a guarded change.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>

#include "ctl/command_line.hpp"
#include "ctl/console.hpp"
#include "ctl/document.hpp"

namespace lineman::ctl {

enum class GuardEnd { none_yet, stands, taken_back };

// Of the change that made `generation`, from replies to Status and, asked after it, to History.
GuardEnd guard_end(const boost::json::object& status, const boost::json::object& history,
                   std::uint64_t generation);

// Shows the reply to a change, after --wait with what became of it: in JSON as its member
// `guard_end` ("stands", "takenBack"). The exit code; where it was taken back, exit_failed.
int show_change(boost::json::object reply,
                const std::function<Document(const boost::json::object&)>& view,
                const CommandLine& line, Console& console);

// Waits for the guard of `generation`, and shows what became of it alone.
int show_guard_end(std::uint64_t generation, const CommandLine& line, Console& console);

}  // namespace lineman::ctl
