// manual-page: writes a manual page from its template and the tables of the programs.
#include <fstream>
#include <iostream>
#include <iterator>

#include "manual/page.hpp"

namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

int complain(const std::string& sentence, int code) {
  std::cerr << "manual-page: " << sentence << '\n';
  return code;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: manual-page TEMPLATE FILE\n";
    return wrong_usage;
  }
  std::ifstream pattern{words[1], std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{pattern}, {}};
  if (!pattern.is_open() || pattern.bad())
    return complain(std::string{words[1]} + " cannot be read", failed);
  const auto page = lineman::manual::write_page(text);
  if (!page) return complain(std::string{words[1]} + ": " + page.error(), failed);
  std::ofstream file{words[2], std::ios::binary | std::ios::trunc};
  file << *page;
  file.close();
  return file ? done : complain(std::string{words[2]} + " cannot be written", failed);
}
