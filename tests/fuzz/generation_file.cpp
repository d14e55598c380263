// Whatever stands where a generation should: the reader says what it is or why not, in text that
// may be shown, and what it took is the same after it was written and read again. The corpus stands
// without checksums, which no change of an octet would survive: the text is tried as it is, and
// with the right one.
#include "agent/store/generation_file.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "datamodel/checked_text.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::agent {
namespace {

// A phone with one account keeps what a phone with all of them has values for.
constexpr std::array models = {1U, 4U, datamodel::maximum_accounts};

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

void demand_shown(const std::string& sentence) {
  demand(!sentence.empty(), "there is no sentence\n");
  demand(datamodel::utf8_length(sentence).has_value(), "a sentence is no UTF-8\n");
  demand(!datamodel::has_control_character(sentence), "a sentence has a control character\n");
}

void demand_permitted(const datamodel::Values& values) {
  for (const auto& [ref, value] : values.entries()) {
    const auto& kind = ref.parameter().kind;
    demand(datamodel::problem_with(kind, value) == datamodel::Verdict::good,
           "a value that is not permitted was taken\n");
    demand(datamodel::canonical(kind, value) == value, "a value is not in the form of the store\n");
  }
}

void check(std::string_view text, unsigned accounts) {
  const auto read = parse_generation(text, accounts);
  if (!read) return demand_shown(read.error().sentence);
  for (const auto& report : read->reports) demand_shown(report);
  demand_permitted(read->generation.values);

  const auto printed = print_generation(read->generation);
  const auto again = parse_generation(printed, accounts);
  demand(again.has_value(), "what was written cannot be read\n");
  demand(again->generation == read->generation, "what was written is something else\n");
  demand(again->reports.empty(), "what was written has something to report\n");
  demand(print_generation(again->generation) == printed, "it is written otherwise each time\n");
}

}  // namespace
}  // namespace lineman::agent

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman;
  const std::string text(data, data + size);
  for (const auto accounts : agent::models) {
    agent::check(text, accounts);
    agent::check(datamodel::with_checksum(text), accounts);
  }
  return 0;
}
