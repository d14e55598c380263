// event-texts: writes the journal's message catalogue, or the page about events.
#include <fstream>
#include <iostream>

#include "catalog/texts.hpp"

int main(int count, char** words) {
  using namespace lineman::catalog;
  const std::string_view what = count == 3 ? words[1] : "";
  if (what != "catalog" && what != "markdown") {
    std::cerr << "usage: event-texts catalog|markdown FILE\n";
    return 2;
  }
  std::ofstream file{words[2], std::ios::binary | std::ios::trunc};
  file << (what == "catalog" ? journal_catalog() : markdown());
  file.close();
  if (file) return 0;
  std::cerr << "event-texts: " << words[2] << " cannot be written\n";
  return 1;
}
