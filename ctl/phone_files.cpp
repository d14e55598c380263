#include "ctl/phone_files.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "datamodel/phone_file.hpp"

namespace lineman::ctl {
namespace {

using Error = tl::unexpected<SourceError>;

tl::expected<GivenFile, SourceError> read_stream(std::istream& in, const std::string& name) {
  errno = 0;
  std::string octets(datamodel::maximum_phone_file + 1, '\0');
  in.read(octets.data(), static_cast<std::streamsize>(octets.size()));
  // Opening a folder works and reading it does not, and only errno tells.
  if (in.bad() || (in.gcount() == 0 && errno == EISDIR)) {
    return Error{{"cannot read " + name + ": " + std::generic_category().message(errno)}};
  }
  octets.resize(static_cast<std::size_t>(in.gcount()));
  if (octets.size() > datamodel::maximum_phone_file) {
    return Error{{name + " holds more than " + std::to_string(datamodel::maximum_phone_file) +
                  " octets, and is no phone configuration file"}};
  }
  return GivenFile{name, std::move(octets)};
}

tl::expected<GivenFile, SourceError> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (!file.is_open()) {
    return Error{{"cannot read " + path + ": " + std::generic_category().message(errno)}};
  }
  return read_stream(file, path);
}

}  // namespace

tl::expected<std::vector<GivenFile>, SourceError> read_files(std::span<const std::string> words,
                                                             std::istream& in) {
  if (std::ranges::count(words, "-") > 1) {
    return Error{{"standard input can only be one of the files", true}};
  }
  std::vector<GivenFile> files;
  files.reserve(words.size());
  for (const auto& word : words) {
    auto file = word == "-" ? read_stream(in, "(standard input)") : read_file(word);
    if (!file) return Error{file.error()};
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace lineman::ctl
