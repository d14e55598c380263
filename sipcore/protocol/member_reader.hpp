// Reads the members of a JSON object into plain values, and remembers the first thing that was
// wrong.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "datamodel/kind.hpp"

namespace lineman::sipcore {

// After a problem every read gives an empty value, so that a caller reads everything and asks once.
// The object outlives the reader.
class MemberReader {
 public:
  explicit MemberReader(const boost::json::object& object) : object_{object} {}

  template <typename Number>
  Number number(std::string_view name) {
    const auto maximum = std::numeric_limits<Number>::max();
    const auto value = integer(name, static_cast<std::uint64_t>(maximum));
    return static_cast<Number>(value);
  }
  bool flag(std::string_view name);
  std::string text(std::string_view name);
  std::map<std::string, std::string> texts(std::string_view name);
  const boost::json::array& list(std::string_view name);
  const boost::json::object& object(std::string_view name);
  bool has(std::string_view name) const;  // there, and not null

  // The number of an enumeration's label.
  template <typename Enumeration>
  Enumeration label(std::string_view name, std::span<const datamodel::Label> labels) {
    return static_cast<Enumeration>(label_number(name, labels));
  }

  // Counters by their rows' names. One that is absent is zero: another core may count less.
  template <typename Counters, typename Rows>
  void counters(const boost::json::object& from, const Rows& rows, Counters& into,
                std::string_view suffix = {}) {
    auto value = into.begin();
    for (const auto& row : rows) *value++ = counter(from, std::string{row.name}.append(suffix));
  }

  // Takes over the problem of a part.
  void fail(std::string problem);
  bool failed() const { return !problem_.empty(); }
  const std::string& problem() const { return problem_; }

 private:
  const boost::json::value* member(std::string_view name, std::string_view expected);
  std::uint64_t integer(std::string_view name, std::uint64_t maximum);
  int label_number(std::string_view name, std::span<const datamodel::Label> labels);
  std::uint64_t counter(const boost::json::object& from, std::string_view name);

  const boost::json::object& object_;
  std::string problem_;
};

}  // namespace lineman::sipcore
