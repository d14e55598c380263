#include "datamodel/phone_file.hpp"

#include <algorithm>
#include <array>

#include "datamodel/assignments.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view version_mark = "#!version:";
constexpr std::array<std::string_view, 2> clearing_words = {"%NULL%", "%EMPTY%"};

bool has_version(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!text.starts_with(version_mark)) return false;
  text.remove_prefix(version_mark.size());
  const auto version = text.substr(0, text.find_first_of("\r\n"));
  return version.find_first_not_of(" \t") != std::string_view::npos;
}

// What the line asks for: clearing words and an empty text are the same.
std::string_view meant_by(const Assignment& line) {
  const bool clears = std::ranges::find(clearing_words, line.value) != clearing_words.end();
  return clears ? std::string_view{} : std::string_view{line.value};
}

class Reader {
 public:
  Reader(unsigned accounts, PhoneFile& file) : accounts_{accounts}, file_{file} {}

  void take(const Assignment& line) {
    const auto ref = find_by_name(line.name, accounts_);
    if (!ref) {
      file_.reports.push_back({line.line, line.name + " is no parameter of ours; skipped"});
      return;
    }
    const auto value = meant_by(line);
    if (value == masked) return refuse(line, "is masked in this file");
    const auto& kind = ref->parameter().kind;
    if (const auto verdict = problem_with(kind, value); verdict != Verdict::good) {
      return refuse(line, explain(verdict, kind));
    }
    set({*ref, canonical(kind, value), line.line}, line.name);
  }

 private:
  void refuse(const Assignment& line, const std::string& why) {
    file_.problems.push_back({line.line, line.name + ' ' + why});
  }

  void set(FileValue value, const std::string& name) {
    const auto earlier = std::ranges::find(file_.values, value.ref, &FileValue::ref);
    if (earlier == file_.values.end()) {
      file_.values.push_back(std::move(value));
      return;
    }
    file_.reports.push_back({value.line, name + " stands in line " + std::to_string(earlier->line) +
                                             " too; this line counts"});
    *earlier = std::move(value);
  }

  unsigned accounts_;
  PhoneFile& file_;
};

}  // namespace

PhoneFile read_phone_file(std::string_view text, unsigned accounts) {
  PhoneFile file;
  if (text.size() > maximum_phone_file) {
    file.problems.push_back(
        {1, "the file is larger than " + std::to_string(maximum_phone_file) + " octets"});
    return file;
  }
  if (!has_version(text)) {
    file.problems.push_back({1, "the first line is not #!version: with a version"});
    return file;
  }
  const auto lines = read_assignments(text);
  for (const auto& bad : lines.bad) file.problems.push_back({bad.line, bad.sentence});
  Reader reader{accounts, file};
  for (const auto& line : lines.good) reader.take(line);
  std::ranges::stable_sort(file.problems, {}, &FileRemark::line);
  return file;
}

}  // namespace lineman::datamodel
