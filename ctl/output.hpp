// The end of every verb: a reply, shown in the format that was asked for, or why there is none.
#pragma once

#include <boost/json/object.hpp>
#include <functional>

#include "ctl/agent.hpp"
#include "ctl/command_line.hpp"
#include "ctl/console.hpp"
#include "ctl/document.hpp"

namespace lineman::ctl {

// JSON is the reply as it came; `view` makes the document for the other formats. Returns exit_done.
int show(const boost::json::object& reply, const std::function<Document()>& view,
         const CommandLine& line, Console& console);

// A refusal is a result of its own in JSON and keyvalue; everything else is a sentence on standard
// error. Returns exit_failed.
int fail(const CallError& error, const CommandLine& line, Console& console);

// Wrong usage that only the verb knows of. Returns exit_usage.
int misuse(const std::string& sentence, const CommandLine& line, Console& console);

}  // namespace lineman::ctl
