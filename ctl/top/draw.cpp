#include "ctl/top/draw.hpp"

#include <algorithm>
#include <array>

#include "ctl/top/pages.hpp"
#include "ctl/top/panes.hpp"
#include "ctl/top/share.hpp"

namespace lineman::ctl::top {
namespace {

constexpr std::size_t fewest_for_keys = 8;  // lines; below, the last line has better to show

void append(Frame& frame, Frame more) {
  std::ranges::move(more, std::back_inserter(frame));
}

Canvas with_lines(const Canvas& canvas, std::size_t lines) {
  auto part = canvas;
  part.size.lines = lines;
  return part;
}

StyledLine keys_line(Page page) {
  switch (page) {
    case Page::overview:
      break;
    case Page::account:
      return {span_of("q quit  Esc back  up/down scroll  ? help", Tone::faint)};
    case Page::help:
      return {span_of("any key goes back", Tone::faint)};
  }
  return {span_of("q quit  up/down select  Enter details  ? help", Tone::faint)};
}

// Accounts before events before servers; what is left over shows more events.
Frame overview(const Model& model, const Canvas& canvas) {
  auto frame = header_pane(model, canvas);
  const auto lines = canvas.size.lines;
  frame.resize(std::min(frame.size(), std::max<std::size_t>(lines / 3, 1)));
  if (!model.known()) return frame;
  if (lines - frame.size() > fewest_for_keys) frame.push_back({});
  const auto room = lines - frame.size();
  const auto accounts = accounts_pane_lines(model);
  const auto servers = servers_pane_lines(model);
  const std::array shares = {
      Share{.wanted = accounts, .least = std::min<std::size_t>(accounts, 2), .importance = 3},
      Share{.wanted = servers, .least = std::min<std::size_t>(servers, 3), .importance = 1},
      Share{.wanted = 6, .least = 4, .importance = 2}};
  const auto sizes = shared(room, 0, shares);
  append(frame, accounts_pane(model, with_lines(canvas, sizes[0])));
  append(frame, servers_pane(model, with_lines(canvas, sizes[1])));
  append(frame, events_pane(model, with_lines(canvas, lines - frame.size())));
  return frame;
}

// Below the title a page of any length, from the line to which was scrolled.
void show_page(Picture& picture, const Frame& page, std::size_t lines, std::size_t scroll) {
  lines -= std::min(lines, picture.frame.size());
  picture.furthest_scroll = page.size() - std::min(page.size(), lines);
  const auto first = std::min(scroll, picture.furthest_scroll);
  const auto last = std::min(page.size(), first + lines);
  for (std::size_t i = first; i < last; ++i) picture.frame.push_back(page[i]);
}

}  // namespace

Picture draw(const Model& model, const Canvas& canvas) {
  Picture picture;
  const auto [columns, lines] = canvas.size;
  if (columns == 0 || lines == 0) return picture;
  const bool keys = lines >= fewest_for_keys;
  const auto room = keys ? lines - 1 : lines;
  picture.page_lines = std::max<std::size_t>(room / 2, 1);
  switch (model.page()) {
    case Page::overview:
      picture.frame = overview(model, with_lines(canvas, room));
      break;
    case Page::account:
      picture.frame = title_pane(model, canvas);
      show_page(picture, account_page(model, canvas), room, model.scroll());
      break;
    case Page::help:
      picture.frame = title_pane(model, canvas);
      show_page(picture, help_page(canvas), room, 0);
      break;
  }
  picture.frame.resize(keys ? room : std::min(room, picture.frame.size()));
  if (keys) {
    picture.frame.push_back(keys_line(model.page()));
  }
  for (auto& line : picture.frame) line = clipped(line, columns);
  return picture;
}

}  // namespace lineman::ctl::top
