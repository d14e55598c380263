// The pages that are not the overview: all their lines, however many the screen has.
#pragma once

#include "ctl/top/frame.hpp"
#include "ctl/top/model.hpp"

namespace lineman::ctl::top {

// The selected account with its servers, targets and what was counted.
Frame account_page(const Model& model, const Canvas& canvas);

Frame help_page(const Canvas& canvas);

}  // namespace lineman::ctl::top
