#include "agent/factory_values.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

#include "datamodel/merged_files.hpp"

namespace lineman::agent {
namespace {

// No more than tells that the file is too large; nothing where it cannot be read (errno). Only a
// stream's own read() takes what is no file, a folder, without an exception.
std::optional<std::string> text_of(const std::string& path) {
  std::ifstream stream{path, std::ios::binary};
  if (!stream) return std::nullopt;
  std::string text(datamodel::maximum_phone_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace

FactoryValues read_factory_values(const std::string& path, unsigned accounts) {
  FactoryValues factory;
  if (path.empty()) return factory;
  const auto text = text_of(path);
  if (!text) {
    factory.problems.push_back(path + ":1: cannot be read: " + std::strerror(errno));
    return factory;
  }
  const datamodel::NamedFile file{path, *text};
  const auto read = datamodel::merge_phone_files({&file, 1}, accounts, datamodel::Overwrite::no);
  for (const auto& remark : read.remarks) factory.reports.push_back(line_text(remark));
  for (const auto& unknown : read.unknown) factory.reports.push_back(line_text(unknown));
  if (const auto more = read.skipped - read.unknown.size(); more != 0) {
    factory.reports.push_back(path + ": " + std::to_string(more) + " further lines are skipped");
  }
  for (const auto& problem : read.problems) factory.problems.push_back(line_text(problem));
  for (const auto& conflict : conflicts_of(read, {}, accounts)) {
    factory.problems.push_back(line_text(conflict));
  }
  datamodel::Values values;
  for (const auto& each : read.values) values.set(each.ref, each.value);
  if (factory.problems.empty()) factory.values = std::move(values);
  return factory;
}

}  // namespace lineman::agent
