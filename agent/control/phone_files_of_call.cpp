#include "agent/control/phone_files_of_call.hpp"

#include <algorithm>
#include <boost/json/value.hpp>

#include "agent/control/replies.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using namespace datamodel;

tl::unexpected<varlink::Reply> wrong(std::string_view name, const std::string& reason) {
  return tl::unexpected{varlink::invalid_parameter(name, reason)};
}

const json::string* member(const json::value& file, std::string_view name) {
  const auto* object = file.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains(name);
  return value == nullptr ? nullptr : value->if_string();
}

}  // namespace

Read<std::vector<NamedFile>> read_files(const varlink::Object& parameters, std::string_view name) {
  const auto* value = parameters.if_contains(name);
  const auto* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr || array->empty()) {
    return wrong(name, "has to be a list with something in it");
  }
  if (array->size() > maximum_files) {
    return wrong(name, "has more than " + std::to_string(maximum_files) + " members");
  }
  std::vector<NamedFile> files;
  files.reserve(array->size());
  for (const auto& each : *array) {
    const auto* file = member(each, "name");
    const auto* text = member(each, "text");
    if (file == nullptr || text == nullptr) {
      return wrong(name, "has to be a list of objects with the strings name and text");
    }
    if (file->empty() || file->size() > maximum_file_name) {
      return wrong(name, "has a file whose name has not 1 to " + std::to_string(maximum_file_name) +
                             " octets");
    }
    files.push_back({*file, *text});
  }
  return files;
}

std::string names_of(const std::vector<NamedFile>& files) {
  std::string names;
  for (const auto& file : files) {
    if (!names.empty()) names += ' ';
    names += file.name;
  }
  std::ranges::replace_if(
      names,
      [](char c) {
        return has_control_character({&c, 1});
      },
      '?');
  return names;
}

varlink::Reply refusal(const std::vector<PlacedProblem>& problems) {
  Problems bare;
  bare.reserve(problems.size());
  for (const auto& each : problems) bare.push_back(each.problem);
  auto reply = refusal(bare);
  auto& list = reply.parameters["problems"].as_array();
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const auto& place = problems[i].place;
    auto& object = list[i].as_object();
    object["file"] = nullptr;
    object["line"] = nullptr;
    if (place.file.empty()) continue;
    object["file"] = place.file;
    object["line"] = place.line;
  }
  return reply;
}

json::array remarks_of(const std::vector<PlacedRemark>& remarks) {
  json::array list;
  list.reserve(remarks.size());
  for (const auto& [place, sentence] : remarks) {
    list.push_back(json::object{{"file", place.file}, {"line", place.line}, {"remark", sentence}});
  }
  return list;
}

}  // namespace lineman::agent
