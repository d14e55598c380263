#include "datamodel/phone_file.hpp"

#include <array>
#include <map>
#include <optional>

#include "datamodel/assignments.hpp"
#include "datamodel/legacy_names.hpp"
#include "datamodel/phone_text.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view version_mark = "#!version:";
constexpr std::array<std::string_view, 2> clearing_words = {"%NULL%", "%EMPTY%"};

bool has_version(std::string_view text) {
  if (!text.starts_with(version_mark)) return false;
  text.remove_prefix(version_mark.size());
  const auto version = text.substr(0, text.find_first_of("\r\n"));
  return version.find_first_not_of(" \t") != std::string_view::npos;
}

unsigned line_of(std::string_view text, std::size_t at) {
  return static_cast<unsigned>(1 + std::ranges::count(text.substr(0, at), '\n'));
}

bool is_string(const Kind& kind) {
  return kind.type == Type::text || kind.type == Type::host || kind.type == Type::networks;
}

std::string in_line(unsigned line) {
  return " stands in line " + std::to_string(line);
}

// Which parameter a line is about.
struct Named {
  ParameterRef ref;
  bool legacy = false;
};

class Reader {
 public:
  Reader(unsigned accounts, Blank blank, PhoneFile& file)
      : accounts_{accounts}, blank_{blank}, file_{file} {}

  void take(const Assignment& line) {
    const auto named = find(line.name);
    if (!named) return skip(line.line, line.name);
    const auto& row = named->ref.parameter();
    const bool clears =
        line.value.empty() || std::ranges::find(clearing_words, line.value) != clearing_words.end();
    if (clears && !is_string(row.kind)) {
      if (blank_ == Blank::is_wrong)
        return refuse(line, row, ProblemCode::wrong_type, "cannot be empty");
      return set(*named, {named->ref, std::string{row.initial}, line.line}, line.name);
    }
    const auto value = clears ? std::string_view{} : std::string_view{line.value};
    if (const auto verdict = problem_with(row.kind, value); verdict != Verdict::good) {
      return refuse(line, row, code_of(verdict), explain(verdict, row.kind));
    }
    set(*named, {named->ref, canonical(row.kind, value), line.line}, line.name);
  }

  void take(const BadLine& line) {
    if (!line.name.empty() && !find(line.name)) return skip(line.line, line.name);
    problem(line.line, {ProblemCode::wrong_value, line.name, {}, line.sentence});
  }

 private:
  std::optional<Named> find(std::string_view name) const {
    if (const auto ref = find_by_name(name, accounts_)) {
      // A path that stands for a name is no name of the phone's files.
      return ref->parameter().name.empty() ? std::nullopt : std::optional{Named{*ref}};
    }
    if (const auto ref = find_by_legacy_name(name, accounts_)) return Named{*ref, true};
    return std::nullopt;
  }

  void skip(unsigned line, const std::string& name) {
    ++file_.skipped;
    if (file_.unknown.size() >= maximum_remarks) return;
    file_.unknown.push_back({line, name + " is no parameter of ours; skipped"});
  }

  void remark(unsigned line, std::string sentence) {
    if (file_.remarks.size() < maximum_remarks) {
      file_.remarks.push_back({line, std::move(sentence)});
    }
  }

  void problem(unsigned line, Problem problem) {
    ++file_.problem_count;
    if (file_.problems.size() < maximum_remarks) {
      file_.problems.push_back({line, std::move(problem)});
    }
  }

  void refuse(const Assignment& line, const Parameter& row, ProblemCode code, std::string why) {
    problem(line.line,
            {code, line.name, row.secret ? std::string{masked} : line.value, std::move(why)});
  }

  void set(Named named, FileValue value, const std::string& name) {
    const auto [at, fresh] = known_.emplace(named.ref, Known{file_.values.size(), named.legacy});
    auto sentence = named.legacy ? name + " is the old name of " + name_of(named.ref) : name;
    if (fresh) {
      if (named.legacy) remark(value.line, std::move(sentence));
      file_.values.push_back(std::move(value));
      return;
    }
    auto& earlier = file_.values[at->second.place];
    if (named.legacy) sentence += ", which";
    sentence += in_line(earlier.line) + " too";
    // Today's name wins over the old one; apart from that, the last line.
    if (named.legacy && !at->second.legacy)
      return remark(value.line, sentence + "; that line counts");
    remark(value.line, sentence + "; this line counts");
    at->second.legacy = named.legacy;
    earlier = std::move(value);
  }

  struct Known {
    std::size_t place;
    bool legacy;
  };

  unsigned accounts_;
  Blank blank_;
  PhoneFile& file_;
  std::map<ParameterRef, Known> known_;
};

PhoneFile refused(unsigned line, std::string sentence) {
  PhoneFile file;
  file.problems.push_back({line, {ProblemCode::wrong_value, {}, {}, std::move(sentence)}});
  file.problem_count = 1;
  return file;
}

}  // namespace

PhoneFile read_phone_file(std::string_view octets, unsigned accounts, Blank blank) {
  if (octets.size() > maximum_phone_file) {
    return refused(1, "the file is larger than " + std::to_string(maximum_phone_file) + " octets");
  }
  if (const auto nul = octets.find('\0'); nul != std::string_view::npos) {
    return refused(line_of(octets, nul), "the line has a NUL: this is no text in UTF-8 or Latin-1");
  }
  const auto characters = read_characters(octets);
  if (!has_version(characters.text)) {
    return refused(1, "the first line is not #!version: with a version");
  }
  PhoneFile file;
  if (characters.latin_1_line != 0) {
    file.remarks.push_back({characters.latin_1_line, std::string{latin_1_sentence}});
  }
  Reader reader{accounts, blank, file};
  each_assignment(
      characters.text, [&](const Assignment& line) { reader.take(line); },
      [&](const BadLine& line) { reader.take(line); });
  return file;
}

}  // namespace lineman::datamodel
