// datamodel-export: writes what is generated from the table of parameters.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "datamodel/export/artefacts.hpp"

namespace {

using lineman::datamodel::artefacts;

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

int usage() {
  std::cerr << "usage: datamodel-export WHAT [-o FILE]\n"
               "       datamodel-export --all FOLDER   rewrites every committed file below FOLDER\n"
               "WHAT is one of:\n";
  for (const auto& artefact : artefacts()) {
    std::cerr << "  " << artefact.name << "\t" << artefact.help << " (" << artefact.file << ")\n";
  }
  std::cerr << "  arcs\tarcs of all objects, as in datamodel/released_arcs.txt\n";
  return wrong_usage;
}

int write_to(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file << text;
  file.close();
  if (file) return done;
  std::cerr << "datamodel-export: " << path.string() << " cannot be written\n";
  return failed;
}

int write_all(const std::filesystem::path& folder) {
  for (const auto& artefact : artefacts()) {
    if (const int result = write_to(folder / artefact.file, artefact.write()); result != done) {
      return result;
    }
  }
  return done;
}

std::string (*writer_of(std::string_view name))() {
  if (name == "arcs") return lineman::datamodel::write_arcs;
  for (const auto& artefact : artefacts()) {
    if (artefact.name == name) return artefact.write;
  }
  return nullptr;
}

}  // namespace

int main(int count, char** words) {
  const std::string_view what = count > 1 ? words[1] : "";
  if (what == "--all" && count == 3) return write_all(words[2]);
  const auto write = writer_of(what);
  if (write == nullptr) return usage();
  if (count == 2) {
    std::cout << write() << std::flush;
    return std::cout ? done : failed;
  }
  if (count == 4 && std::string_view{words[2]} == "-o") return write_to(words[3], write());
  return usage();
}
