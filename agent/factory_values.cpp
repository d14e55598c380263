#include "agent/factory_values.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

#include "datamodel/phone_file.hpp"
#include "datamodel/rules.hpp"

namespace lineman::agent {
namespace {

std::string line_text(const std::string& path, const datamodel::FileRemark& remark) {
  return path + ':' + std::to_string(remark.line) + ": " + remark.sentence;
}

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
  const auto file = datamodel::read_phone_file(*text, accounts);
  for (const auto& report : file.reports) factory.reports.push_back(line_text(path, report));
  for (const auto& problem : file.problems) factory.problems.push_back(line_text(path, problem));
  datamodel::Values values;
  std::vector<datamodel::ParameterRef> named;
  for (const auto& each : file.values) {
    values.set(each.ref, each.value);
    named.push_back(each.ref);
  }
  for (const auto& problem : datamodel::broken_rules(values, named)) {
    factory.problems.push_back(path + ":1: " + problem.name + ' ' + problem.sentence);
  }
  if (factory.problems.empty()) factory.values = std::move(values);
  return factory;
}

}  // namespace lineman::agent
