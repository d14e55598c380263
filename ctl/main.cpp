#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "ctl/program.hpp"

namespace {

// Whether it obeys more than line breaks.
bool is_clever_terminal(int descriptor) {
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) == 1 && terminal != nullptr && std::string_view{terminal} != "dumb";
}

bool shows_colours() {
  // https://no-color.org: set and not empty means none.
  const char* refused = std::getenv("NO_COLOR");
  return is_clever_terminal(STDOUT_FILENO) && (refused == nullptr || *refused == '\0');
}

unsigned columns() {
  constexpr unsigned narrowest = 40;
  constexpr unsigned usual = 80;
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= narrowest;
  return known ? size.ws_col : usual;
}

std::int64_t now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments{values + 1, values + count};
  lineman::ctl::Console console{.in = std::cin,
                                .out = std::cout,
                                .err = std::cerr,
                                .terminal = isatty(STDOUT_FILENO) == 1,
                                .colours = shows_colours(),
                                .progress = is_clever_terminal(STDERR_FILENO),
                                .width = columns(),
                                .now = now()};
  const int code = lineman::ctl::run_program(arguments, console);
  std::cout.flush();
  return std::cout ? code : lineman::ctl::exit_failed;
}
