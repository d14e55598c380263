#include "agent/store/generation_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "agent/store/guard_record.hpp"
#include "datamodel/checked_text.hpp"
#include "datamodel/time_text.hpp"
#include "datamodel/value_text.hpp"

namespace lineman::agent {
namespace {

using datamodel::value_line;

constexpr std::string_view first_words = "lineman generation ";

constexpr std::array doors = {Door::snmp, Door::cwmp,  Door::control,  Door::import,
                              Door::web,  Door::guard, Door::rollback, Door::agent};

std::optional<std::uint64_t> to_number(std::string_view text, std::uint64_t maximum) {
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || number > maximum) return std::nullopt;
  return number;
}

tl::unexpected<FileProblem> fault(FileFault what, std::string sentence) {
  return tl::unexpected(FileProblem{what, std::move(sentence)});
}

std::optional<KeptLine> split_line(std::string_view line) {
  constexpr std::string_view between = " = ";
  const auto at = line.find(between);
  if (at == 0 || at == std::string_view::npos) return std::nullopt;
  auto value = datamodel::unescaped(line.substr(at + between.size()));
  if (!value) return std::nullopt;
  return KeptLine{std::string{line.substr(0, at)}, std::move(*value)};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto space = text.find(' ');
    if (space != 0) words.emplace_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return words;
}

std::optional<Door> door_of(std::string_view name) {
  const auto* const at = std::ranges::find(doors, name, [](Door door) { return to_string(door); });
  if (at == doors.end()) return std::nullopt;
  return *at;
}

class Reader {
 public:
  explicit Reader(unsigned accounts) : accounts_(accounts) {}

  void field(KeptLine line) {
    auto& generation = result_.generation;
    const std::string_view name = line.name;
    if (name == "number") {
      generation.number =
          to_number(line.value, std::numeric_limits<std::uint64_t>::max() - 1).value_or(0);
    } else if (name == "time") {
      const auto seconds = datamodel::seconds_of(line.value);
      if (!seconds) report("the time of the generation is not a time");
      generation.time = seconds.value_or(0);
    } else if (name == "door") {
      const auto door = door_of(line.value);
      if (!door) report("the generation was asked for at a door that this version does not know");
      generation.asker.door = door.value_or(Door::agent);
    } else if (name == "who") {
      generation.asker.who = std::move(line.value);
    } else if (name == "changed") {
      generation.changed = words_of(line.value);
    } else if (name == "parameter_key") {
      generation.parameter_key = std::move(line.value);
    } else if (name == "config_serial") {
      const auto serial = to_number(line.value, maximum_config_serial);
      if (!serial) report("config_serial is not a number from 0 to 2147483647");
      generation.config_serial = static_cast<std::uint32_t>(serial.value_or(0));
    } else if (name == "guard") {
      if (!read_guard(line.value, generation.guard))
        report("the guard is not readable; it is over");
    } else if (name == "restore") {
      if (!read_restored(line.value, accounts_, generation.guard)) {
        generation.kept_fields.push_back(std::move(line));
      }
    } else {
      generation.kept_fields.push_back(std::move(line));
    }
  }

  void value(KeptLine line) {
    const auto ref = datamodel::find_by_name(line.name, accounts_);
    if (!ref) {
      result_.generation.kept_values.push_back(std::move(line));
      return;
    }
    const auto& kind = ref->parameter().kind;
    const auto verdict = datamodel::problem_with(kind, line.value);
    if (verdict != datamodel::Verdict::good) {
      report(line.name + ": the stored value " + datamodel::explain(verdict, kind) +
             "; the initial value counts");
      return;
    }
    result_.generation.values.set(*ref, datamodel::canonical(kind, line.value));
  }

  void report(std::string sentence) { result_.reports.push_back(std::move(sentence)); }

  ReadGeneration result() && { return std::move(result_); }

 private:
  unsigned accounts_;
  ReadGeneration result_;
};

ReadGeneration read_lines(std::string_view text, unsigned accounts) {
  Reader reader(accounts);
  bool in_values = false;
  for (std::size_t number = 2; !text.empty(); ++number) {
    const auto line = datamodel::take_line(text);
    if (line.empty()) {
      in_values = true;
      continue;
    }
    auto parts = split_line(line);
    if (!parts) {
      reader.report("line " + std::to_string(number) + " is not a name and a value");
    } else if (in_values) {
      reader.value(std::move(*parts));
    } else {
      reader.field(std::move(*parts));
    }
  }
  return std::move(reader).result();
}

}  // namespace

tl::expected<ReadGeneration, FileProblem> parse_generation(std::string_view text,
                                                           unsigned accounts) {
  if (text.size() > maximum_generation_size) {
    return fault(FileFault::foreign, "is larger than a generation can be");
  }
  const auto body = datamodel::checked_body(text);
  if (!body) return fault(FileFault::torn, "is not whole: its checksum is missing or not right");
  auto rest = *body;
  const auto first = datamodel::take_line(rest);
  if (!first.starts_with(first_words)) {
    return fault(FileFault::foreign, "is not a generation: its first line says something else");
  }
  const auto version = to_number(first.substr(first_words.size()), 1'000'000);
  if (!version || *version == 0) {
    return fault(FileFault::foreign, "is not a generation: its first line names no format");
  }
  if (*version > generation_format) {
    return fault(FileFault::newer, "has format " + std::to_string(*version) +
                                       "; this version reads formats up to " +
                                       std::to_string(generation_format));
  }
  auto read = read_lines(rest, accounts);
  if (read.generation.number == 0) {
    return fault(FileFault::foreign, "is not a generation: it has no number");
  }
  return read;
}

std::string print_generation(const Generation& generation) {
  std::string changed;
  for (const auto& name : generation.changed) {
    if (!changed.empty()) changed += ' ';
    changed += name;
  }
  std::string text = std::string{first_words} + std::to_string(generation_format) + "\n";
  text += value_line("number", std::to_string(generation.number));
  text += value_line("time", datamodel::utc_text(generation.time));
  text += value_line("door", to_string(generation.asker.door));
  text += value_line("who", generation.asker.who);
  text += value_line("changed", changed);
  text += value_line("parameter_key", generation.parameter_key);
  text += value_line("config_serial", std::to_string(generation.config_serial));
  text += guard_lines(generation.guard);
  for (const auto& field : generation.kept_fields) text += value_line(field.name, field.value);
  text += "\n";
  for (const auto& [ref, value] : generation.values.entries()) {
    text += value_line(datamodel::name_of(ref), value);
  }
  for (const auto& kept : generation.kept_values) text += value_line(kept.name, kept.value);
  return datamodel::with_checksum(std::move(text));
}

GenerationSummary summary_of(const Generation& generation) {
  return {.generation = generation.number,
          .time = generation.time,
          .asker = generation.asker,
          .changed = generation.changed};
}

}  // namespace lineman::agent
