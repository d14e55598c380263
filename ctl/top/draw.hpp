// From what is known to what stands on the screen.
#pragma once

#include "ctl/top/frame.hpp"
#include "ctl/top/model.hpp"

namespace lineman::ctl::top {

struct Picture {
  Frame frame{};                    // at most as many lines as the screen has, none too wide
  std::size_t furthest_scroll = 0;  // of the page that is shown
  std::size_t page_lines = 1;       // by how much a page goes on
};

Picture draw(const Model& model, const Canvas& canvas);

}  // namespace lineman::ctl::top
