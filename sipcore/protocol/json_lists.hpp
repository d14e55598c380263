// How the readers of messages read lists and words, for json.cpp and its like.
#pragma once

#include <algorithm>
#include <vector>

#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/member_reader.hpp"

namespace lineman::sipcore {

// `value`, or the first problem of the reader.
template <typename T>
Parsed<T> result_of(const MemberReader& reader, T value) {
  if (reader.failed()) return tl::unexpected{reader.problem()};
  return value;
}

// Reads each object of a list with `read`; the first problem is the reader's.
template <typename T>
std::vector<T> each_of(MemberReader& reader, std::string_view name,
                       Parsed<T> (*read)(const boost::json::object&)) {
  std::vector<T> result;
  for (const auto& value : reader.list(name)) {
    if (!value.is_object()) {
      reader.fail(std::string{name} + " has a member that is not an object");
      return {};
    }
    auto parsed = read(value.get_object());
    if (!parsed) {
      reader.fail(std::string{name} + ": " + parsed.error());
      return {};
    }
    result.push_back(std::move(*parsed));
  }
  return result;
}

// The one of `values` whose to_string() stands there; another word is the reader's problem.
template <typename Values>
auto word_of(MemberReader& reader, std::string_view name, const Values& values) {
  const auto word = reader.text(name);
  const auto at = std::ranges::find(values, word, [](auto each) { return to_string(each); });
  if (at != values.end()) return *at;
  reader.fail(std::string{name} + " is none of the words of the interface");
  return values.front();
}

}  // namespace lineman::sipcore
