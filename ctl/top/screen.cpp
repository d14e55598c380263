#include "ctl/top/screen.hpp"

// Otherwise macros of ncurses (erase, timeout, ...) take these names from everybody.
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "ctl/top/known_terminal.hpp"

namespace lineman::ctl::top {
namespace {

enum Pair : short { good_pair = 1, notable_pair, bad_pair };
constexpr int escape = 27;
constexpr int escape_delay_ms = 25;  // how long an arrow key's octets may take after its first one

// Where the terminal shows UTF-8, bars move by eighths. What the agent says is UTF-8 in any case.
Glyphs take_locale() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view{nl_langinfo(CODESET)} == "UTF-8") return Glyphs::blocks;
  std::setlocale(LC_CTYPE, "C.UTF-8");
  return Glyphs::ascii;
}

Key key_of(int code) {
  switch (code) {
    case KEY_UP:
    case 'k':
      return Key::up;
    case KEY_DOWN:
    case 'j':
      return Key::down;
    case KEY_PPAGE:
      return Key::page_up;
    case KEY_NPAGE:
    case ' ':
      return Key::page_down;
    case KEY_HOME:
    case 'g':
      return Key::first;
    case KEY_END:
    case 'G':
      return Key::last;
    case KEY_ENTER:
    case '\n':
    case '\r':
    case KEY_RIGHT:
    case 'l':
      return Key::open;
    case escape:
    case KEY_LEFT:
    case KEY_BACKSPACE:
    case 'h':
      return Key::back;
    case '?':
      return Key::help;
    case 'q':
    case 'Q':
      return Key::quit;
    default:
      return Key::other;
  }
}

short pair_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return good_pair;
    case Tone::notable:
      return notable_pair;
    case Tone::bad:
      return bad_pair;
    case Tone::plain:
    case Tone::faint:
      break;
  }
  return 0;
}

// Without colours, what is bad is bold.
attr_t attributes_of(const Span& span, bool colours) {
  if (span.reversed) return A_REVERSE;
  if (span.title || (span.tone == Tone::bad && !colours)) return A_BOLD;
  return span.tone == Tone::faint ? A_DIM : A_NORMAL;
}

void take_colours() {
  start_color();
  use_default_colors();
  init_pair(good_pair, COLOR_GREEN, -1);
  init_pair(notable_pair, COLOR_YELLOW, -1);
  init_pair(bad_pair, COLOR_RED, -1);
}

std::string name_of_terminal() {
  const char* name = std::getenv("TERM");
  return name == nullptr ? "" : name;
}

}  // namespace

tl::expected<std::unique_ptr<Screen>, std::string> Screen::open(bool colours) {
  const auto glyphs = take_locale();
  if (!is_known_terminal() || newterm(nullptr, stdout, stdin) == nullptr) {
    return tl::unexpected("the terminal '" + name_of_terminal() +
                          "' (TERM) is not known on this machine");
  }
  std::unique_ptr<Screen> screen{new Screen{colours && has_colors(), glyphs}};
  if (tigetstr("cup") == nullptr) {
    screen.reset();
    return tl::unexpected("the terminal '" + name_of_terminal() +
                          "' (TERM) cannot be written to at any place");
  }
  return screen;
}

Screen::Screen(bool colours, Glyphs glyphs) : colours_{colours}, glyphs_{glyphs} {
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, true);
  nodelay(stdscr, true);
  set_escdelay(escape_delay_ms);
  curs_set(0);
  if (colours_) take_colours();
}

Screen::~Screen() {
  endwin();
}

Size Screen::size() const {
  return {.columns = static_cast<std::size_t>(std::max(getmaxx(stdscr), 0)),
          .lines = static_cast<std::size_t>(std::max(getmaxy(stdscr), 0))};
}

void Screen::resize() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return;
  resizeterm(size.ws_row, size.ws_col);
  // What the terminal made of its old lines is not known.
  clearok(curscr, true);
}

void Screen::show(const Frame& frame) {
  ::erase();
  for (std::size_t i = 0; i < frame.size(); ++i) show_line(static_cast<int>(i), frame[i]);
  ::refresh();
}

void Screen::show_line(int at, const StyledLine& line) {
  ::move(at, 0);
  for (const auto& span : line) {
    const auto pair = colours_ && !span.title ? pair_of(span.tone) : short{0};
    attr_set(attributes_of(span, colours_), pair, nullptr);
    addstr(span.text.c_str());
  }
  attr_set(A_NORMAL, 0, nullptr);
}

std::vector<Key> Screen::keys() {
  std::vector<Key> pressed;
  for (int code = getch(); code != ERR; code = getch()) pressed.push_back(key_of(code));
  return pressed;
}

}  // namespace lineman::ctl::top
