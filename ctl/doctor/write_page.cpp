// doctor-page FILE: writes docs/doctor.md.
#include <fstream>
#include <iostream>

#include "ctl/doctor/finding_page.hpp"

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: doctor-page FILE\n";
    return 2;
  }
  std::ofstream file{words[1], std::ios::binary | std::ios::trunc};
  file << lineman::ctl::doctor::finding_page();
  file.close();
  if (file) return 0;
  std::cerr << "doctor-page: " << words[1] << " cannot be written\n";
  return 1;
}
