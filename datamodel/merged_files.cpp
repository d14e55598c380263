#include "datamodel/merged_files.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "datamodel/phone_file_size.hpp"
#include "datamodel/rules.hpp"

namespace lineman::datamodel {
namespace {

class Merger {
 public:
  void add(const std::string& name, PhoneFile file) {
    for (auto& value : file.values) {
      wanted_.insert_or_assign(value.ref,
                               PlacedValue{value.ref, std::move(value.value), {name, value.line}});
    }
    for (auto& each : file.problems) {
      if (merged_.problems.size() < maximum_remarks) {
        merged_.problems.push_back({{name, each.line}, std::move(each.problem)});
      }
    }
    problem_count_ += file.problem_count;
    append(merged_.remarks, name, file.remarks);
    append(merged_.unknown, name, file.unknown);
    merged_.skipped += file.skipped;
  }

  void reset_the_others(unsigned accounts) {
    for (const auto ref : all_of(accounts)) {
      const auto& row = ref.parameter();
      if (row.secret || !is_in_phone_files(row)) continue;
      wanted_.try_emplace(ref, PlacedValue{ref, std::string{row.initial}, {}});
    }
  }

  MergedFiles take() {
    merged_.values.reserve(wanted_.size());
    for (auto& [ref, value] : wanted_) merged_.values.push_back(std::move(value));
    if (const auto more = problem_count_ - merged_.problems.size(); more != 0) {
      merged_.problems.push_back(
          {merged_.problems.back().place,
           {ProblemCode::wrong_value, {}, {}, std::to_string(more) + " further lines are wrong"}});
    }
    return std::move(merged_);
  }

 private:
  static void append(std::vector<PlacedRemark>& to, const std::string& name,
                     std::vector<FileRemark>& from) {
    for (auto& each : from) {
      if (to.size() >= maximum_remarks) return;
      to.push_back({{name, each.line}, std::move(each.sentence)});
    }
  }

  MergedFiles merged_;
  std::size_t problem_count_ = 0;
  std::map<ParameterRef, PlacedValue> wanted_;
};

std::string line_text(const Place& place, const std::string& sentence) {
  if (place.file.empty()) return sentence;
  return place.file + ':' + std::to_string(place.line) + ": " + sentence;
}

}  // namespace

MergedFiles merge_phone_files(std::span<const NamedFile> files, unsigned accounts,
                              Overwrite overwrite) {
  const bool resets = overwrite == Overwrite::yes;
  Merger merger;
  for (const auto& file : files) {
    merger.add(
        std::string{file.name},
        read_phone_file(file.octets, accounts, resets ? Blank::is_default : Blank::is_wrong));
  }
  if (resets) merger.reset_the_others(accounts);
  return merger.take();
}

std::vector<PlacedProblem> conflicts_of(const MergedFiles& files, const Values& base,
                                        unsigned accounts) {
  auto values = base;
  std::vector<ParameterRef> changed;
  for (const auto& each : files.values) {
    if (values.get(each.ref) == each.value) continue;
    values.set(each.ref, each.value);
    changed.push_back(each.ref);
  }
  return placed(broken_rules(values, changed), files, accounts);
}

std::vector<PlacedProblem> placed(const Problems& problems, const MergedFiles& files,
                                  unsigned accounts) {
  std::vector<PlacedProblem> result;
  result.reserve(problems.size());
  for (const auto& problem : problems) {
    PlacedProblem each{{}, problem};
    if (const auto ref = find(problem.name, accounts)) {
      const auto at = std::ranges::lower_bound(files.values, *ref, {}, &PlacedValue::ref);
      if (at != files.values.end() && at->ref == *ref) each.place = at->place;
      if (ref->parameter().secret) each.problem.value = masked;
    }
    result.push_back(std::move(each));
  }
  return result;
}

std::string line_text(const PlacedRemark& remark) {
  return line_text(remark.place, remark.sentence);
}

std::string line_text(const PlacedProblem& problem) {
  const auto& [code, name, value, sentence] = problem.problem;
  return line_text(problem.place, name.empty() ? sentence : name + ' ' + sentence);
}

}  // namespace lineman::datamodel
