// The parts of the overview. Each makes as many lines as it is given at most, in `canvas.size`.
#pragma once

#include "ctl/top/frame.hpp"
#include "ctl/top/model.hpp"

namespace lineman::ctl::top {

// Generation and time, and whether the agent is away.
Frame title_pane(const Model& model, const Canvas& canvas);

// The same, and how the phone is: SIP core, ACS, guard, doors that are not open as they should be.
Frame header_pane(const Model& model, const Canvas& canvas);

// The accounts, around the selected one where there is no room for all.
Frame accounts_pane(const Model& model, const Canvas& canvas);
std::size_t accounts_pane_lines(const Model& model);  // with room for all

// The servers of the selected account with their targets.
Frame servers_pane(const Model& model, const Canvas& canvas);
std::size_t servers_pane_lines(const Model& model);

// The last events, the newest at the bottom.
Frame events_pane(const Model& model, const Canvas& canvas);

// "████▌    48 min" of an account, or only the time in fewer columns than a bar needs.
Span lease_span(const boost::json::object& account, const Model& model, const Canvas& canvas,
                std::size_t columns);

}  // namespace lineman::ctl::top
