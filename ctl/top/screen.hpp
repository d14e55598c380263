// The terminal as a whole, by ncurses. The only place that knows it.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "ctl/top/frame.hpp"
#include "ctl/top/model.hpp"

namespace lineman::ctl::top {

// Taken from when it is opened until it is destroyed, which gives the terminal back as it was. One
// at a time in a process.
class Screen {
 public:
  // Standard input and output are a terminal. The error is a sentence without a full stop.
  static tl::expected<std::unique_ptr<Screen>, std::string> open(bool colours);

  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  Size size() const;
  Glyphs glyphs() const { return glyphs_; }
  // The terminal has another size now.
  void resize();
  void show(const Frame& frame);
  // Those that were pressed since; never waits.
  std::vector<Key> keys();

 private:
  Screen(bool colours, Glyphs glyphs);
  void show_line(int at, const StyledLine& line);

  bool colours_;
  Glyphs glyphs_;
};

}  // namespace lineman::ctl::top
