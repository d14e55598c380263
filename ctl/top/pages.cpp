#include "ctl/top/pages.hpp"

#include <array>

#include "ctl/json_reading.hpp"
#include "ctl/printers.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl::top {
namespace {

using boost::json::object;

struct Explained {
  std::string_view keys;
  std::string_view meaning;
};

constexpr std::array keys = {
    Explained{"up, down, k, j", "select an account, or scroll"},
    Explained{"PgUp, PgDn", "by a page"},
    Explained{"Home, End, g, G", "to the first, to the last"},
    Explained{"Enter, right, l", "servers, targets and counters of the account"},
    Explained{"Esc, left, h", "back to all accounts"},
    Explained{"?", "this page; any key leaves it"},
    Explained{"q, Ctrl-C", "leaves"},
};

constexpr std::array marks = {
    Explained{"bar", "what is left of the lease, of what the server granted"},
    Explained{"SERVER", "1 or 2, and how the account came to it"},
    Explained{"TARGET", "where it is registered; over UDP unless it says otherwise"},
};

Section section_of(std::string title, std::span<const Explained> list) {
  Section section{.title = std::move(title)};
  for (const auto& each : list) {
    section.fields.push_back(
        {.key = {}, .label = std::string{each.keys}, .cell = {.value = std::string{each.meaning}}});
  }
  return section;
}

}  // namespace

Frame account_page(const Model& model, const Canvas& canvas) {
  if (model.accounts().empty()) return {title_line("No account is enabled any more.")};
  object reply{{"accounts", boost::json::array{model.accounts()[model.selected()]}}};
  auto document = view_of_account(reply, canvas.now);
  for (auto& section : view_of_counters(model.counters(), false)) {
    document.push_back(std::move(section));
  }
  return text_lines(document, canvas.size.columns);
}

Frame help_page(const Canvas& canvas) {
  return text_lines({section_of("Keys", keys), section_of("What is shown", marks)},
                    canvas.size.columns);
}

}  // namespace lineman::ctl::top
