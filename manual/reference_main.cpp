// reference-page: writes a page of docs/ from the tables of the programs.
#include <fstream>
#include <iostream>

#include "manual/reference.hpp"

int main(int count, char** words) {
  using namespace lineman::manual;
  const std::string_view what = count == 3 ? words[1] : "";
  if (what != "commands" && what != "settings") {
    std::cerr << "usage: reference-page commands|settings FILE\n";
    return 2;
  }
  std::ofstream file{words[2], std::ios::binary | std::ios::trunc};
  file << (what == "commands" ? commands_page() : settings_page());
  file.close();
  if (file) return 0;
  std::cerr << "reference-page: " << words[2] << " cannot be written\n";
  return 1;
}
