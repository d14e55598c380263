#include "ctl/doctor/report_views.hpp"

#include <boost/json/array.hpp>

#include "ctl/doctor/counted.hpp"
#include "ctl/doctor/finding_table.hpp"

namespace lineman::ctl::doctor {
namespace {

namespace json = boost::json;

bool has_error(const Result& result) {
  for (const auto& finding : result.findings) {
    if (row_of(finding.id).severity == Severity::error) return true;
  }
  return false;
}

// Errors first, each kind in the order of the checks.
std::vector<const Finding*> by_weight(const Report& report) {
  std::vector<const Finding*> all;
  for (const auto severity : {Severity::error, Severity::warning}) {
    for (const auto& result : report) {
      for (const auto& finding : result.findings)
        if (row_of(finding.id).severity == severity) all.push_back(&finding);
    }
  }
  return all;
}

// "ok", "error", "warning", "unchecked": the worst thing that is to be said.
std::string_view word_for(const Result& result) {
  if (has_error(result)) return to_string(Severity::error);
  if (!result.findings.empty()) return to_string(Severity::warning);
  return result.unchecked.empty() ? "ok" : "unchecked";
}

Tone tone_of(std::string_view word) {
  if (word == "ok") return Tone::good;
  return word == "unchecked" ? Tone::faint : Tone::bad;
}

std::string command_of(const Finding& finding) {
  return finding.command.empty() ? std::string{row_of(finding.id).command} : finding.command;
}

Section checks_section(const Report& report) {
  Section section{.key = "check"};
  section.table.columns = {{"check", "CHECK"}, {"result", "RESULT"}, {"summary", "WHAT IS THERE"}};
  for (const auto& result : report) {
    const std::string word{word_for(result)};
    section.table.rows.push_back({std::string{result.check},
                                  {{.value = std::string{result.check}},
                                   {.value = word, .tone = tone_of(word)},
                                   {.value = result.summary}}});
  }
  return section;
}

Section finding_section(const Finding& finding, std::size_t number) {
  const auto& row = row_of(finding.id);
  const std::string severity{to_string(row.severity)};
  Section section{.key = "finding." + std::to_string(number),
                  .title = std::to_string(number) + ". " + std::string{row.title}};
  section.fields = {
      {"id",
       "Finding",
       {.value = std::string{row.name},
        .shown = severity + ' ' + std::string{row.name},
        .tone = Tone::bad}},
      {"severity", {}, {.value = severity}, true},
      {"what", "What", {.value = finding.what}},
      {"where", "Where", {.value = finding.where}},
      {"advice", "Do", {.value = std::string{row.advice}}},
  };
  if (const auto command = command_of(finding); !command.empty())
    section.fields.push_back({"command", "Type", {.value = command}});
  return section;
}

Section unchecked_section(const Report& report) {
  Section section{.key = "unchecked", .title = "Not looked at"};
  section.table.columns = {{"what", "WHAT"}, {"why", "WHY"}};
  for (const auto& result : report) {
    for (const auto& one : result.unchecked) {
      section.table.rows.push_back({std::to_string(section.table.rows.size() + 1),
                                    {{.value = one.what}, {.value = one.why}}});
    }
  }
  return section;
}

std::string verdict(const Report& report) {
  const auto count = findings_in(report);
  if (count == 0) return "Nothing wrong was found.";
  return counted(count, "finding") + '.';
}

json::object json_of_finding(const Finding& finding) {
  const auto& row = row_of(finding.id);
  const auto command = command_of(finding);
  return {{"id", row.name},
          {"check", row.check},
          {"severity", to_string(row.severity)},
          {"title", row.title},
          {"what", finding.what},
          {"where", finding.where},
          {"advice", row.advice},
          {"command", command.empty() ? json::value(nullptr) : json::value(command)}};
}

}  // namespace

std::size_t findings_in(const Report& report) {
  std::size_t count = 0;
  for (const auto& result : report) count += result.findings.size();
  return count;
}

Document view_of_report(const Report& report) {
  Document document{checks_section(report)};
  std::size_t number = 0;
  for (const auto* finding : by_weight(report))
    document.push_back(finding_section(*finding, ++number));
  if (auto unchecked = unchecked_section(report); !unchecked.table.rows.empty())
    document.push_back(std::move(unchecked));
  document.push_back({.notes = {verdict(report)}});
  return document;
}

json::object json_of(const Report& report) {
  json::array checks, findings, unchecked;
  for (const auto& result : report) {
    checks.emplace_back(json::object{
        {"check", result.check}, {"result", word_for(result)}, {"summary", result.summary}});
    for (const auto& one : result.unchecked) {
      unchecked.emplace_back(
          json::object{{"check", result.check}, {"what", one.what}, {"why", one.why}});
    }
  }
  for (const auto* finding : by_weight(report)) findings.emplace_back(json_of_finding(*finding));
  return {{"version", 1},
          {"checks", std::move(checks)},
          {"findings", std::move(findings)},
          {"unchecked", std::move(unchecked)}};
}

}  // namespace lineman::ctl::doctor
